"""Addresses that hold a secret (security.md, S7): no page of theirs names its address to another site, and who tries
wrong ones is answered 20 times a minute. Only what was wrong is counted, so that a right link opens also from a network
where somebody guesses.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

Handler = Callable[[HttpRequest], HttpResponse]
MOST_WRONG = 20
WINDOW = timedelta(minutes=1)
SENTENCE = (
    "Too many addresses that do not exist were tried from your network. Wait a minute, then open your link again."
)


def secret_addresses(get_response: Handler) -> Handler:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if match is None or "token" not in match.kwargs:
            return response
        if response.status_code == 404 and _count(request) > MOST_WRONG:
            response = render(request, "refusal.html", {"sentence": SENTENCE}, status=429)
            response["Retry-After"] = str(int(WINDOW.total_seconds()))
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def _count(request: HttpRequest) -> int:
    """How many wrong ones came from this network in the running minute, this one included."""
    minute = int(timezone.now().timestamp() // WINDOW.total_seconds())
    key = f"guessing:{network_of(request)}:{minute}"
    cache.add(key, 0, timeout=2 * WINDOW.total_seconds())
    return int(cache.incr(key))


def network_of(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; what a client writes into the header before it is not read."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
