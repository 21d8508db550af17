"""Reads, for some questions, what the submitted scorecards of completed hiring interviews hold about them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean

from django.db.models import Count

from reports.question_figures import Answer
from rubric.models import AnswerRating, Scorecard
from sessions.models import AskedQuestion, InterviewSession

YEAR = timedelta(days=365)
PUT = (AskedQuestion.State.DONE, AskedQuestion.State.CURRENT)
Values = Mapping[tuple[int, int], float]


@dataclass(slots=True)
class Sample:
    """`by_position`: of each position, how many interviews of twelve months put the question, of how many."""

    answers: list[Answer] = field(default_factory=list)
    asked_in_a_year: int = 0
    last_asked: datetime | None = None
    by_position: dict[int, tuple[int, int]] = field(default_factory=dict)


def samples(questions: Collection[int], *, now: datetime) -> dict[int, Sample]:
    """By the question's primary key, in three queries."""
    asked = list(_asked(questions))
    values, rests = _values(interview for _, interview, *_ in asked)
    held = _held_by_position(now)
    found: dict[int, Sample] = {question: Sample() for question in questions}
    for question, interview, position, started, seconds, completed in asked:
        sample = found[question]
        if started and started > now - YEAR:
            sample.asked_in_a_year += 1
            put, _ = sample.by_position.get(position, (0, 0))
            sample.by_position[position] = (put + 1, held.get(position, 0))
        sample.last_asked = max(filter(None, (sample.last_asked, started)), default=None)
        if completed:
            key = (interview, question)
            sample.answers.append(Answer(values.get(key), rests.get(key), seconds / 60 if seconds else None))
    return found


def _asked(questions: Collection[int]) -> Iterable[tuple[int, int, int, datetime | None, int, bool]]:
    rows = AskedQuestion.objects.filter(
        question_version__question__in=questions, state__in=PUT, interview__purpose=InterviewSession.Purpose.HIRING
    ).order_by("pk")
    names = ("question_version__question_id", "interview_id", "interview__position_id", "interview__started_at")
    for *row, seconds, state in rows.values_list(*names, "seconds", "interview__state"):
        yield (*row, seconds, state == InterviewSession.State.COMPLETED)


def _values(interviews: Iterable[int]) -> tuple[Values, Values]:
    """The panel's mean of each answer by (interview, question), and the mean of the interview's other answers."""
    given: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    rows = AnswerRating.objects.filter(
        scorecard__seat__interview__in=set(interviews), scorecard__state=Scorecard.State.SUBMITTED, value__isnull=False
    )
    names = ("scorecard__seat__interview_id", "question_version__question_id", "value")
    for interview, question, value in rows.values_list(*names):
        given[interview][question].append(float(value))
    means = {interview: {q: fmean(v) for q, v in answers.items()} for interview, answers in given.items()}
    values = {(interview, q): mean for interview, answers in means.items() for q, mean in answers.items()}
    return values, {key: rest for key, rest in _rests(means)}


def _rests(means: Mapping[int, Mapping[int, float]]) -> Iterable[tuple[tuple[int, int], float]]:
    for interview, answers in means.items():
        for question in answers:
            others = [mean for other, mean in answers.items() if other != question]
            if others:
                yield (interview, question), fmean(others)


def _held_by_position(now: datetime) -> dict[int, int]:
    held = InterviewSession.objects.filter(started_at__gt=now - YEAR, purpose=InterviewSession.Purpose.HIRING)
    return dict(held.order_by().values_list("position_id").annotate(count=Count("pk")))
