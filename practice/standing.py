"""Fetches what a person's progress is computed from."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from practice.models import Attempt, Card, PartnerValue
from practice.progress import Answer, Progress, RatedTwice, by_day, by_topic, by_week, due_by_day, gaps_of
from questions.models import Question, QuestionLevel

WEEKS, DAYS_AHEAD = 12, 14


def progress_of(user: User, now: datetime) -> Progress:
    answers, today = answers_of(user), timezone.localdate(now)
    bank = Question.objects.practisable_by(user)
    dues = Card.objects.visible_to(user).practisable(bank).values_list("due_at", flat=True)
    return Progress(
        days=by_day(answers),
        topics=by_topic(answers),
        weeks=by_week(answers, today, WEEKS),
        gaps=gaps_of(rated_twice(user)),
        due=due_by_day((timezone.localdate(moment) for moment in dues), today, DAYS_AHEAD),
        answers=len(answers),
        questions=len({answer.question for answer in answers}),
    )


def answers_of(user: User) -> list[Answer]:
    """In the order of time; giving up is no answer until it is valued."""
    attempts = Attempt.objects.visible_to(user).answered().with_question().order_by("revealed_at", "pk")
    given = [attempt for attempt in attempts if not attempt.gave_up or attempt.self_value is not None]
    levels: dict[int, list[str]] = {}
    asked = {attempt.question_version.question_id for attempt in given}
    for question, level in QuestionLevel.objects.filter(question__in=asked).values_list("question", "level"):
        levels.setdefault(question, []).append(level)
    return [_answer(attempt, tuple(levels.get(attempt.question_version.question_id, ()))) for attempt in given]


def _answer(attempt: Attempt, levels: tuple[str, ...]) -> Answer:
    version = attempt.question_version
    moment = attempt.answered_at or attempt.revealed_at
    return Answer(
        question=version.question_id,
        day=timezone.localdate(moment),
        topic=version.question.topic.name if version.question.topic else "No topic",
        levels=levels,
        value=attempt.self_value,
        seconds=attempt.seconds,
        planned=version.minutes,
    )


def rated_twice(user: User) -> list[RatedTwice]:
    rows = PartnerValue.objects.visible_to(user).exclude(own=None).exclude(partner=None).select_related("criterion")
    return [RatedTwice(row.criterion.title, row.own, row.partner) for row in rows if row.own and row.partner]
