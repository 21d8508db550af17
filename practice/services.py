from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from accounts.models import User
from core.errors import Conflict, DomainError
from practice.models import Attempt, Card
from questions.models import Question

BODY_LIMIT = 50_000


@transaction.atomic
def start_attempt(*, user: User, question: Question) -> Attempt:
    """The person's open attempt at the question, or a new one."""
    if question.current is None:
        raise DomainError("This question has no text yet.")
    still_open = Attempt.objects.visible_to(user).filter(question_version=question.current, revealed_at=None)
    return still_open.first() or Attempt.objects.create(user=user, question_version=question.current)


@transaction.atomic
def answer_attempt(*, attempt: Attempt, body: str, gave_up: bool) -> Attempt:
    """Stores the answer, or that the person gave up; only then is the expected answer shown."""
    current = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if current.revealed_at:
        raise Conflict("This attempt is already answered. Start another one.")
    if not gave_up and not body.strip():
        raise DomainError("Write an answer first, or give up to see the expected one.")
    if len(body) > BODY_LIMIT or "\x00" in body:
        raise DomainError("An answer may hold 50,000 characters, and no NUL.")
    current.body, current.gave_up, current.revealed_at = body, gave_up, timezone.now()
    current.save()
    return current


@transaction.atomic
def rate_attempt(*, attempt: Attempt, value: int) -> Card:
    """Keeps the person's own value 1..5 and says when the question is due again."""
    if attempt.revealed_at is None:
        raise Conflict("Answer first; then rate yourself.")
    attempt.self_value = Decimal(value)
    attempt.save(update_fields=["self_value"])
    question = attempt.question_version.question
    known = Card.objects.select_for_update().filter(user=attempt.user, question=question).first()
    before = FsrsCard.from_dict(known.state) if known else FsrsCard()
    after, _ = Scheduler().review_card(before, rating_of(value))
    card, _ = Card.objects.update_or_create(
        user=attempt.user, question=question, defaults={"state": after.to_dict(), "due_at": after.due}
    )
    return card


def rating_of(value: int) -> Rating:
    """1 = Again, 2 = Hard, 3 and 4 = Good, 5 = Easy (science.md, Practice)."""
    return {1: Rating.Again, 2: Rating.Hard, 5: Rating.Easy}.get(value, Rating.Good)
