"""Six weeks of practice for the demo's candidate, in the words of the bank's own sample answers, better by the week."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from practice.models import Attempt, Card, PartnerValue, Preparation
from practice.schedule import review
from questions.models import Question
from rubric.choosing import rubric_for

DAYS, NUMBER, AGAIN = 42, 24, 20
BASE = {"junior": Decimal("3.5"), "mid": Decimal(3), "senior": Decimal("2.5"), "principal": Decimal(2)}
# What each topic adds: nobody is equally good at all of them.
TOPICS = (Decimal(1), Decimal(0), Decimal("0.5"), Decimal("-0.5"), Decimal("0.5"))
# Own value, and the partner's in two mocks.
SEEN = ((4, ("3", "3.5")), (3, ("3", "3.5")), (4, ("4", "3.5")))


def make_practice(*, user: User) -> None:
    now = timezone.now()
    questions = _questions(user)
    asked = [*questions, *questions[:AGAIN]]
    topics = list(dict.fromkeys(question.topic_id for question in questions))
    for number, question in enumerate(asked):
        late = number >= len(questions)
        value = _value(question, TOPICS[topics.index(question.topic_id)], late=late)
        _answer(user, question, now - timedelta(days=DAYS - _day(number, len(asked))), value)
    Preparation.objects.create(
        user=user, interview_on=(now + timedelta(days=10)).date(), weekly_goal=6, target_level="senior"
    )
    _see_through_partners(user, questions)


def _questions(user: User) -> list[Question]:
    """Some of a few topics, one after the other in level as a person would go."""
    bank = Question.objects.practisable_by(user).filter(current__guide__isnull=False).select_related("current__guide")
    topics = list(dict.fromkeys(bank.order_by("topic__name").values_list("topic", flat=True)))[: len(TOPICS)]
    chosen = bank.filter(topic__in=topics).prefetch_related("levels").order_by("source_position", "pk")
    return list(chosen[:NUMBER])


def _day(number: int, count: int) -> int:
    """Two days in a row, then one without."""
    return DAYS * number // count // 3 * 3 + number % 2


def _value(question: Question, more: Decimal, *, late: bool) -> Decimal:
    level = question.levels.first()
    return BASE[level.level if level else "mid"] + more + (Decimal("0.5") if late else 0)


def _answer(user: User, question: Question, moment: datetime, value: Decimal) -> None:
    version = question.current
    if version is None:
        return
    card = Card.objects.filter(user=user, question=question).first()
    after = review(card.state if card else None, value, moment)
    Attempt.objects.create(
        user=user,
        question_version=version,
        body=version.guide.level_answers.get("mid") or version.guide.answer,
        seconds=(version.minutes or 6) * (45 if card else 60),
        opened_at=moment,
        answered_at=moment,
        revealed_at=moment,
        self_value=value,
        rated_at=moment,
        card_before=card.state if card else {},
    )
    Card.objects.update_or_create(user=user, question=question, defaults={"state": after.state, "due_at": after.due_at})


def _see_through_partners(user: User, questions: Sequence[Question]) -> None:
    version = rubric_for(question.topic_id for question in questions)
    criteria = version.criteria.all()[: len(SEEN)] if version else ()
    for criterion, (own, partners) in zip(criteria, SEEN, strict=False):
        for number, partner in enumerate(partners):
            PartnerValue.objects.create(user=user, mock=f"demo-{number}", criterion=criterion, own=own, partner=partner)
