"""Limits on trying, counted in the database, so that they hold over processes and without Redis (security.md)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.errors import TooMany
from core.models import Tries
from core.periodic import periodic

KEPT = timedelta(days=1)


def refuse_above(request: HttpRequest, purpose: str, *, per_minute: int) -> None:
    """TooMany when this address has failed so often in this minute; asked before anything is looked up."""
    found = Tries.objects.filter(**_place(request, purpose)).first()
    if found and found.count >= per_minute:
        raise TooMany("Too many wrong attempts from your network. Wait a minute, and check that the link is whole.")


@transaction.atomic
def count_failure(request: HttpRequest, purpose: str) -> None:
    row, _ = Tries.objects.get_or_create(**_place(request, purpose))
    Tries.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _place(request: HttpRequest, purpose: str) -> dict[str, Any]:
    """No address is stored: its keyed hash says as much."""
    who = salted_hmac("core.limits", f"{purpose}:{network_of(request)}", algorithm="sha256").hexdigest()
    return {"who": who, "minute": int(timezone.now().timestamp() // 60)}


def network_of(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; what a client writes into the header before it is not read."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


@periodic("core.forget_tries", every=KEPT)
def forget_tries(args: dict[str, object]) -> None:
    Tries.objects.filter(minute__lt=int((timezone.now() - KEPT).timestamp() // 60)).delete()
