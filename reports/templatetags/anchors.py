from django import template

from reports.footnotes import anchor_of

register = template.Library()


@register.filter
def anchor(ref: str) -> str:
    """The id of the place on the report page that shows this piece of evidence."""
    return anchor_of(ref)
