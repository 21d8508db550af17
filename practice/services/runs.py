"""Runs: questions chosen for a person and practised in a row."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError
from core.models import random_id
from practice.models import Attempt, Card, Mark, Preparation, Run, StudySet
from practice.schedule import on_day, recall_at
from practice.selection import Offer, Wish, choose
from questions.models import Question, QuestionVersion
from questions.querysets import QuestionQuerySet

NOTHING_FITS = {
    Run.Mode.WEAK: "No weak points in this choice: nothing valued below 3, given up or marked “needs work”.",
    Run.Mode.DUE: "Nothing is due in this choice. Come back later, or study something new.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a run is to be made of; an empty field leaves it open."""

    mode: str = Run.Mode.STUDY
    level: str = ""
    topics: Iterable[int] = field(default_factory=tuple)
    number: int | None = None
    minutes: int | None = None
    study_set: StudySet | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """`value` None: not rated. `gave_up`: and left without a value."""

    value: Decimal | None = None
    at: datetime | None = None
    gave_up: bool = False


NEVER = Latest()


@transaction.atomic
def start_run(*, user: User, choice: Choice) -> Run:
    """Chooses the questions and lays them out as attempts; a mock then waits for its start."""
    chosen = chosen_versions(user, choice)
    if not chosen:
        raise DomainError(_why_none(user, choice))
    run = Run.objects.create(user=user, mode=choice.mode, level=choice.level, minutes=choice.minutes)
    Attempt.objects.bulk_create(
        Attempt(user=user, question_version=version, run=run, position=position)
        for position, version in enumerate(chosen, start=1)
    )
    return run


def _why_none(user: User, choice: Choice) -> str:
    """Where only the time is too short, the words say so: widening the choice would not help."""
    if choice.minutes and chosen_versions(user, replace(choice, minutes=None)):
        return f"No question of this choice fits into {choice.minutes} minutes. Give it more time."
    return NOTHING_FITS.get(choice.mode, "No question fits this choice. Widen it a little.")  # type: ignore[call-overload, no-any-return]


def on_offer(user: User, choice: Choice) -> QuestionQuerySet:
    bank = Question.objects.practisable_by(user).exclude(current=None)
    if choice.level:
        bank = bank.at_level(choice.level)
    if choice.study_set:
        bank = bank.filter(pk__in=choice.study_set.items.values("question"))
    topics = list(choice.topics)
    return bank.filter(topic__in=topics) if topics else bank


def chosen_versions(user: User, choice: Choice) -> list[QuestionVersion]:
    questions = {q.pk: q for q in on_offer(user, choice).select_related("current", "topic")}
    now = timezone.now()
    wish = Wish(choice.mode, choice.number, choice.minutes, now, seed=random_id())
    chosen = choose(offers_for(user, questions.values(), now), wish)
    return [version for offer in chosen if (version := questions[offer.key].current)]


def offers_for(user: User, questions: Iterable[Question], now: datetime) -> list[Offer]:
    """Each question as the person stands to it; four queries whatever their number."""
    day = Preparation.objects.filter(user=user).values_list("interview_on", flat=True).first()
    counts_at = on_day(day) if day and on_day(day) > now else now
    cards = {card.question_id: card for card in Card.objects.visible_to(user)}
    latest = latest_answers(user)
    needs_work = set(Mark.objects.visible_to(user).filter(kind=Mark.Kind.NEEDS_WORK).values_list("question", flat=True))
    return [
        Offer(
            key=question.pk,
            topic=question.topic.name if question.topic else "",
            minutes=question.current.minutes if question.current else None,
            value=latest.get(question.pk, NEVER).value,
            practised_at=latest.get(question.pk, NEVER).at,
            due_at=cards[question.pk].due_at if question.pk in cards else None,
            recall=recall_at(cards[question.pk].state, counts_at) if question.pk in cards else None,
            needs_work=question.pk in needs_work,
            gave_up=latest.get(question.pk, NEVER).gave_up,
        )
        for question in questions
    ]


def latest_answers(user: User) -> dict[int, Latest]:
    """Question -> how the newest attempt at it ended."""
    rows = Attempt.objects.visible_to(user).answered().order_by("revealed_at")
    return {
        question: Latest(value, moment, gave_up and value is None)
        for question, value, moment, gave_up in rows.values_list(
            "question_version__question", "self_value", "revealed_at", "gave_up"
        )
    }


@transaction.atomic
def finish_run(*, run: Run) -> Run:
    """Ends a run; what was not answered is left out of every count."""
    current = Run.objects.select_for_update().get(pk=run.pk)
    if current.is_mock:
        raise Conflict("A mock interview ends on its own page.")
    if current.finished_at is None:
        current.finished_at = timezone.now()
        current.save(update_fields=["finished_at"])
        current.attempts.filter(answered_at=None, version=0).blank().delete()
    return current
