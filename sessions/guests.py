"""Which browser a candidate's is: one cookie for each link, so that a second interview leaves the first alone (T8)."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse

from sessions.models import JoinLink


def cookie_name(link_id: str) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}interviewprep-guest-{link_id}"


def browser_of(cookies: Mapping[str, str], link_id: str) -> str | None:
    """The secret that this browser got when it came in by that link, or knocked at it."""
    return cookies.get(cookie_name(link_id))


def keep_browser(response: HttpResponse, link: JoinLink, secret: str) -> HttpResponse:
    """Remembers by a cookie which browser this is."""
    response.set_cookie(
        cookie_name(link.public_id),
        secret,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
