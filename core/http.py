from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_part(
    request: HttpRequest, template: str, context: dict[str, Any], *, parts: Collection[str], status: int = 200
) -> HttpResponse:
    """The page, or only the part of it that htmx is to replace: its DOM id, its partial and HX-Target have one name."""
    htmx = getattr(request, "htmx", None)
    wanted = htmx.target if htmx and not htmx.history_restore_request else None
    name = f"{template}#{wanted}" if wanted in parts else template
    return render(request, name, context, status=status)
