from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.guests import CLAIM, claimed, keep_guest
from accounts.models import User


@receiver(user_logged_in)
def keep_what_a_guest_did(sender: type[User], request: HttpRequest, user: User, **_: Any) -> None:
    """Only after the guest asked for it in this very session: nobody else's practice is ever taken over."""
    guest = claimed(request.session)
    request.session.pop(CLAIM, None)
    if guest is not None and not user.is_guest:
        keep_guest(guest=guest, user=user)
