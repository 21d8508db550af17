"""Keeps the figures of questions, and what the bank tells about their use, up to date."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError
from core.jobs import enqueue
from questions.models import Question
from reports.models import LeakFlag, QuestionStatistic
from reports.question_figures import Exposure, exposure, figures
from reports.question_samples import Sample, samples
from sessions.models import InterviewSession

MEASURE = "measure_questions"
BATCH = 50


def ask_to_measure(interview: InterviewSession) -> None:
    """The questions an interview put, whose figures its scorecards change."""
    questions = set(interview.asked.values_list("question_version__question_id", flat=True))
    if questions:
        enqueue(MEASURE, dedupe_key=f"interview:{interview.public_id}", args={"questions": sorted(questions)})


def ask_to_measure_all(day: str) -> None:
    """Everything that was ever asked, batch by batch: exposure fades as the year goes on."""
    for first, batch in _batches():
        enqueue(MEASURE, dedupe_key=f"{day}:{first}", args={"questions": batch})


def _batches() -> Iterator[tuple[int, list[int]]]:
    asked = InterviewSession.objects.values_list("asked__question_version__question_id", flat=True)
    questions = sorted({pk for pk in asked.distinct() if pk is not None})
    for start in range(0, len(questions), BATCH):
        yield questions[start], questions[start : start + BATCH]


@transaction.atomic
def measure(questions: Collection[int]) -> None:
    known = Question.objects.filter(pk__in=questions).select_related("leak")
    found = samples(questions, now=timezone.now())
    for question in known:
        _store(question, found[question.pk])


def _store(question: Question, sample: Sample) -> None:
    told = figures(sample.answers)
    seen = exposure(sample.asked_in_a_year, sample.by_position.values())
    QuestionStatistic.objects.update_or_create(
        question=question,
        defaults={
            "interviews": told.interviews,
            "ease": told.ease,
            "spread": told.spread,
            "discrimination": told.discrimination,
            "minutes": told.minutes,
            "asked_in_a_year": seen.asked,
            "share": seen.share,
            "share_of": seen.of,
        },
    )
    _mark(question, seen, sample)


def _mark(question: Question, seen: Exposure, sample: Sample) -> None:
    """What the bank's list shows and sorts by."""
    over = seen.is_over or hasattr(question, "leak")
    # An interview that was erased meanwhile was held all the same: the moment never moves back.
    last = max(filter(None, (question.last_asked_at, sample.last_asked)), default=None)
    Question.objects.filter(pk=question.pk).update(overexposed=over, last_asked_at=last)


@transaction.atomic
def flag_leak(*, question: Question, by: User, reason: str) -> LeakFlag:
    """Once for a question; a later report of the same adds nothing."""
    if not reason.strip():
        raise DomainError("Say where it was seen: a page, a chat, a candidate's word.")
    flag, _ = LeakFlag.objects.get_or_create(
        question=question, defaults={"reported_by": by, "reason": reason.strip()[:300]}
    )
    QuestionStatistic.objects.get_or_create(question=question)
    Question.objects.filter(pk=question.pk).update(overexposed=True)
    return flag


@transaction.atomic
def unflag_leak(*, flag: LeakFlag) -> None:
    question = flag.question
    flag.delete()
    measure([question.pk])
