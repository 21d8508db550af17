from django import template
from django.http import HttpRequest
from django.urls import reverse

register = template.Library()


@register.filter
def at(request: HttpRequest | None, url_name: str) -> bool:
    """Whether the page shown is that of `url_name` or one below it; an error page may have no request."""
    return below(request, reverse(url_name))


@register.filter
def below(request: HttpRequest | None, start: str) -> bool:
    return request is not None and request.path.startswith(start)
