"""Links to a report: hashed, recorded, ended by time, by people and by guessing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from reports.models import Report, ShareLink, ShareVisit
from reports.services.deciding import record_decision
from reports.services.letters import release_letter, withdraw_letter
from reports.services.sharing import Terms, make_link
from reports.sharing_models import MOST_WRONG

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SECRETS = ("Cleo Candidate", "LEADQUOTE", "PANELQUOTE", "Lena Lead")


def shared(report: Report, lead: User, *, show: str = "full", password: str = "") -> str:
    _, token = make_link(report=report, by=lead, terms=Terms("report", show, 7, password))
    return f"/reports/shared/{token}/"


def opened(path: str) -> Client:
    client = Client()
    client.post(path)
    return client


def test_looking_at_a_link_names_nobody_and_records_nothing(report: Report, lead: User) -> None:
    page = Client().get(shared(report, lead)).content.decode()
    assert [each for each in SECRETS if each in page] == ["Lena Lead"]  # who shared it
    assert ShareVisit.objects.count() == 0


def test_opening_a_link_shows_the_report_and_is_recorded(report: Report, lead: User) -> None:
    path = shared(report, lead)
    page = opened(path).get(path).content.decode()
    assert [each for each in SECRETS if each not in page] == []
    assert ShareVisit.objects.get().outcome == "opened"


def test_a_browser_that_sends_no_referrer_can_open_a_link(report: Report, lead: User) -> None:
    path, strict = shared(report, lead), Client(enforce_csrf_checks=True)
    assert strict.get(path)["Referrer-Policy"] == "no-referrer"
    assert strict.post(path, headers={"origin": "null"}).status_code == 302


def test_a_link_without_names_shows_no_name_and_one_of_totals_no_word(report: Report, lead: User) -> None:
    anonymous, totals = (shared(report, lead, show=show) for show in ("anonymous", "totals"))
    page = opened(anonymous).get(anonymous).content.decode()
    assert ("Pavel Panel" in page, "Member 1" in page, "PANELQUOTE" in page) == (False, True, True)
    page = opened(totals).get(totals).content.decode()
    assert [each for each in ("Pavel Panel", "Member 1", "PANELQUOTE", "Knows mid things") if each in page] == []


def test_a_password_that_is_too_short_comes_back_with_the_form(report: Report, lead: User, as_user: SignIn) -> None:
    terms = {"opens": "report", "show": "totals", "days": "30", "password": "short"}
    answer = as_user(lead).post(f"/reports/{report.public_id}/shares/new/", terms)
    page = answer.content.decode()
    assert (answer.status_code, ShareLink.objects.exists()) == (422, False)
    assert "at least 8 characters" in page
    assert '<option value="totals" selected>' in page


def test_a_link_that_guessing_ended_is_listed_as_such(report: Report, lead: User, as_user: SignIn) -> None:
    path = shared(report, lead, password="correct-horse")
    for _ in range(MOST_WRONG):
        Client().post(path, {"password": "guess"})
    page = as_user(lead).get(f"/reports/{report.public_id}/shares/").content.decode()
    assert "Ended by ten wrong passwords on" in page
    assert "Revoked on" not in page


def test_a_decision_is_told_without_the_panels_names_and_to_totals_without_its_reason(
    report: Report, lead: User
) -> None:
    record_decision(report=report, by=lead, outcome="hire", reason="DECIDEDREASON, as Pavel Panel says", departure="X")
    anonymous, totals = (shared(report, lead, show=show) for show in ("anonymous", "totals"))
    page = opened(anonymous).get(anonymous).content.decode()
    assert ("DECIDEDREASON, as Member" in page, "Pavel Panel" in page) == (True, False)
    page = opened(totals).get(totals).content.decode()
    assert ("Hire" in page, "DECIDEDREASON" in page) == (True, False)


def test_the_database_holds_no_token_and_no_password(report: Report, lead: User) -> None:
    token = shared(report, lead, password="correct horse").split("/")[3]
    stored = str(list(ShareLink.objects.values()))
    assert [each for each in (token, "correct horse") if each in stored] == []


def test_a_wrong_password_is_recorded_and_the_tenth_ends_the_link(report: Report, lead: User) -> None:
    path, client = shared(report, lead, password="correct horse"), Client()
    assert "LEADQUOTE" not in client.post(path, {"password": "wrong"}, follow=True).content.decode()
    for _ in range(MOST_WRONG - 1):
        client.post(path, {"password": "wrong"})
    assert client.post(path, {"password": "correct horse"}).status_code == 404
    assert ShareVisit.objects.filter(outcome="refused").count() == MOST_WRONG


def test_the_password_opens_it(report: Report, lead: User) -> None:
    path, client = shared(report, lead, password="correct horse"), Client()
    assert "LEADQUOTE" in client.post(path, {"password": "correct horse"}, follow=True).content.decode()


@pytest.mark.parametrize("ended", [{"expires_at": timezone.now() - timedelta(1)}, {"revoked_at": timezone.now()}])
def test_an_ended_link_looks_like_one_that_never_was(report: Report, lead: User, ended: dict[str, object]) -> None:
    path = shared(report, lead)
    client = opened(path)
    ShareLink.objects.update(**ended)
    gone, never = client.get(path), client.get("/reports/shared/never-made/")
    assert (gone.status_code, gone.content) == (404, never.content)


def test_a_link_ends_with_the_account_that_made_it(report: Report, lead: User) -> None:
    path = shared(report, lead)
    client = opened(path)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_a_letter_that_is_taken_back_is_behind_no_link(report: Report, lead: User) -> None:
    release_letter(report=report, by=lead)
    report.refresh_from_db()
    _, token = make_link(report=report, by=lead, terms=Terms("letter", "nothing", 7))
    path = f"/reports/shared/{token}/"
    client = opened(path)
    assert "Dear Cleo Candidate" in client.get(path).content.decode()
    withdraw_letter(report=report, by=lead)
    assert client.get(path).status_code == 404


def test_hr_makes_no_link_to_a_report(report: Report, hr: User, as_user: SignIn) -> None:
    form = {"opens": "report", "show": "full", "days": 7}
    assert as_user(hr).post(f"/reports/{report.public_id}/shares/new/", form).status_code == 403
    assert ShareLink.objects.count() == 0


def test_a_link_to_a_report_says_how_much_it_shows(report: Report, lead: User, as_user: SignIn) -> None:
    answer = as_user(lead).post(f"/reports/{report.public_id}/shares/new/", {"opens": "report", "days": 7})
    assert (answer.status_code, ShareLink.objects.count()) == (400, 0)


def test_the_address_is_told_once(report: Report, lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    made = client.post(f"/reports/{report.public_id}/shares/new/", {"opens": "report", "show": "totals", "days": 7})
    address = made.context["address"]
    assert address in made.content.decode()
    assert address.split("/")[-2] not in client.get(f"/reports/{report.public_id}/shares/").content.decode()
