"""Where sessions and practice meet: neither imports the other (docs/architecture.md)."""

from typing import Any

from django.dispatch import receiver

from practice.services.partners import keep_partner_values
from sessions.mocks.feedback import value_pairs
from sessions.mocks.models import MockHalf, PartnerMock
from sessions.signals import partner_values_given


@receiver(partner_values_given)
def keep_values(sender: type[PartnerMock], half: MockHalf, **_: Any) -> None:
    keep_partner_values(user=half.answerer, mock=half.interview.public_id, pairs=value_pairs(half))
