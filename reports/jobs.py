"""What the worker does for reports. Each handler may run twice and must leave the same rows."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.jobs import job
from core.periodic import periodic
from reports import export_files
from reports.debrief_json import debrief_from_dict
from reports.models import ExportRun, Report, Summary
from reports.plain_points import with_plain_points
from reports.services import exports, measuring, retention
from reports.services.freezing import WRITE_SUMMARY
from reports.services.sweeping import freeze_forgotten
from reports.stored_summary import to_sections
from reports.summaries import write_summary

EXPORT_LEASE = timedelta(minutes=2)


def mark_failed(args: dict[str, Any]) -> None:
    Summary.objects.filter(report=args["report"]).update(
        state=Summary.State.FAILED, error="The summary could not be written after three tries."
    )


@job(WRITE_SUMMARY, on_dead=mark_failed)
def write(args: dict[str, Any]) -> None:
    report = Report.objects.select_related("summary").get(pk=args["report"])
    text = write_summary(with_plain_points(debrief_from_dict(report.debrief)))
    summary = report.summary
    summary.sections = to_sections(text)
    summary.state, summary.input_hash = Summary.State.DONE, report.input_hash
    summary.written_at, summary.error = timezone.now(), ""
    summary.save(update_fields=["sections", "state", "input_hash", "written_at", "error"])


def _run(args: dict[str, Any]) -> ExportRun | None:
    """None where its owner has thrown it away meanwhile."""
    return ExportRun.objects.select_related("user").filter(pk=args["run"]).first()


def export_failed(args: dict[str, Any]) -> None:
    run = _run(args)
    if run:
        exports.fail(run)


def write_part_files(args: dict[str, Any]) -> None:
    run = _run(args)
    if run:
        exports.write_part_files(run, args["start"])


@job(exports.WRITE_PART, prepare=write_part_files, on_dead=export_failed, lease=EXPORT_LEASE)
def count_part(args: dict[str, Any]) -> None:
    run = _run(args)
    if run:
        exports.count_part(run, args["start"])


def assemble(args: dict[str, Any]) -> None:
    run = _run(args)
    if run and run.state in exports.OPEN and run.left_out < len(run.reports):
        export_files.assemble(run)


@job(exports.FINISH, prepare=assemble, on_dead=export_failed, lease=EXPORT_LEASE)
def finish(args: dict[str, Any]) -> None:
    run = _run(args)
    if run:
        exports.finish_export(run)


@periodic("reports.freeze_forgotten", every=timedelta(minutes=1))
def sweep(args: dict[str, Any]) -> None:
    freeze_forgotten()


@periodic("reports.expire_exports", every=timedelta(hours=1))
def expire(args: dict[str, Any]) -> None:
    exports.expire_exports()


@periodic("reports.erase_overdue", every=timedelta(hours=1))
def erase(args: dict[str, Any]) -> None:
    retention.erase_overdue()
    retention.erase_again()


@job(measuring.MEASURE)
def measure(args: dict[str, Any]) -> None:
    measuring.measure(args["questions"])


@periodic("reports.measure_questions", every=timedelta(days=1))
def measure_all(args: dict[str, Any]) -> None:
    measuring.ask_to_measure_all(timezone.localdate().isoformat())
