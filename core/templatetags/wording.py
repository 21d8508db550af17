from django import template

register = template.Library()


@register.filter
def spaced(text: str) -> str:
    """strong_yes as "strong yes": a stored word as a person reads it."""
    return text.replace("_", " ")
