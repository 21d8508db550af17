from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.audit import note
from accounts.models import User
from core.routes import route_of

FORBIDDEN = 403
# What an entry's columns hold; an address may be longer.
LONGEST = 120


def noted_refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who was told that their role does not allow something, and at which address: its pattern and its public id."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == FORBIDDEN and isinstance(request.user, User):
            note(f"denied: {route_of(request)}"[:LONGEST], _object(request)[:LONGEST], by=request.user)
        return response

    return answer


def _object(request: HttpRequest) -> str:
    """Of all that stands in an address only this is no secret."""
    found = request.resolver_match.kwargs.get("public_id", "") if request.resolver_match else ""
    return f"id:{found}" if found else ""


def forgotten_after_signing_out(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The browser drops the pages it keeps for going back. What it stores is ciphertext, and words not sent yet are
    among it (docs/decisions/0011): that stays."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "signed_out", False):
            response["Clear-Site-Data"] = '"cache"'
        return response

    return answer
