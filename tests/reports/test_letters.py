"""The letter to a candidate: what it may be made of, and who lets it out."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.jobs import run_due
from core.models import Mail
from reports.feedback import feedback_letter
from reports.models import Letter, Report, ReportPolicy, ShareLink
from reports.services.letters import release_letter
from tests.reports.debriefs import PANEL, a_criterion, a_debrief, a_value

SignIn = Callable[[User], Client]


def test_the_letter_is_made_of_criteria_and_anchors_alone():
    debrief = a_debrief()
    text = feedback_letter(debrief)
    quotes = [q.text for c in debrief.criteria for v in c.values for q in v.evidence]
    secrets = [*PANEL, *quotes, *(m.comment for m in debrief.members if m.comment)]
    assert [each for each in secrets if each in text] == []
    assert re.findall(r"\d\.\d| of 100|recommend|level", text) == []
    assert "– Reads and explains code: Finds the cause with a hint or two." in text


def test_what_was_missing_is_told_as_the_next_step_never_as_the_low_anchor():
    weak = a_criterion("x", "junior", "Reads code", a_value(PANEL[0], 1.5))
    text = feedback_letter(a_debrief(criteria=(weak,)))
    assert "Guesses." not in text
    assert "One thing would take you further. This is how our rubric describes the next step:" in text


def test_the_day_in_a_letter_is_that_of_the_installation_not_of_greenwich(settings: Any) -> None:
    settings.TIME_ZONE = "America/Los_Angeles"
    late = datetime(2026, 3, 6, 1, 30, tzinfo=UTC)
    assert " on 5 March 2026." in feedback_letter(a_debrief(started_at=late))


def test_what_was_merely_met_is_not_said_to_stand_out():
    met = a_criterion("x", "junior", "Reads code", a_value(PANEL[0], 3))
    assert "What we saw, with the description that came closest to it:" in feedback_letter(a_debrief(criteria=(met,)))


def test_a_letter_about_too_little_says_so():
    unseen = a_criterion("x", "junior", "Reads code", a_value(PANEL[0], None))
    assert "We saw too little of each subject" in feedback_letter(a_debrief(criteria=(unseen,)))


def test_a_letter_about_part_of_the_rubric_says_that_the_rest_counts_for_nothing():
    seen = a_criterion("x", "junior", "Reads code", a_value(PANEL[0], 4))
    unseen = a_criterion("y", "junior", "Writes tests", a_value(PANEL[0], None))
    told = "Some subjects of the rubric did not come up, and nothing about them counts for or against you."
    assert told in feedback_letter(a_debrief(criteria=(seen, unseen)))
    assert told not in feedback_letter(a_debrief(criteria=(seen,)))


def test_a_mock_is_thanked_for_and_says_once_what_was_seen():
    text = feedback_letter(a_debrief(purpose="mock"))
    assert text.split("\n\n")[1] == (
        "Thank you for practising with us on 5 March 2026. This letter uses the words of the rubric we judged by."
    )


@pytest.mark.django_db
def test_hr_changes_and_releases_the_letter(report: Report, hr: User, as_user: SignIn) -> None:
    client, path = as_user(hr), f"/reports/{report.public_id}/letter/"
    client.post(f"{path}save/", {"base_version": 0, "body": "Dear Cleo,"})
    client.post(f"{path}release/", {"base_version": 1, "body": "Dear Cleo,\n\n– one point"})
    letter = Letter.objects.get()
    assert (letter.body, letter.released_by) == ("Dear Cleo,\n\n– one point", hr)


@pytest.mark.django_db
def test_of_two_who_change_the_letter_the_second_is_told_and_keeps_the_words(
    report: Report, hr: User, lead: User, as_user: SignIn
) -> None:
    path = f"/reports/{report.public_id}/letter/save/"
    as_user(hr).post(path, {"base_version": 0, "body": "First words"})
    answer = as_user(lead).post(path, {"base_version": 0, "body": "Second words"})
    assert answer.status_code == 409
    assert "Second words" in answer.content.decode()
    assert Letter.objects.get().body == "First words"


@pytest.mark.django_db
def test_the_candidate_with_an_account_reads_the_letter_once_it_is_released_and_nothing_else(
    report: Report, lead: User, practising: User, as_user: SignIn
) -> None:
    report.interview.candidate.user = practising
    report.interview.candidate.save()
    client = as_user(practising)
    assert "No letter yet" in client.get("/reports/letters/").content.decode()
    letter = release_letter(report=report, by=lead)
    page = client.get(f"/reports/letters/{letter.public_id}/").content.decode()
    assert "Dear Cleo Candidate" in page
    assert [each for each in ("LEADQUOTE", "LEADCOMMENT", "Lena Lead", "4.5") if each in page] == []


@pytest.mark.django_db
def test_hr_who_may_read_totals_only_writes_no_letter(report: Report, hr: User, as_user: SignIn) -> None:
    ReportPolicy.objects.create(position=report.interview.position, hr="totals")
    assert as_user(hr).get(f"/reports/{report.public_id}/letter/").status_code == 403


@pytest.mark.django_db
def test_the_candidate_is_told_by_mail_and_the_table_keeps_no_way_in(
    report: Report, lead: User, as_user: SignIn, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_ON = True
    candidate = report.interview.candidate
    candidate.email = "cleo@x.example"
    candidate.save()
    path = f"/reports/{report.public_id}/letter/release/"
    as_user(lead).post(path, {"base_version": 0, "body": "Dear Cleo, well done.", "mail": "yes"})
    run_due()
    (mail,) = mailoutbox
    way_in = re.search(r"/reports/shared/[^/]+/", mail.body)
    assert way_in
    assert (mail.to, "well done" in mail.body) == (["cleo@x.example"], False)
    assert way_in[0].split("/")[3] not in str(list(Mail.objects.values()) + list(ShareLink.objects.values()))
    assert "well done" in Client().post(way_in[0], follow=True).content.decode()


@pytest.mark.django_db
def test_a_letter_that_was_taken_back_before_the_mail_left_sends_none(
    report: Report, lead: User, as_user: SignIn, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_ON = True
    report.interview.candidate.email = "cleo@x.example"
    report.interview.candidate.save()
    client, path = as_user(lead), f"/reports/{report.public_id}/letter/release/"
    client.post(path, {"base_version": 0, "body": "Dear Cleo,", "mail": "yes"})
    client.post(path, {"back": "yes"})
    run_due()
    assert mailoutbox == []
