"""A mock interview alone. What the page shows follows from the clock in the rows; the page itself only looks."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.errors import BadRequest
from practice.clock import elapsed
from practice.find import asked_follow_ups, own_run
from practice.mock_report import report_of
from practice.models import Attempt, Run
from practice.services.mocks import (
    begin_mock,
    finish_mock,
    guide_of,
    keep_time,
    next_question,
    on_table,
    pause_mock,
    pause_of,
    question_minutes,
    resume_mock,
    slowed,
    time_left,
)
from practice.sheets import sheets_of


def _own_mock(request: HttpRequest, public_id: str) -> Run:
    run = own_run(request, public_id)
    if not run.is_mock:
        raise Http404
    return run


@require_safe
def mock(request: HttpRequest, public_id: str) -> HttpResponse:
    run = keep_time(run=_own_mock(request, public_id))
    if run.finished_at:
        return render(request, "practice/mock_report.html", {"run": run, "report": report_of(run)})
    if run.started_at is None:
        return render(request, "practice/mock_begin.html", {"run": run, "questions": run.attempts.count()})
    return render(request, "practice/mock.html", _table(run))


@require_safe
def mock_status(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a page that is open asks for now and then; after the end it is sent to the report."""
    run = keep_time(run=_own_mock(request, public_id))
    context = _table(run) if run.started_at and not run.finished_at else {}
    shown = request.GET.get("attempt", "")
    if not context or context["attempt"].public_id != shown:
        return HttpResponse(headers={"HX-Redirect": reverse("mock", args=[run.public_id])})
    return render(request, "practice/mock.html#status", context)


def _table(run: Run) -> dict[str, Any]:
    attempt, now = on_table(run), timezone.now()
    if attempt is None:
        raise Http404
    return {
        "run": run,
        "attempt": attempt,
        "of": run.attempts.count(),
        "follow_ups": asked_follow_ups(attempt) if guide_of(attempt) else [],
        "sheets": sheets_of(attempt),
        "left": int(time_left(run, now).total_seconds()),
        "spent": _spent(run, attempt, now),
        "allowed": int(slowed(run, question_minutes(attempt)).total_seconds()),
    }


def _spent(run: Run, attempt: Attempt, now: datetime) -> int:
    return int(elapsed(attempt.opened_at, now, pause_of(run)).total_seconds())


@require_POST
def mock_begin(request: HttpRequest, public_id: str) -> HttpResponse:
    return redirect("mock", begin_mock(run=_own_mock(request, public_id)).public_id)


@require_POST
def mock_next(request: HttpRequest, public_id: str) -> HttpResponse:
    run = _own_mock(request, public_id)
    attempt = run.attempts.filter(public_id=request.POST.get("attempt", "")).first()
    if attempt is None:
        raise BadRequest("Say which question you have answered.")
    next_question(run=run, attempt=attempt, body=request.POST.get("body"))
    return redirect("mock", run.public_id)


@require_POST
def mock_pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stops the clock, and starts it again."""
    run = _own_mock(request, public_id)
    (resume_mock if run.is_paused else pause_mock)(run=run)
    return redirect("mock", run.public_id)


@require_POST
def mock_finish(request: HttpRequest, public_id: str) -> HttpResponse:
    run = finish_mock(run=_own_mock(request, public_id))
    return redirect("mock", run.public_id) if run.pk else redirect("practice")
