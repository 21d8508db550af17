"""What a person's own value does to the date on which a question comes back."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from core.errors import Conflict
from practice.models import Attempt, Card
from practice.schedule import review
from practice.services.attempts import locked


@transaction.atomic
def rate_attempt(*, attempt: Attempt, value: Decimal) -> Card:
    """Keeps the person's own value 1..5 and says when the question is due again.

    Rating the same attempt again changes the value and counts once. An older attempt, whose question has been rated
    since, changes its value and moves no date.
    """
    current = locked(attempt)
    if current.revealed_at is None:
        raise Conflict("Answer first; then rate yourself.")
    question = current.question_version.question
    card = Card.objects.select_for_update().filter(user=current.user, question=question).first()
    if card is not None and _rated_since(current):
        _keep_value(current, value)
        return card
    before = current.card_before if current.rated_at else (card.state if card else {})
    now = timezone.now()
    after = review(before, value, now)
    current.card_before, current.rated_at = before, current.rated_at or now
    _keep_value(current, value)
    card, _ = Card.objects.update_or_create(
        user=current.user, question=question, defaults={"state": after.state, "due_at": after.due_at}
    )
    return card


def _rated_since(attempt: Attempt) -> bool:
    question = attempt.question_version.question_id
    others = Attempt.objects.visible_to(attempt.user).filter(question_version__question=question).exclude(pk=attempt.pk)
    since = attempt.rated_at or attempt.revealed_at
    return others.filter(rated_at__gt=since).exists()


def _keep_value(attempt: Attempt, value: Decimal) -> None:
    attempt.self_value = value
    attempt.save(update_fields=["self_value", "card_before", "rated_at"])
