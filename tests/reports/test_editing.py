"""The lead's text over the machine's."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from reports.editing import ADDED, as_lines, edited
from reports.models import Report
from reports.sentences import Section, Sentence, SummaryText

SignIn = Callable[[User], Client]
TEXT = SummaryText((Section("Verdict", (Sentence("One.", ("criterion:a",)), Sentence("Two.", ("criterion:b",)))),))


def test_a_sentence_left_alone_keeps_its_evidence_and_a_changed_one_says_whose_it_is():
    found = edited(TEXT, {"Verdict": "One.\nTwo, in my words."}).sections[0].sentences
    assert found == (Sentence("One.", ("criterion:a",)), Sentence("Two, in my words.", ("criterion:b",), by_hand=True))


def test_an_added_sentence_rests_on_the_lead_alone():
    found = edited(TEXT, {"Verdict": "One.\nTwo.\nThree.", ADDED: "Four."})
    assert found.sections[0].sentences[2] == Sentence("Three.", (), by_hand=True)
    assert found.sections[1] == Section(ADDED, (Sentence("Four.", (), by_hand=True),))


def test_an_emptied_section_goes():
    assert edited(TEXT, {"Verdict": " "}).sections == ()


def test_nothing_changed_changes_nothing():
    assert edited(TEXT, {"Verdict": as_lines(TEXT.sections[0])}) == TEXT


@pytest.mark.django_db
def test_the_page_shows_the_leads_text_with_the_machines_beside_it(report: Report, lead: User, as_user: SignIn) -> None:
    client, path = as_user(lead), f"/reports/{report.public_id}/"
    machine = report.summary.sections[0]["sentences"][0]["text"]
    form = {"base_version": 0, "title": ["Verdict"], "body": ["LEADSWORDS"]}
    client.post(f"{path}summary/save/", form)
    page = unescape(client.get(path).content.decode())
    assert page.index("LEADSWORDS") < page.index("What the machine wrote") < page.index(machine[:20])
    report.summary.refresh_from_db()
    assert report.summary.sections[0]["sentences"][0]["text"] == machine


@pytest.mark.django_db
def test_hr_cannot_change_the_summary(report: Report, hr: User, as_user: SignIn) -> None:
    form = {"base_version": 0, "title": ["Verdict"], "body": ["HRWORDS"]}
    assert as_user(hr).post(f"/reports/{report.public_id}/summary/save/", form).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["9" * 5000, "x", ""])
def test_a_version_that_is_no_number_is_refused(version: str, report: Report, lead: User, as_user: SignIn) -> None:
    form = {"base_version": version, "title": ["Verdict"], "body": ["LEADSWORDS"]}
    assert as_user(lead).post(f"/reports/{report.public_id}/summary/save/", form).status_code == 400
