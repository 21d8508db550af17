"""I7: an administrator reads a report for an hour, with a reason and their password, and everybody concerned knows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.addresses import vouch_for_address
from accounts.models import AuditEntry, User
from core.errors import DomainError, Forbidden
from core.jobs import run_due
from core.models import Mail
from reports.models import BreakGlass, Report, ReportView
from reports.services.breaking_glass import break_glass
from sessions.models import Candidate

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
REASON = "The owner is away and HR asks for it by noon."
PASSWORD = "a-long-password-of-ada"
EMERGENCY = "/reports/emergency/"


@pytest.fixture
def admin(admin: User) -> User:
    admin.set_password(PASSWORD)
    admin.save()
    vouch_for_address(admin)
    return admin


@pytest.fixture
def confirmed(admin: User) -> Client:
    """Who gave their password again a moment ago."""
    client = Client()
    client.post("/accounts/login/", {"login": admin.email, "password": PASSWORD})
    client.post(client.get(EMERGENCY)["Location"], {"password": PASSWORD})
    return client


def path(report: Report) -> str:
    return f"/reports/{report.public_id}/"


def test_without_it_an_administrator_finds_no_report(report: Report, confirmed: Client) -> None:
    assert confirmed.get(path(report)).status_code == 404


def test_the_password_is_asked_for_again(report: Report, admin: User, as_user: SignIn) -> None:
    answer = as_user(admin).post(EMERGENCY, {"address": report.public_id, "reason": REASON})
    assert (answer["Location"].startswith("/accounts/reauthenticate/"), BreakGlass.objects.count()) == (True, 0)


def test_who_has_no_password_sets_one_first(report: Report, admin: User, as_user: SignIn) -> None:
    admin.set_unusable_password()
    admin.save()
    client = as_user(admin)
    page = client.get(EMERGENCY).content.decode()
    answer = client.post(EMERGENCY, {"address": report.public_id, "reason": REASON})
    assert ("Set a password first" in page, "/accounts/password/set/" in page, "<textarea" in page) == (
        True,
        True,
        False,
    )
    assert (answer.status_code, BreakGlass.objects.count()) == (422, 0)
    assert client.get("/accounts/password/set/").status_code == 200


def test_no_other_way_opens_it_without_a_password(report: Report, admin: User) -> None:
    admin.set_unusable_password()
    with pytest.raises(DomainError, match="Set a password first"):
        break_glass(report=report, by=admin, reason=REASON)


@pytest.mark.parametrize("form", ["https://x.example/reports/{}/?show=full", "{}"])
def test_it_opens_by_any_way_of_naming_the_report(report: Report, confirmed: Client, form: str) -> None:
    opened = confirmed.post(EMERGENCY, {"address": form.format(report.public_id), "reason": REASON})
    page = confirmed.get(opened["Location"]).content.decode()
    assert ("LEADQUOTE" in page, "in an emergency" in page, "/reports/exports/new/" in page) == (True, True, False)


def test_it_opens_by_its_interview(report: Report, confirmed: Client) -> None:
    address = f"/interviews/{report.interview.public_id}/debrief/"
    assert confirmed.post(EMERGENCY, {"address": address, "reason": REASON})["Location"] == path(report)


def test_a_wrong_address_and_a_short_reason_are_said(report: Report, confirmed: Client) -> None:
    answer = confirmed.post(EMERGENCY, {"address": "/reports/none/", "reason": "curious"})
    assert answer.status_code == 422
    assert "There is no report at this address." in answer.content.decode()
    assert BreakGlass.objects.count() == 0


def test_after_an_hour_the_report_is_gone(report: Report, admin: User, as_user: SignIn) -> None:
    opened = break_glass(report=report, by=admin, reason=REASON)
    client = as_user(admin)
    before = client.get(path(report)).status_code
    BreakGlass.objects.filter(pk=opened.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert (before, client.get(path(report)).status_code) == (200, 404)
    assert opened.ends_at - opened.created_at < timedelta(minutes=61)


def test_owner_and_hr_are_told_why(report: Report, admin: User, lead: User, hr: User, mailoutbox: list[object]) -> None:
    break_glass(report=report, by=admin, reason=REASON)
    run_due()
    told = {mail.to[0]: mail.body for mail in mailoutbox}  # type: ignore[attr-defined]
    assert {lead.email, hr.email} <= set(told)
    assert (REASON in told[hr.email], "LEADQUOTE" in told[hr.email]) == (True, False)


def test_it_stands_in_the_report_and_in_the_record_of_access(report: Report, admin: User) -> None:
    break_glass(report=report, by=admin, reason=REASON)
    assert ReportView.objects.filter(report=report, user=admin, action__startswith="break-glass").count() == 1
    assert AuditEntry.objects.filter(verb__startswith="break-glass", object=f"report:{report.public_id}").count() == 1


def test_it_gives_no_list_export_letter_or_decision(report: Report, admin: User, as_user: SignIn) -> None:
    break_glass(report=report, by=admin, reason=REASON)
    client = as_user(admin)
    form = {"report": report.public_id, "kind": "json", "show": "full"}
    answers = [client.get(f"{path(report)}{page}/").status_code for page in ("letter", "shares", "decide")]
    answers.append(client.post("/reports/exports/new/", form).status_code)
    assert set(answers) <= {403, 404}
    assert client.get("/reports/").status_code == 403


def test_one_report_opens_no_other(report: Report, admin: User, stranger: User) -> None:
    break_glass(report=report, by=admin, reason=REASON)
    other = User.objects.create_user("b@x.example", is_admin=True)
    assert not Report.objects.opened_by(other).exists()
    assert not Report.objects.visible_to(admin).exists()


def test_nobody_opens_the_report_on_themselves(report: Report, admin: User) -> None:
    Candidate.objects.filter(pk=report.interview.candidate_id).update(user=admin)
    report.interview.candidate.refresh_from_db()
    with pytest.raises(Forbidden):
        break_glass(report=report, by=admin, reason=REASON)


def test_hr_has_no_emergency_and_a_reason_is_a_sentence(report: Report, hr: User, admin: User) -> None:
    with pytest.raises(Forbidden):
        break_glass(report=report, by=hr, reason=REASON)
    with pytest.raises(DomainError, match="Say in a sentence"):
        break_glass(report=report, by=admin, reason="because")


def test_an_erasure_takes_the_mails_along(report: Report, admin: User) -> None:
    break_glass(report=report, by=admin, reason=REASON)
    assert Mail.objects.filter(kind="reports.break_glass", args__report=report.pk).count() == 2
