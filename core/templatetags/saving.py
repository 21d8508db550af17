"""The hidden parts of a page that saves by the protocol of core.saving."""

import base64
import secrets
import time
from typing import Any

from django import template
from django.conf import settings
from django.utils.crypto import salted_hmac

register = template.Library()


@register.inclusion_tag("components/save_fields.html")
def save_fields(version: int | None) -> dict[str, Any]:
    """An operation id for one submission and the version this page was made from; scripts replace both."""
    return {"op_id": secrets.token_urlsafe(16), "base_version": version or 0}


@register.inclusion_tag("components/outbox.html", takes_context=True)
def outbox(context: dict[str, Any], guest_of: str = "") -> dict[str, Any]:
    """Who types here, the server's time in milliseconds, and the key under which the browser keeps what is not saved
    yet. The key depends on the person alone: after signing in again it opens what was kept before. `guest_of` is the
    public id of the interview of whoever has no account: a new link opens what was kept under the one before. Behind
    the key stand those of the installation's earlier secrets, which open and never lock."""
    owner = guest_of or context["request"].user.public_id
    keys = [_key(owner, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return {"user": owner, "keys": keys, "now": int(time.time() * 1000), "guest": guest_of}


def _key(owner: str, secret: str | bytes) -> str:
    return base64.b64encode(salted_hmac("core.outbox", owner, secret=secret, algorithm="sha256").digest()).decode()
