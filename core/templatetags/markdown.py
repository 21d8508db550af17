from django import template
from django.utils.safestring import SafeString

from core.markdown import render, render_inline
from core.markdown.plain_text import plain_text

register = template.Library()
register.filter(plain_text)


@register.filter
def markdown(text: str) -> SafeString:
    return render(text)


@register.filter
def markdown_inline(text: str) -> SafeString:
    return render_inline(text)
