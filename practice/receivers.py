from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import guest_kept
from practice.services.erasing import move_practice


@receiver(guest_kept)
def take_practice_along(sender: type[User], guest: User, user: User, **_: Any) -> None:
    move_practice(guest=guest, user=user)
