from django import template

register = template.Library()


@register.filter
def hard_breaks(text: str) -> str:
    """A note's lines stay lines in Markdown: each ends with its hard break."""
    return text.replace("\n", "  \n")
