"""The list: what narrows it, what is kept of it, what is done with what was ticked; and candidates side by side."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from reports.debrief_json import debrief_to_dict
from reports.models import ExportRun, Report, ReportPolicy, SavedView, Summary
from reports.services.deciding import record_decision
from reports.sources import source_hash
from reports.summaries import input_hash
from sessions.models import Candidate, InterviewSession
from tests.reports.debriefs import a_debrief, a_question

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def another(like: InterviewSession, name: str, **changes: Any) -> Report:
    """A report on one more candidate for the same position."""
    interview = InterviewSession.objects.create(
        position=like.position,
        candidate=Candidate.objects.create(name=name, owner=like.owner),
        rubric_version=like.rubric_version,
        target_level="mid",
        owner=like.owner,
        state="completed",
        scheduled_at=timezone.now(),
        started_at=timezone.now(),
    )
    debrief = a_debrief(candidate=name, **changes)
    report = Report.objects.create(
        interview=interview,
        debrief=debrief_to_dict(debrief),
        input_hash=input_hash(debrief),
        verdict=debrief.verdict or "",
        total=debrief.total,
        source_hash=source_hash(interview),
    )
    Summary.objects.create(report=report)
    return report


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Cleo", "Noor"}),
        ("?q=noor", {"Noor"}),
        ("?q=noor+engineer", {"Noor"}),
        ("?q=nobody", set()),
        ("?level=mid", {"Noor", "Cleo"}),
        ("?level=principal", set()),
        ("?decision=hire", {"Cleo"}),
        ("?decision=open", {"Noor"}),
        ("?since=2001-01-01&until=2002-01-01", set()),
        ("?level=no-such-level", {"Cleo", "Noor"}),
    ],
)
def test_the_list_is_narrowed_down(
    query: str, found: set[str], report: Report, lead: User, hr: User, as_user: SignIn
) -> None:
    another(report.interview, "Noor Haddad")
    record_decision(report=report, by=lead, outcome="hire", reason="All that the team lacks.", departure="It counts.")
    page = as_user(hr).get(f"/reports/{query}").content.decode()
    assert {name for name in ("Cleo", "Noor") if f">{name}" in page} == found


def test_the_list_asks_as_much_for_thirty_as_for_one(
    report: Report, hr: User, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = as_user(hr)
    with django_assert_max_num_queries(8) as one:
        client.get("/reports/")
    for number in range(29):
        another(report.interview, f"Candidate {number}")
    with django_assert_max_num_queries(len(one)):
        assert client.get("/reports/").content.decode().count('name="report"') == 30


def test_a_report_asks_as_much_for_many_questions_as_for_few(
    report: Report, hr: User, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = as_user(hr)
    few = another(report.interview, "Few")
    many = another(report.interview, "Many", questions=tuple(a_question(f"q{n}", n, f"Why {n}?") for n in range(30)))
    with django_assert_max_num_queries(15) as first:
        client.get(f"/reports/{few.public_id}/")
    with django_assert_max_num_queries(len(first)):
        client.get(f"/reports/{many.public_id}/")


def test_filters_are_kept_under_a_name_and_only_for_oneself(
    report: Report, hr: User, lead: User, as_user: SignIn
) -> None:
    client = as_user(hr)
    client.post("/reports/views/", {"title": "Open ones", "decision": "open", "q": ""})
    view = SavedView.objects.get()
    assert (view.user, view.query) == (hr, "decision=open")
    assert "Open ones" in client.get("/reports/").content.decode()
    assert "Open ones" not in as_user(lead).get("/reports/").content.decode()
    assert as_user(lead).post(f"/reports/views/{view.public_id}/forget/").status_code == 404


def test_everything_that_was_found_is_exported_and_nothing_besides(report: Report, hr: User, as_user: SignIn) -> None:
    other = another(report.interview, "Noor Haddad")
    form = {"all": "yes", "q": "noor", "kind": "csv", "show": "full"}
    as_user(hr).post("/reports/exports/new/", form)
    assert ExportRun.objects.get().reports == [other.pk]


def test_ticked_reports_that_are_not_mine_are_left_out(
    report: Report, stranger: User, as_user: SignIn, hr: User
) -> None:
    form = {"report": report.public_id, "kind": "csv", "show": "full"}
    assert as_user(stranger).post("/reports/exports/new/", form).status_code == 422
    assert ExportRun.objects.count() == 0


def test_candidates_whose_questions_differed_are_compared_with_a_warning(
    report: Report, hr: User, as_user: SignIn
) -> None:
    first = another(report.interview, "First One")
    asked = tuple(replace(each, version_hash=f"other-{each.id}") for each in a_debrief().questions)
    second = another(report.interview, "Second One", questions=asked)
    page = as_user(hr).get(f"/reports/compare/?r={first.public_id}&r={second.public_id}").content.decode()
    assert "Their questions differed: three questions were not put to all of them." in page
    assert page.index("First One") < page.index("Second One")


def test_five_candidates_do_not_fit_side_by_side(report: Report, hr: User, as_user: SignIn) -> None:
    answer = as_user(hr).get("/reports/compare/?" + "&".join(f"r={n}" for n in range(5)))
    assert (answer.status_code, "At most 4 candidates fit" in answer.content.decode()) == (422, True)


def test_comparing_nothing_says_what_to_do(hr: User, as_user: Callable[[User], Client]) -> None:
    answer = as_user(hr).get("/reports/compare/")
    assert (answer.status_code, "Tick the reports" in answer.content.decode()) == (422, True)


def test_whoever_reads_totals_only_compares_nothing_by_criterion(report: Report, hr: User, as_user: SignIn) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr="totals")
    answer = as_user(hr).get(f"/reports/compare/?r={report.public_id}")
    page = answer.content.decode()
    assert (answer.status_code, "the totals alone" in page, "Cleo Candidate" in page) == (422, True, False)


def test_a_comparison_of_what_one_may_not_see_is_not_there(report: Report, stranger: User, as_user: SignIn) -> None:
    assert as_user(stranger).get(f"/reports/compare/?r={report.public_id}").status_code == 404


def test_a_comparison_says_how_many_of_those_chosen_it_leaves_out(report: Report, hr: User, as_user: SignIn) -> None:
    page = as_user(hr).get(f"/reports/compare/?r={report.public_id}&r=unknown").content.decode()
    assert "One report that you chose is left out" in page


@pytest.mark.parametrize(
    ("show", "told", "hidden"),
    [
        ("full", ("Lena Lead", "LEADQUOTE"), ()),
        ("anonymous", ("Member 1", "LEADQUOTE"), ("Pavel Panel",)),
        ("totals", ("Total",), ("LEADQUOTE", "Pavel Panel", "Member 1", "Knows mid things")),
    ],
)
def test_hr_reads_as_much_as_the_owner_allows_and_not_more_by_asking(
    show: str, told: tuple[str, ...], hidden: tuple[str, ...], report: Report, hr: User, as_user: SignIn
) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr=show)
    page = as_user(hr).get(f"/reports/{report.public_id}/?show=full").content.decode()
    assert [each for each in told if each not in page] == []
    assert [each for each in hidden if each in page] == []


def test_hr_who_may_read_nothing_finds_nothing(report: Report, hr: User, as_user: SignIn) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr="nothing")
    client = as_user(hr)
    assert client.get(f"/reports/{report.public_id}/").status_code == 404
    assert "Cleo Candidate" not in client.get("/reports/").content.decode()


def test_a_saved_view_without_a_name_leaves_the_filters_as_they_are(
    hr: User, as_user: Callable[[User], Client]
) -> None:
    answer = as_user(hr).post("/reports/views/", {"title": " ", "q": "castellan", "decision": "open"})
    assert (answer["Location"], SavedView.objects.exists()) == ("/reports/?q=castellan&decision=open", False)
