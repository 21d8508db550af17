from typing import Any

from django.db import transaction

from core.jobs import enqueue
from reports.assembly import build_debrief
from reports.debrief import Debrief
from reports.debrief_json import debrief_to_dict
from reports.models import Report, ReportRevision, Summary
from reports.services.lines import keep_lines
from reports.services.measuring import ask_to_measure
from reports.sources import source_hash
from reports.summaries import input_hash
from sessions.models import InterviewSession

WRITE_SUMMARY = "write_summary"


def freeze_report(*, interview: InterviewSession) -> Report:
    """Builds the report of a completed interview once, and asks for its summary in the same transaction."""
    # Mostly it is there, and whoever only looks locks nothing.
    return Report.objects.filter(interview=interview).first() or _freeze(interview)


@transaction.atomic
def _freeze(interview: InterviewSession) -> Report:
    # Locked, so that the signal and somebody's first look do not both freeze it.
    locked = InterviewSession.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    known = Report.objects.filter(interview=locked).first()
    if known:
        return known
    report = Report(interview=locked)
    _store(report, build_debrief(locked))
    Summary.objects.create(report=report)
    ask_for_summary(report)
    ask_to_measure(locked)
    return report


def is_out_of_date(report: Report) -> bool:
    return not hasattr(report, "decision") and source_hash(report.interview) != report.source_hash


@transaction.atomic
def refresh_report(*, report: Report) -> Report:
    """Takes up what was corrected since the report was frozen; what it said before stays as a revision.

    Once decided, a report keeps what the decision rested on.
    """
    current = Report.objects.select_for_update(of=("self",)).select_related("interview").get(pk=report.pk)
    if hasattr(current, "decision"):
        return current
    debrief = build_debrief(current.interview)
    if input_hash(debrief) == current.input_hash:
        Report.objects.filter(pk=current.pk).update(source_hash=source_hash(current.interview))
        return current
    number = current.revisions.count() + 1
    ReportRevision.objects.create(report=current, number=number, debrief=current.debrief, input_hash=current.input_hash)
    _store(current, debrief)
    Summary.objects.filter(report=current).update(state=Summary.State.QUEUED)
    ask_for_summary(current)
    ask_to_measure(current.interview)
    return current


def _store(report: Report, debrief: Debrief) -> None:
    report.debrief, report.input_hash = debrief_to_dict(debrief), input_hash(debrief)
    report.source_hash = source_hash(report.interview)
    report.verdict, report.total = debrief.verdict or "", debrief.total
    report.held_at = report.interview.started_at
    report.save()
    keep_lines(report, debrief)


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
    if interview.purpose == InterviewSession.Purpose.HIRING:
        freeze_report(interview=interview)


def refresh_when_corrected(sender: Any, interview: InterviewSession, **kwargs: Any) -> None:
    report = Report.objects.filter(interview=interview).first()
    if report:
        refresh_report(report=report)
