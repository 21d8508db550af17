from django import template

from reports.footnotes import anchor_of

register = template.Library()
DASHES = ("– ", "- ", "— ")


@register.filter
def anchor(ref: str) -> str:
    """The id of the place on the report page that shows this piece of evidence."""
    return anchor_of(ref)


@register.filter
def blocks(body: str) -> list[tuple[str, list[str]]]:
    """A letter's paragraphs, each with its text and the items of its list (lines that begin with a dash)."""
    return [_block(paragraph) for paragraph in body.replace("\r\n", "\n").split("\n\n") if paragraph.strip()]


def _block(paragraph: str) -> tuple[str, list[str]]:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    items = [line[1:].strip() for line in lines if line.startswith(DASHES)]
    return "\n".join(line for line in lines if not line.startswith(DASHES)), items
