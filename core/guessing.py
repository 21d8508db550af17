"""Addresses that hold a secret (security.md, S7): no page of theirs names its address to another site, and whoever was
wrong twenty times in a minute is not told whether the next guess is right.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.errors import TooMany
from core.limits import count_failure, refuse_above
from core.middleware import refusal

Handler = Callable[[HttpRequest], HttpResponse]
WRONG_A_MINUTE = 20


class secret_addresses:  # noqa: N801 - named as a middleware function, with a hook that needs a class
    """For every route that takes a `token`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _holds_secret(request):
            response["Referrer-Policy"] = "no-referrer"
            if response.status_code == 404:
                count_failure(request, "secret")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if "token" not in kwargs:
            return None
        try:
            refuse_above(request, "secret", per_minute=WRONG_A_MINUTE)
        except TooMany as refused:
            return refusal(request, refused)
        return None


def _holds_secret(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and "token" in match.kwargs
