"""A run on the way: its questions in order, and what came of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from practice.find import own_run
from practice.models import Attempt, Run
from practice.services.runs import finish_run
from questions.models import Question
from questions.querysets import QuestionQuerySet


@require_safe
def run(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_run(request, public_id)
    if found.is_mock:
        return redirect("mock", found.public_id)
    attempts = list(found.attempts.standing(_bank(found)).with_question().order_by("position"))
    waiting = [attempt for attempt in attempts if attempt.revealed_at is None]
    context = {
        "run": found,
        "attempts": attempts,
        "next": waiting[0] if waiting else None,
        "done": len(attempts) - len(waiting),
        "minutes": sum(attempt.question_version.minutes or 0 for attempt in waiting),
    }
    return render(request, "practice/run.html", context)


def _bank(run: Run) -> QuestionQuerySet:
    return Question.objects.practisable_by(run.user)


def next_in(run: Run | None, after: Attempt) -> Attempt | None:
    """The next unanswered attempt of the run: behind this one, else the first one left."""
    if run is None or run.finished_at:
        return None
    waiting = run.attempts.filter(revealed_at=None).practisable(_bank(run)).exclude(pk=after.pk).order_by("position")
    return waiting.filter(position__gt=after.position or 0).first() or waiting.first()


@require_POST
def run_finish(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_run(request, public_id)
    finish_run(run=found)
    return redirect("run", found.public_id)
