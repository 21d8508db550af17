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
from reports.services.lines import lines_in_order

WRITE_PART, FINISH = "export_part", "export_finish"
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
    for start in range(0, len(reports), FORMATS[kind].part):
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
    """The files of the part that begins at `start`, of those reports that the person may read now.

    What is joined to one table is put together from lines that are kept, when the part is counted.
    """
    chosen = FORMATS[run.kind]
    places = {} if chosen.joined else {pk: place for place, pk, _ in _readable(run, start)}
    reports = Report.objects.filter(pk__in=places).select_related("summary", "decision__decided_by")
    for report in reports:
        place = places[report.pk]
        read = reading(report, wish=run.show, limit=run.show)
        name = file_name(read.debrief.title, chosen.extension, otherwise=read.debrief.interview_id)
        export_files.write_part(run, place, name, chosen.export(read.debrief, read.summary))


def _readable(run: ExportRun, start: int) -> list[tuple[int, int, str]]:
    """(place, primary key, address) of the part that begins at `start`, by place."""
    if not run.user.is_active or run.state not in OPEN:
        return []
    chosen = run.reports[start : start + FORMATS[run.kind].part]
    readable = Report.objects.visible_to(run.user, at_least=run.show).filter(pk__in=chosen).order_by()
    found = dict(readable.values_list("pk", "public_id"))
    return [(place, pk, found[pk]) for place, pk in enumerate(chosen, start=start) if pk in found]


def count_part(run: ExportRun, start: int) -> None:
    """In the job's transaction: the part is done once, and whoever does the last one asks for the whole.

    The run's row is locked last, so that workers keep their parts side by side and take turns at counting alone.
    """
    if run.state not in OPEN:
        return
    written, many = _readable(run, start), min(FORMATS[run.kind].part, len(run.reports) - start)
    _keep(run, range(start, start + many), written)
    _record(run, written)
    current = ExportRun.objects.select_for_update().get(pk=run.pk)
    if current.state not in OPEN:
        return
    current.done += many
    current.left_out += many - len(written)
    current.state = State.RUNNING
    current.save(update_fields=["done", "left_out", "state"])
    if current.done >= len(current.reports):
        enqueue(FINISH, dedupe_key=current.public_id, args={"run": current.pk})


def _record(run: ExportRun, written: Sequence[tuple[int, int, str]]) -> None:
    label = f"export: {FORMATS[run.kind].label}"
    ReportView.objects.bulk_create(ReportView(report_id=pk, user=run.user, action=label) for _, pk, _ in written)
    note(label, *(f"report:{public_id}" for _, _, public_id in written), by=run.user)


def _keep(run: ExportRun, places: range, written: Sequence[tuple[int, int, str]]) -> None:
    """Of the part's files, what the person may read at this moment."""
    if FORMATS[run.kind].joined:
        lines = lines_in_order([pk for _, pk, _ in written], run.show)
        export_files.write_part(run, places.start, "lines", "".join(lines).encode())
        return
    for place in set(places) - {place for place, _, _ in written}:
        export_files.drop_part(run, place)


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
    if not run.is_there:
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
    # The folders first: a run that is ordered meanwhile has none among these, and keeps what it writes.
    folders = export_files.folders()
    known = ExportRun.objects.filter(public_id__in=list(folders)).exclude(state=State.EXPIRED)
    for orphan in folders.keys() - set(known.values_list("public_id", flat=True)):
        shutil.rmtree(folders[orphan], ignore_errors=True)
    return count
