"""What a mock came to: its answers in order, and one's own values read through a rubric."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from practice.comparison import Comparison, compare
from practice.find import revealed_guides
from practice.judging import Judgement, judge
from practice.models import Attempt, Run
from practice.services.mocks import question_minutes, slowed
from questions.models import Question
from rubric.choosing import rubric_for


@dataclass(frozen=True, slots=True)
class Answered:
    """`comparison` None: the question became live-only since. `allowed`: at the person's pace."""

    attempt: Attempt
    comparison: Comparison | None
    allowed: timedelta

    @property
    def is_over(self) -> bool:
        return timedelta(seconds=self.attempt.seconds or 0) > self.allowed


@dataclass(frozen=True, slots=True)
class MockReport:
    """`not_reached`: questions for which no time was left. `judgement` None: no rubric is open for these topics."""

    answers: Sequence[Answered]
    not_reached: Sequence[Attempt]
    judgement: Judgement | None

    @property
    def unvalued(self) -> int:
        return sum(row.attempt.self_value is None for row in self.answers)

    @property
    def seconds(self) -> int:
        return sum(row.attempt.seconds or 0 for row in self.answers)


def report_of(run: Run) -> MockReport:
    bank = Question.objects.practisable_by(run.user)
    attempts = list(run.attempts.standing(bank).with_question().order_by("position"))
    came_up = [attempt for attempt in attempts if attempt.opened_at]
    guides = revealed_guides(run.user, came_up)
    rows = [
        Answered(
            attempt,
            compare(attempt, guides[attempt.question_version_id]) if attempt.question_version_id in guides else None,
            slowed(run, question_minutes(attempt)),
        )
        for attempt in came_up
    ]
    return MockReport(rows, [each for each in attempts if not each.opened_at], _judgement(came_up))


def _judgement(attempts: Sequence[Attempt]) -> Judgement | None:
    questions = [(each.question_version.question, each.question_version.title, each.self_value) for each in attempts]
    version = rubric_for(question.topic_id for question, _, _ in questions)
    return judge(version, questions) if version else None
