from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from practice.drawing import shapes_of, words_of

register = template.Library()
TOOLS = (
    ("select", "Choose"),
    ("box", "Box"),
    ("oval", "Oval"),
    ("store", "Store"),
    ("text", "Text"),
    ("arrow", "Arrow"),
    ("pen", "By hand"),
)


@register.inclusion_tag("practice/drawing.svg")
def drawing(body: str) -> dict[str, Any]:
    return {"shapes": shapes_of(body), "words": words_of(body)}


@register.simple_tag
def python_worker() -> str:
    """The address of what runs Python in the browser; "" where the pad's bundle was not built."""
    if not (settings.BASE_DIR / "static" / "pad" / "python-worker.js").exists():
        return ""
    return staticfiles_storage.url("pad/python-worker.js")


@register.simple_tag
def drawing_tools() -> tuple[tuple[str, str], ...]:
    return TOOLS
