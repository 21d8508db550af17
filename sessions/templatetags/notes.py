from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.markdown import BODY_LIMIT, render
from sessions.lines import spelled_out

register = template.Library()


@register.filter
def note(text: str) -> SafeString:
    """A note as it reads. One that is too long for Markdown is shown as it was typed: a note is never refused."""
    source = spelled_out(text)
    if len(source.encode(errors="replace")) > BODY_LIMIT:
        return format_html('<p class="note-typed">{}</p>', text)
    return render(source)
