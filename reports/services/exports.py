"""Orders of files: rows first, then jobs part by part, each looking at the person's right again (I15, I16)."""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import note
from accounts.models import User
from core.errors import Conflict, DomainError
from core.jobs import enqueue
from reports import export_files
from reports.exporting import FORMATS, file_name
from reports.find import reading
from reports.models import ExportRun, Report, ReportView

WRITE_PART, FINISH = "export_part", "export_finish"
PART = 10
MOST = 5_000
KEPT = timedelta(hours=24)
State = ExportRun.State
OPEN = (State.QUEUED, State.RUNNING)


@transaction.atomic
def order_export(*, user: User, kind: str, show: str, reports: Sequence[Report]) -> ExportRun:
    if not reports:
        raise DomainError("Choose at least one report to export.")
    if len(reports) > MOST:
        raise DomainError(f"One export holds at most {MOST} reports; narrow the list down first.")
    run = ExportRun.objects.create(
        user=user,
        kind=kind,
        show=show,
        reports=[report.pk for report in reports],
        file_name=_name(kind, reports, timezone.localdate()),
        expires_at=timezone.now() + KEPT,
    )
    for start in range(0, len(reports), PART):
        enqueue(WRITE_PART, dedupe_key=f"{run.public_id}:{start}", args={"run": run.pk, "start": start})
    return run


def _name(kind: str, reports: Sequence[Report], today: date) -> str:
    chosen = FORMATS[kind]
    if len(reports) == 1:
        interview = reports[0].interview
        return file_name(str(interview), chosen.extension, otherwise=interview.public_id)
    extension = chosen.extension if chosen.joined else "zip"
    return f"{len(reports)}-reports-{kind}-{today:%Y-%m-%d}.{extension}"


def write_part_files(run: ExportRun, start: int) -> None:
    """The files of reports `start` to `start + PART`, of those that the person may read now."""
    chosen = FORMATS[run.kind]
    for place, report in _readable_part(run, start):
        read = reading(report, wish=run.show, limit=run.show)
        name = file_name(read.debrief.title, chosen.extension, otherwise=read.debrief.interview_id)
        export_files.write_part(run, place, name, chosen.export(read.debrief, read.summary))


def _readable_part(run: ExportRun, start: int) -> list[tuple[int, Report]]:
    if not run.user.is_active or run.state not in OPEN:
        return []
    places = {pk: place for place, pk in enumerate(run.reports[start : start + PART], start=start)}
    readable = Report.objects.visible_to(run.user, at_least=run.show).select_related("summary", "decision__decided_by")
    return [(places[report.pk], report) for report in readable.filter(pk__in=places)]


def count_part(run: ExportRun, start: int) -> None:
    """In the job's transaction: the part is done once, and whoever does the last one asks for the whole."""
    current = ExportRun.objects.select_for_update(of=("self",)).select_related("user").get(pk=run.pk)
    if current.state not in OPEN:
        return
    written = dict(_readable_part(current, start))
    places = range(start, min(start + PART, len(current.reports)))
    for place in places:
        if place not in written:
            export_files.drop_part(current, place)
    current.done += len(places)
    current.left_out += len(places) - len(written)
    current.state = State.RUNNING
    current.save(update_fields=["done", "left_out", "state"])
    label = f"export: {FORMATS[current.kind].label}"
    ReportView.objects.bulk_create(
        ReportView(report=each, user=current.user, action=label) for each in written.values()
    )
    note(label, *(f"report:{each.public_id}" for each in written.values()), by=current.user)
    if current.done >= len(current.reports):
        enqueue(FINISH, dedupe_key=current.public_id, args={"run": current.pk})


def finish_export(run: ExportRun) -> None:
    """Nothing readable left means that the person lost the right while it ran (I8)."""
    export_files.forget_parts(run)
    if run.state not in OPEN:
        export_files.forget_files(run)
        return
    if run.left_out >= len(run.reports):
        cancel(run, "You may no longer read these reports.")
        return
    run.state, run.size = State.DONE, export_files.result(run).stat().st_size
    run.finished_at, run.expires_at = timezone.now(), timezone.now() + KEPT
    run.save(update_fields=["state", "size", "finished_at", "expires_at"])


def cancel(run: ExportRun, why: str) -> None:
    run.state, run.error = State.CANCELLED, why
    run.save(update_fields=["state", "error"])
    export_files.forget_files(run)


def fail(run: ExportRun) -> None:
    ExportRun.objects.filter(pk=run.pk).update(
        state=State.FAILED, error="The files could not be written after three tries. Order them again."
    )
    export_files.forget_files(run)


def fetchable(run: ExportRun) -> ExportRun:
    """The run as it may be fetched now; rights that were lost since it was written cancel it."""
    if run.state != State.DONE or run.expires_at <= timezone.now():
        raise Conflict("This file is not there (any more). Order the export again.")
    readable = Report.objects.visible_to(run.user, at_least=run.show).filter(pk__in=run.reports).count()
    if readable < len(run.reports) - run.left_out:
        cancel(run, "Your rights changed since this was written.")
        raise Conflict("Your rights changed since this export was written. Order it again.")
    return run


def forget_export(*, run: ExportRun) -> None:
    export_files.forget_files(run)
    run.delete()


def expire_exports() -> int:
    """Deletes the files of what is past its time, and folders that no run knows."""
    late = ExportRun.objects.filter(state=State.DONE, expires_at__lte=timezone.now())
    for run in late:
        export_files.forget_files(run)
    count = late.update(state=State.EXPIRED)
    known = set(ExportRun.objects.exclude(state=State.EXPIRED).values_list("public_id", flat=True))
    for orphan in export_files.orphans(known):
        shutil.rmtree(orphan, ignore_errors=True)
    return count
