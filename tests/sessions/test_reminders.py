"""One click asks a colleague for their scorecard: one mail, once, and none when it is in meanwhile."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from core.jobs import run_due
from core.models import Mail
from sessions.lateness import in_words, lateness
from sessions.models import InterviewSession, PanelMember
from sessions.services.moves import move
from sessions.services.reminder_by_hand import remind
from sessions.views import positions

NOW = datetime(2026, 5, 4, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def late(interview: InterviewSession, lead: User, panelist: User) -> PanelMember:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    InterviewSession.objects.filter(pk=interview.pk).update(ended_at=timezone.now() - timedelta(days=3))
    return interview.panel.get(user=panelist)


@pytest.mark.django_db
def test_a_click_sends_one_mail_that_names_the_scorecard(
    late: PanelMember, lead: User, as_user: Callable[[User], Client]
) -> None:
    path = f"/interviews/{late.interview.public_id}"
    answer = as_user(lead).post(f"{path}/debrief/remind/", {"member": late.public_id})
    run_due()
    run_due()
    (sent,) = mail.outbox
    assert (answer.status_code, sent.to, sent.subject) == (302, ["pan@x.example"], "Your scorecard on Cleo Candidate")
    assert f"{path}/scorecard/" in str(sent.body)


@pytest.mark.django_db
def test_who_was_reminded_reads_it_on_their_first_page_and_nobody_else_does(
    late: PanelMember, lead: User, panelist: User, as_user: Callable[[User], Client]
) -> None:
    remind(member=late, by=lead)
    told = ["You were asked for your scorecard" in _interviews(as_user(user)) for user in (panelist, lead)]
    assert told == [True, False]


@pytest.mark.django_db
def test_the_list_of_positions_counts_what_is_missing(late: PanelMember, lead: User, as_user: Callable[[User], Client]):
    assert "2 scorecards" in as_user(lead).get("/positions/").content.decode()


@pytest.mark.django_db
def test_beyond_what_is_counted_the_list_says_that_there_are_more(
    late: PanelMember, lead: User, as_user: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(positions, "MOST_MISSING", 1)
    assert "more than 1 scorecards" in as_user(lead).get("/positions/").content.decode()


def _interviews(client: Client) -> str:
    return client.get("/interviews/").content.decode()


@pytest.mark.django_db
def test_a_second_click_within_half_a_day_is_refused(late: PanelMember, lead: User) -> None:
    remind(member=late, by=lead)
    with pytest.raises(Conflict, match="Pavel Panel was reminded less than a minute ago"):
        remind(member=late, by=lead)
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_in(late: PanelMember, lead: User) -> None:
    PanelMember.objects.filter(pk=late.pk).update(waived_at=timezone.now())
    with pytest.raises(Conflict, match="Nothing is missing"):
        remind(member=late, by=lead)


@pytest.mark.django_db
def test_after_half_a_day_a_second_reminder_is_another_mail(late: PanelMember, lead: User) -> None:
    remind(member=late, by=lead)
    PanelMember.objects.filter(pk=late.pk).update(reminded_at=timezone.now() - timedelta(hours=13))
    remind(member=late, by=lead)
    assert Mail.objects.count() == 2


@pytest.mark.django_db
def test_a_scorecard_that_came_in_meanwhile_stops_the_mail(late: PanelMember, lead: User) -> None:
    remind(member=late, by=lead)
    PanelMember.objects.filter(pk=late.pk).update(waived_at=timezone.now())
    run_due()
    assert mail.outbox == []


def test_a_scorecard_is_late_a_day_after_the_end() -> None:
    assert lateness(NOW - timedelta(hours=20), NOW).sentence == "due in 4 hours"
    assert lateness(NOW - timedelta(days=3, hours=5), NOW).sentence == "late by 2 days"


@pytest.mark.parametrize(
    ("length", "words"),
    [(timedelta(seconds=5), "less than a minute"), (timedelta(minutes=1), "1 minute"), (timedelta(hours=49), "2 days")],
)
def test_a_length_is_said_in_its_largest_unit(length: timedelta, words: str) -> None:
    assert in_words(length) == words
