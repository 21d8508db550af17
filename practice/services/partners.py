"""What a mock with a partner came to, kept with one's own progress."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from practice.models import PartnerValue


@transaction.atomic
def keep_partner_values(*, user: User, mock: str, pairs: Iterable[tuple[int, Decimal | None, Decimal | None]]) -> None:
    """`pairs`: (criterion, one's own, the partner's). The same mock again changes nothing twice."""
    for criterion, own, partner in pairs:
        PartnerValue.objects.update_or_create(
            user=user, mock=mock, criterion_id=criterion, defaults={"own": own, "partner": partner}
        )
