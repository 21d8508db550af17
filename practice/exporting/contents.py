"""The one record that every format renders: no exporter asks the database."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from practice.find import revealed_guides
from practice.models import Attempt, Card, Mark, Preparation, StudySet, StudySetItem
from practice.progress import Progress
from practice.standing import progress_of
from questions.models import AnswerGuide, Question, QuestionLevel


@dataclass(frozen=True, slots=True)
class Practised:
    """One answer. `expected` and `key_points` only while the question may be practised; texts are Markdown."""

    question: str
    title: str
    prompt: str
    topic: str
    kind: str
    levels: tuple[str, ...]
    answered_at: datetime
    body: str
    gave_up: bool
    sheets: dict[str, str]
    seconds: int | None
    hints: int
    value: Decimal | None
    reflection: str
    due_at: datetime | None
    expected: str = ""
    key_points: tuple[str, ...] = ()
    said: dict[str, bool] = field(default_factory=dict)

    @property
    def rest(self) -> str:
        """The prompt below a first line that is the title word by word."""
        first, _, below = self.prompt.strip().partition("\n")
        return below.strip() if first.strip() == self.title else self.prompt


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """`answers` in the order of time; `sets` and `marks` by title."""

    name: str
    made_at: datetime
    progress: Progress
    answers: tuple[Practised, ...]
    sets: dict[str, list[str]]
    marks: dict[str, list[str]]
    preparation: dict[str, Any]


def record_of(user: User, now: datetime) -> PracticeRecord:
    return PracticeRecord(
        name="Guest" if user.is_guest else str(user),
        made_at=timezone.localtime(now),
        progress=progress_of(user, now),
        answers=tuple(_answers(user)),
        sets=_sets(user),
        marks=_marks(user),
        preparation=_preparation(user),
    )


def _answers(user: User) -> list[Practised]:
    attempts = list(
        Attempt.objects.visible_to(user)
        .answered()
        .with_question()
        .prefetch_related("sheets", "labels__key_point")
        .order_by("revealed_at", "pk")
    )
    guides = revealed_guides(user, attempts)
    dues = dict(Card.objects.visible_to(user).values_list("question", "due_at"))
    levels: dict[int, list[str]] = {}
    for question, level in QuestionLevel.objects.filter(question__in=dues).values_list("question", "level"):
        levels.setdefault(question, []).append(level)
    return [_practised(each, guides.get(each.question_version_id), dues, levels) for each in attempts]


def _practised(
    attempt: Attempt, guide: AnswerGuide | None, dues: dict[int, datetime], levels: dict[int, list[str]]
) -> Practised:
    version = attempt.question_version
    question = version.question
    return Practised(
        question=question.public_id,
        title=version.title,
        prompt=version.prompt,
        topic=question.topic.name if question.topic else "",
        kind=question.kind,
        levels=tuple(levels.get(question.pk, ())),
        answered_at=timezone.localtime(attempt.answered_at or attempt.revealed_at),
        body=attempt.body,
        gave_up=attempt.gave_up,
        sheets={sheet.kind: sheet.body for sheet in attempt.sheets.all() if sheet.body},
        seconds=attempt.seconds,
        hints=attempt.hints_shown,
        value=attempt.self_value,
        reflection=attempt.reflection,
        due_at=dues.get(question.pk),
        expected=guide.answer if guide else "",
        key_points=tuple(point.text for point in guide.key_points.all()) if guide else (),
        said={label.key_point.text: label.covered for label in attempt.labels.all()} if guide else {},
    )


def _sets(user: User) -> dict[str, list[str]]:
    bank = Question.objects.practisable_by(user)
    items = StudySetItem.objects.filter(question__in=bank).select_related("question__current")
    sets = StudySet.objects.visible_to(user).prefetch_related(Prefetch("items", items))
    return {each.title: [str(item.question) for item in each.items.all()] for each in sets}


def _marks(user: User) -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    bank = Question.objects.practisable_by(user)
    for mark in Mark.objects.visible_to(user).filter(question__in=bank).select_related("question__current"):
        marks.setdefault(mark.kind, []).append(str(mark.question))
    return {kind: sorted(titles) for kind, titles in sorted(marks.items())}


def _preparation(user: User) -> dict[str, Any]:
    kept = Preparation.objects.filter(user=user).first()
    if kept is None:
        return {}
    day = kept.interview_on.isoformat() if kept.interview_on else None
    return {"interview_on": day, "target_level": kept.target_level, "weekly_goal": kept.weekly_goal}
