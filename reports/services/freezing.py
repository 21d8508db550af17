from typing import Any

from django.db import transaction

from core.jobs import enqueue
from reports.assembly import build_debrief
from reports.debrief_json import debrief_to_dict
from reports.models import Report, Summary
from reports.summaries import input_hash
from sessions.models import InterviewSession

WRITE_SUMMARY = "write_summary"


@transaction.atomic
def freeze_report(*, interview: InterviewSession) -> Report:
    """Builds the report of a completed interview once, and asks for its summary in the same transaction."""
    known = Report.objects.filter(interview=interview).first()
    if known:
        return known
    debrief = build_debrief(interview)
    report = Report.objects.create(
        interview=interview, debrief=debrief_to_dict(debrief), input_hash=input_hash(debrief)
    )
    Summary.objects.create(report=report)
    ask_for_summary(report)
    return report


def ask_for_summary(report: Report) -> None:
    """Queues the writing; `input_hash` in the key makes the same report one job, however often asked."""
    enqueue(WRITE_SUMMARY, dedupe_key=f"{report.public_id}:{report.input_hash[:16]}", args={"report": report.pk})


@transaction.atomic
def try_again(*, report: Report) -> None:
    """A person's second try after a failure."""
    summary = Summary.objects.select_for_update().get(report=report)
    if summary.state == Summary.State.FAILED:
        summary.state, summary.error = Summary.State.QUEUED, ""
        summary.save()
        ask_for_summary(report)


def freeze_when_completed(sender: Any, interview: InterviewSession, **kwargs: Any) -> None:
    freeze_report(interview=interview)
