"""An order of files: written part by part, fetched by its owner for a day, and ended with the owner's right."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.jobs import run_due
from reports import export_files
from reports.debrief_json import debrief_from_dict
from reports.exporting import FORMATS
from reports.exporting.comma import csv_head
from reports.models import ExportRun, Report, ReportLines, ReportPolicy, ReportView
from reports.services.exports import count_part, expire_exports, order_export, write_part_files
from reports.services.freezing import refresh_report
from sessions.models import DiscussedValue, InterviewSession, Position
from tests.reports.test_listing import another

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def ordered(client: Client, report: Report, **form: str) -> str:
    answer = client.post("/reports/exports/new/", {"report": report.public_id, "kind": "json", "show": "full", **form})
    assert answer.status_code == 302
    return str(answer["Location"])


def body(client: Client, path: str) -> bytes:
    return b"".join(client.get(f"{path}file/").streaming_content)


def test_the_progress_page_can_be_left_and_found_again(report: Report, hr: User, as_user: SignIn) -> None:
    client = as_user(hr)
    path = ordered(client, report)
    assert "0 of 1 written" in client.get(path).content.decode()
    run_due()
    assert path in client.get("/reports/exports/").content.decode()
    assert "Download" in client.get(path).content.decode()
    assert b'"LEADQUOTE"' in body(client, path)


def test_nobody_else_fetches_it(report: Report, hr: User, lead: User, as_user: SignIn) -> None:
    path = ordered(as_user(hr), report)
    run_due()
    assert as_user(lead).get(f"{path}file/").status_code == 404


def test_an_order_of_more_than_one_may_read_says_so(report: Report, hr: User, as_user: SignIn) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr="anonymous")
    form = {"report": report.public_id, "kind": "json", "show": "full"}
    answer = as_user(hr).post("/reports/exports/new/", form)
    assert (answer.status_code, ExportRun.objects.exists()) == (422, False)
    assert "less of these reports than “Everything”" in answer.content.decode()


def test_an_order_says_how_many_of_those_chosen_it_leaves_out(
    report: Report, lead: User, hr: User, as_user: SignIn
) -> None:
    open_one = another(report.interview, "Open One")
    position = Position.objects.create(
        owner=lead, title="Closed", target_level="mid", rubric_version=report.interview.rubric_version
    )
    position.hr.add(hr)
    ReportPolicy.objects.create(position=position, hr="totals")
    InterviewSession.objects.filter(pk=report.interview_id).update(position=position)
    form = {"report": [report.public_id, open_one.public_id], "kind": "csv", "show": "full"}
    page = as_user(hr).post("/reports/exports/new/", form, follow=True).content.decode()
    assert "One report that you chose is left out: you may read less of it than “Everything”." in page
    assert ExportRun.objects.get().reports == [open_one.pk]


def test_what_was_exported_is_recorded(report: Report, hr: User, as_user: SignIn) -> None:
    ordered(as_user(hr), report)
    run_due()
    assert ReportView.objects.filter(report=report, user=hr, action="export: JSON").count() == 1


def test_an_anonymous_export_names_nobody_of_the_panel(report: Report, hr: User, as_user: SignIn) -> None:
    client = as_user(hr)
    path = ordered(client, report, show="anonymous")
    run_due()
    written = body(client, path).decode()
    assert ("Pavel Panel" in written, "Member 1" in written, "PANELQUOTE" in written) == (False, True, True)


def test_a_right_lost_while_it_runs_cancels_it(report: Report, hr: User, as_user: SignIn) -> None:
    path = ordered(as_user(hr), report)
    report.interview.position.hr.clear()
    run_due()
    assert ExportRun.objects.get().state == "cancelled"
    assert as_user(hr).get(f"{path}file/").status_code == 409


def test_a_right_lost_after_it_was_written_ends_it_at_the_door(report: Report, hr: User, as_user: SignIn) -> None:
    client = as_user(hr)
    path = ordered(client, report)
    run_due()
    ReportPolicy.objects.create(position=report.interview.position, hr="totals")
    assert client.get(f"{path}file/").status_code == 409
    assert not export_files.folder(ExportRun.objects.get()).exists()


def test_a_day_later_the_file_is_gone(report: Report, hr: User, as_user: SignIn) -> None:
    path = ordered(as_user(hr), report)
    run_due()
    ExportRun.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    expire_exports()
    assert ExportRun.objects.get().state == "expired"
    assert not export_files.folder(ExportRun.objects.get()).exists()
    assert as_user(hr).get(f"{path}file/").status_code == 409


def test_a_part_that_is_written_twice_is_counted_once_and_gives_the_same_file(report: Report, hr: User) -> None:
    run = order_export(user=hr, kind="json", show="full", reports=[report])
    for _ in range(2):
        write_part_files(run, 0)
    count_part(run, 0)
    assert len(export_files.parts(run)) == 1
    assert ExportRun.objects.get().done == 1


def test_several_reports_are_one_archive_with_an_index_of_hashes(report: Report, hr: User) -> None:
    run = order_export(user=hr, kind="markdown", show="full", reports=[report, report])
    run_due()
    run.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(export_files.result(run).read_bytes())) as archive:
        assert "index.csv" in archive.namelist()
    assert run.state == "done"


def test_an_unknown_format_is_refused(report: Report, hr: User, as_user: SignIn) -> None:
    form = {"report": report.public_id, "kind": "exe", "show": "full"}
    assert as_user(hr).post("/reports/exports/new/", form).status_code == 400


def a_table(run: ExportRun) -> str:
    run_due()
    return export_files.result(run).read_bytes().decode()


def test_a_table_of_kept_lines_is_what_rendering_each_report_gives(report: Report, hr: User) -> None:
    run = order_export(user=hr, kind="csv", show="full", reports=[report])
    assert a_table(run).encode() == FORMATS["csv"].export(debrief_from_dict(report.debrief), None)


def test_lines_of_an_older_edition_are_made_anew(report: Report, hr: User) -> None:
    ReportLines.objects.update(edition=0, text="OLD LINES")
    table = a_table(order_export(user=hr, kind="csv", show="anonymous", reports=[report]))
    assert ("OLD LINES" in table, "Member 1" in table, "Pavel Panel" in table) == (False, True, False)


def test_a_table_of_mere_totals_has_no_line(report: Report, hr: User) -> None:
    table = a_table(order_export(user=hr, kind="csv", show="totals", reports=[report]))
    assert table == csv_head()


def test_a_correction_replaces_the_kept_lines(report: Report, panelist: User, hr: User) -> None:
    before = set(ReportLines.objects.values_list("show", "text"))
    waived = report.interview.panel.get(user=panelist)
    DiscussedValue.objects.create(
        member=waived, criterion=report.interview.rubric_version.criteria.all()[0], value=Decimal("1.5")
    )
    refresh_report(report=report)
    after = set(ReportLines.objects.values_list("show", "text"))
    assert (len(after), before & after, all('"1.5"' in text for _, text in after)) == (2, set(), True)


def test_a_table_asks_as_much_of_two_reports_as_of_one(report: Report, hr: User) -> None:
    counts = []
    for reports in ([report], [report, report]):
        run = order_export(user=hr, kind="csv", show="full", reports=reports)
        with CaptureQueriesContext(connection) as captured, transaction.atomic():
            count_part(run, 0)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_file_past_its_time_is_offered_no_more_also_before_it_is_deleted(
    report: Report, hr: User, as_user: SignIn
) -> None:
    client = as_user(hr)
    path = ordered(client, report)
    run_due()
    ExportRun.objects.update(expires_at=timezone.now())
    for page in (path, "/reports/exports/"):
        text = client.get(page).content.decode()
        assert ("Expired" in text, "Download" in text) == (True, False)


def test_an_export_that_begins_while_old_ones_are_cleared_keeps_its_files(
    report: Report, hr: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, begun = Path.glob, []

    def glob(folder: Path, pattern: str) -> Iterator[Path]:
        if not begun:
            begun.append(order_export(user=hr, kind="json", show="full", reports=[report]))
            write_part_files(begun[0], 0)
        return looking(folder, pattern)

    monkeypatch.setattr(Path, "glob", glob)
    expire_exports()
    assert len(export_files.parts(begun[0])) == 1
