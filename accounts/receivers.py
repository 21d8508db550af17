from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.audit import anchor_head, note
from accounts.guests import CLAIM, claimed, keep_guest
from accounts.models import User
from accounts.second_factor import KNOWN
from core.backups import restored


@receiver(user_logged_in)
def keep_what_a_guest_did(sender: type[User], request: HttpRequest, user: User, **_: Any) -> None:
    """Only after the guest asked for it in this very session: nobody else's practice is ever taken over."""
    guest = claimed(request.session)
    request.session.pop(CLAIM, None)
    if guest is not None and not user.is_guest:
        keep_guest(guest=guest, user=user)


@receiver(user_logged_in)
def note_sign_in(sender: type[User], user: User, **_: Any) -> None:
    if not user.is_guest:
        note("signed in", by=user)


@receiver(user_logged_out)
def note_sign_out(sender: type[User], request: HttpRequest, user: User | None, **_: Any) -> None:
    request.signed_out = True  # type: ignore[attr-defined]  # read by accounts.refusals
    if user and not user.is_guest:
        note("signed out", by=user)


@receiver(user_login_failed)
def note_refused_sign_in(sender: str, credentials: dict[str, Any], **_: Any) -> None:
    """By whom nobody knows; at whose account, where there is one. The address that was typed may be anything."""
    found = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
    note("sign-in refused", f"user:{found.public_id}" if found else "", by=None)


@receiver(restored)
def anchor_what_was_restored(**_: Any) -> None:
    anchor_head(restored=True)


@receiver(authenticator_removed)
def ask_for_a_second_factor_again(request: HttpRequest, **_: Any) -> None:
    request.session.pop(KNOWN, None)
