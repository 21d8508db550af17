"""People who practise without an account: a row of their own, no password, no role, known by one browser's session.

What they did is kept when they sign in or sign up from that browser and say so; otherwise it is forgotten in time.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.signals import guest_kept
from core.errors import Conflict, Forbidden
from core.models import random_id

KEPT_FOR = timedelta(days=90)
# Anybody can press the button; a script that presses it all day must not fill the table.
GUESTS_AN_HOUR = 200
CLAIM = "guest-to-keep"


@transaction.atomic
def start_guest() -> User:
    if not settings.PRACTICE_GUESTS:
        raise Forbidden("Here practising needs an account.")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if User.objects.filter(is_guest=True, date_joined__gt=an_hour_ago).count() >= GUESTS_AN_HOUR:
        raise Conflict("Too many guests began just now. Make an account, or try again in an hour.")
    return User.objects.create_user(f"{random_id().lower()}@guest.invalid", full_name="Guest", is_guest=True)


def claim(session: SessionBase, guest: User) -> None:
    """Remembers in an anonymous session that the next person to sign in here wants to keep this guest's practice."""
    session[CLAIM] = guest.public_id


def claimed(session: SessionBase) -> User | None:
    public_id = session.get(CLAIM)
    return User.objects.filter(public_id=public_id, is_guest=True).first() if public_id else None


@transaction.atomic
def keep_guest(*, guest: User, user: User) -> None:
    """Everything of the guest becomes the account's; the guest is gone."""
    guest_kept.send(sender=User, guest=guest, user=user)
    guest.delete()
