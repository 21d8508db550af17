from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User
from sessions.services.candidates import link_account


@receiver(post_save, sender=User)
def link_to_earlier_candidates(
    instance: User, using: str, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    if not instance.is_guest and (update_fields is None or "email" in update_fields):
        link_account(instance, using=using)
