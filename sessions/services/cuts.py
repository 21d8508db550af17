"""The cut of a position: named before anybody can score, and fixed from then on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core.errors import BadRequest, Conflict, Forbidden
from sessions.models import InterviewSession, Position

BEFORE = (InterviewSession.State.DRAFT, InterviewSession.State.SCHEDULED, InterviewSession.State.CANCELLED)


def cut_is_fixed(position: Position) -> bool:
    """From the first open lobby on, whoever may have scored: asking for scores themselves would tell of them (I2)."""
    began = position.interviews.exclude(state__in=BEFORE).exists()
    return began or position.interviews.filter(started_at__isnull=False).exists()


@transaction.atomic
def set_cut(*, position: Position, cut: int | None, by: User) -> Position:
    """None takes it away: the level asked for then decides what the arithmetic says."""
    current = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    # Holds back whoever would open a lobby while the cut is written.
    list(current.interviews.select_for_update(of=("self",)).values_list("pk", flat=True))
    if current.owner_id != by.pk:
        raise Forbidden("Only the owner of the position sets its cut.")
    if cut_is_fixed(current):
        raise Conflict("The first interview has begun, so the cut stays as it is.")
    current.cut = cut
    try:
        current.full_clean()
    except ValidationError:
        raise BadRequest("A cut is a number from 0 to 100.") from None
    current.save(update_fields=["cut"])
    return current
