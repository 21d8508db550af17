"""A person who signs out hears nothing more: the sockets of that log-in close at once (S6)."""

import hashlib
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from core.realtime import publish


def login_group(session_key: str) -> str:
    """The sockets of one log-in; its key itself stays out of the channel layer."""
    return f"login.{hashlib.sha256(session_key.encode()).hexdigest()[:40]}"


@receiver(user_logged_out)
def close_sockets(request: HttpRequest | None, **kwargs: Any) -> None:
    key = request.session.session_key if request else None
    if key:
        publish(login_group(key), {"type": "login.ended"})
