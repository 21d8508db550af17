"""Who sees candidates' words needs more than a password (security.md, T9): staff set up a second factor first."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from core.errors import Forbidden
from core.middleware import refusal

Handler = Callable[[HttpRequest], HttpResponse]
SENTENCE = "Your role needs a second factor. Set up an app or a key below, then go on."
# Where a session remembers that there is one, so that not every request asks the database.
KNOWN = "second_factor"


class staff_second_factor:  # noqa: N801 - see core.middleware.private_by_default
    """Leads interviewers, HR and administrators without a second factor to the page that sets one up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not settings.STAFF_SECOND_FACTOR or not _asked_of(request, view) or _has_one(request):
            return None
        if request.method != "GET" or request.headers.get("HX-Request"):
            return refusal(request, Forbidden(SENTENCE))
        messages.warning(request, SENTENCE)
        return redirect("mfa_index")


def _asked_of(request: HttpRequest, view: Any) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_staff_member and not view.__module__.startswith("allauth.")


def _has_one(request: HttpRequest) -> bool:
    if request.session.get(KNOWN):
        return True
    found = bool(is_mfa_enabled(request.user))
    if found:
        request.session[KNOWN] = True
    return found
