"""What a report takes up after it was frozen, what it keeps, and who reads it when."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from core.jobs import run_due
from reports.debrief_json import debrief_from_dict
from reports.models import Report
from reports.services.deciding import record_decision
from rubric.services import scorecards
from rubric.services.corrections import start_correction
from sessions.models import DiscussedValue, PanelMember
from sessions.services.wrap_up import submit_correction
from tests.reports.conftest import change

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def correct_mid(report: Report, panelist: User, value: str) -> None:
    member = report.interview.panel.get(user=panelist)
    assert member.scorecard
    draft = start_correction(scorecard=member.scorecard, author=panelist, reason="I misread my note")
    criterion = next(c for c in scorecards.criteria_to_score(draft) if c.level == "mid")
    change(draft, panelist, lambda card: scorecards.rate_criterion(card, criterion, value))
    draft.refresh_from_db()
    submit_correction(member=PanelMember.objects.get(pk=member.pk), draft=draft)


def test_a_correction_is_taken_up_at_once_and_both_versions_are_kept(
    report: Report, panelist: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        correct_mid(report, panelist, "3.5")
    now = debrief_from_dict(Report.objects.get().debrief)
    told = now.corrections[0]
    assert (told.member, told.reason) == ("Pavel Panel", "I misread my note")
    assert [(each.what, each.before, each.after) for each in told.changes] == [("Knows mid things", "2", "3.5")]
    assert report.revisions.get().input_hash == report.input_hash


def test_the_summary_is_written_anew_when_its_inputs_change(
    report: Report, panelist: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    before = report.summary.sections
    with django_capture_on_commit_callbacks(execute=True):
        correct_mid(report, panelist, "4.5")
    run_due()
    report.refresh_from_db()
    assert report.summary.input_hash == report.input_hash
    assert report.summary.sections != before


def test_a_value_after_the_debrief_stands_beside_the_first(report: Report, lead: User, as_user: SignIn) -> None:
    member = report.interview.panel.get(user=lead)
    criterion = report.interview.rubric_version.criteria.get(level="mid")
    DiscussedValue.objects.create(member=member, criterion=criterion, value=Decimal("3"))
    as_user(lead).get(f"/reports/{report.public_id}/")
    line = debrief_from_dict(Report.objects.get().debrief).criteria[1]
    assert (line.mean, line.discussed_mean) == (Decimal("3.25"), Decimal("2.5"))
    assert [(each.value, each.discussed) for each in line.values] == [
        (Decimal("4.5"), Decimal("3.0")),
        (Decimal("2.0"), None),
    ]


def test_a_decided_report_keeps_what_the_decision_rested_on(report: Report, lead: User, as_user: SignIn) -> None:
    record_decision(report=report, by=lead, outcome="hire", reason="Everything the team lacks.")
    member = report.interview.panel.get(user=lead)
    criterion = report.interview.rubric_version.criteria.get(level="mid")
    DiscussedValue.objects.create(member=member, criterion=criterion, value=Decimal("1"))
    as_user(lead).get(f"/reports/{report.public_id}/")
    assert Report.objects.get().input_hash == report.input_hash


def test_the_panel_reads_the_report_once_it_is_decided(
    report: Report, lead: User, panelist: User, as_user: SignIn
) -> None:
    client, path = as_user(panelist), f"/reports/{report.public_id}/"
    assert client.get(path).status_code == 404
    record_decision(report=report, by=lead, outcome="next_round", reason="Not at this level yet.")
    assert client.get(path).status_code == 200
