"""Mail and calendar of an interview: who is told what, once, and who is not."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import User
from core.errors import DomainError, Forbidden
from core.jobs import run_due
from core.models import Mail
from sessions.models import InterviewSession
from sessions.services.calling import call_candidate, call_panel
from sessions.services.links import issue_link
from sessions.services.moves import move
from sessions.services.rescheduling import reschedule
from sessions.services.seats import remove_member

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ahead(interview: InterviewSession) -> InterviewSession:
    """In three days, of a candidate with a mail address."""
    interview.candidate.email = "cleo@x.example"
    interview.candidate.save()
    interview.scheduled_at = timezone.now().replace(microsecond=0) + timedelta(days=3)
    interview.save()
    return interview


def sent() -> Iterator[EmailMultiAlternatives]:
    """What is sent now, by its first recipient."""
    mail.outbox.clear()
    run_due()
    yield from sorted(mail.outbox, key=lambda each: each.to)


def entry(message: EmailMultiAlternatives) -> tuple[str, Event]:
    """The method and the event of a mail's calendar file."""
    name, body, kind = message.attachments[0]
    calendar = Calendar.from_ical(body)
    assert name == "interview.ics"
    assert kind == f"text/calendar; method={calendar['method']}"
    return str(calendar["method"]), calendar.events[0]


def link_in(message: EmailMultiAlternatives) -> str:
    found = re.search(r"/join/[\w-]+/", message.body)
    assert found
    return found[0]


def test_the_panel_is_called_with_the_room_in_the_calendar(ahead: InterviewSession) -> None:
    call_panel(ahead)
    lead, panelist = sent()
    method, event = entry(lead)
    assert (lead.to, panelist.to) == (["lead@x.example"], ["pan@x.example"])
    assert (method, event["sequence"], event["status"]) == ("REQUEST", 0, "CONFIRMED")
    assert event["url"].endswith(f"/interviews/{ahead.public_id}/room/")
    assert ahead.scheduled_at == event.DTSTART
    assert ahead.scheduled_at + timedelta(minutes=30) == event.DTEND
    assert str(event["attendee"]) == "mailto:lead@x.example"


def test_every_mail_is_text_and_html(ahead: InterviewSession, lead: User) -> None:
    call_panel(ahead)
    call_candidate(interview=ahead, by=lead)
    for message in sent():
        html, kind = message.alternatives[0]
        assert kind == "text/html"
        assert "<!doctype html>" in html
        assert ahead.position.title in message.body
        assert ahead.position.title in html


def test_the_candidate_gets_the_join_link_and_nothing_of_the_panels(ahead: InterviewSession, lead: User) -> None:
    call_candidate(interview=ahead, by=lead)
    (message,) = sent()
    _, event = entry(message)
    whole = message.message().as_string() + message.body + message.attachments[0][1] + message.alternatives[0][0]
    assert event["url"].endswith(link_in(message))
    assert "Welcome, Cleo" in Client().get(link_in(message)).content.decode()
    hidden = ("/interviews/", "lead@x.example", "pan@x.example", "Lena Lead", "SECRET", "What is thing")
    assert [secret for secret in hidden if secret in whole] == []


def test_no_token_is_stored(ahead: InterviewSession, lead: User) -> None:
    call_candidate(interview=ahead, by=lead)
    (message,) = sent()
    token = link_in(message).split("/")[2]
    assert token not in str(list(Mail.objects.values())) + str(list(ahead.links.values()))


def test_sending_again_makes_a_new_link_and_ends_the_old(ahead: InterviewSession, lead: User) -> None:
    call_candidate(interview=ahead, by=lead)
    (first,) = sent()
    call_candidate(interview=ahead, by=lead)
    (second,) = sent()
    assert Client().get(link_in(first)).status_code == 404
    assert Client().get(link_in(second)).status_code == 200


def test_a_link_made_by_hand_meanwhile_is_not_ended_by_a_late_mail(ahead: InterviewSession, lead: User) -> None:
    call_candidate(interview=ahead, by=lead)
    token = issue_link(interview=ahead, by=lead)
    assert list(sent()) == []
    assert Client().get(f"/join/{token}/").status_code == 200


def test_without_an_address_nobody_is_mailed(interview: InterviewSession, lead: User) -> None:
    with pytest.raises(DomainError, match="Copy the link instead"):
        call_candidate(interview=interview, by=lead)


def test_only_who_conducts_calls_the_candidate(ahead: InterviewSession, panelist: User) -> None:
    with pytest.raises(Forbidden):
        call_candidate(interview=ahead, by=panelist)


def test_another_time_is_the_next_version_of_the_same_entry(ahead: InterviewSession, lead: User) -> None:
    call_panel(ahead)
    call_candidate(interview=ahead, by=lead)
    before = {message.to[0]: entry(message)[1] for message in sent()}
    later = ahead.scheduled_at + timedelta(days=1)
    reschedule(interview=ahead, starts_at=later, minutes=45, by=lead)
    messages = list(sent())
    assert len(messages) == 3
    for message in messages:
        method, event = entry(message)
        assert message.subject.startswith("New time: ")
        assert (method, event["sequence"], event["uid"]) == ("REQUEST", 1, before[message.to[0]]["uid"])
        assert (later, later + timedelta(minutes=45)) == (event.DTSTART, event.DTEND)


def test_hr_of_the_position_moves_an_interview_and_a_panelist_does_not(
    ahead: InterviewSession, hr: User, panelist: User
) -> None:
    later = ahead.scheduled_at + HOUR
    with pytest.raises(Forbidden):
        reschedule(interview=ahead, starts_at=later, minutes=30, by=panelist)
    assert reschedule(interview=ahead, starts_at=later, minutes=30, by=hr).scheduled_at == later


def test_an_interview_that_moves_leaves_the_lobby(ahead: InterviewSession, lead: User) -> None:
    move(interview=ahead, action="open_lobby", by=lead)
    moved = reschedule(interview=ahead, starts_at=ahead.scheduled_at + HOUR, minutes=30, by=lead)
    assert moved.state == "scheduled"


def test_the_same_time_again_tells_nobody(ahead: InterviewSession, lead: User) -> None:
    call_panel(ahead)
    list(sent())
    reschedule(interview=ahead, starts_at=ahead.scheduled_at, minutes=ahead.minutes, by=lead)
    assert list(sent()) == []


def test_a_cancelled_interview_leaves_every_calendar(ahead: InterviewSession, lead: User) -> None:
    call_panel(ahead)
    call_candidate(interview=ahead, by=lead)
    list(sent())
    move(interview=ahead, action="cancel", by=lead)
    messages = list(sent())
    assert [message.to[0] for message in messages] == ["cleo@x.example", "lead@x.example", "pan@x.example"]
    for message in messages:
        method, event = entry(message)
        assert (method, event["sequence"], event["status"]) == ("CANCEL", 1, "CANCELLED")
        assert "url" not in event


def test_whoever_was_never_called_is_not_called_off(ahead: InterviewSession, lead: User) -> None:
    move(interview=ahead, action="cancel", by=lead)
    assert list(sent()) == []


def test_an_invitation_that_waited_until_the_cancelling_is_not_sent(ahead: InterviewSession, lead: User) -> None:
    call_candidate(interview=ahead, by=lead)
    InterviewSession.objects.update(state="cancelled")
    assert list(sent()) == []


def test_a_lost_seat_leaves_the_calendar_of_its_holder_alone(
    ahead: InterviewSession, lead: User, panelist: User
) -> None:
    call_panel(ahead)
    list(sent())
    remove_member(interview=ahead, member=ahead.panel.get(user=panelist), by=lead)
    (message,) = sent()
    assert (message.to, entry(message)[0]) == (["pan@x.example"], "CANCEL")


def test_scheduling_by_the_form_calls_the_panel_and_the_candidate(
    interview: InterviewSession, lead: User, panelist: User, as_user: Callable[[User], Client]
) -> None:
    form = {
        "candidate_name": "Nora New",
        "candidate_email": "nora@x.example",
        "starts_at": "2030-05-06T10:00",
        "minutes": "45",
        "panel": [panelist.public_id],
        "invite": "on",
    }
    as_user(lead).post(f"/plans/{interview.plan.public_id}/schedule/", form)
    assert [message.to[0] for message in sent()] == ["lead@x.example", "nora@x.example", "pan@x.example"]


def test_the_panel_downloads_the_room_and_the_candidate_the_link(
    ahead: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    token = issue_link(interview=ahead, by=lead)
    mine = as_user(lead).get(f"/interviews/{ahead.public_id}/calendar.ics").content
    theirs = Client().get(f"/join/{token}/calendar.ics").content
    assert b"/room/" in mine
    assert token.encode() not in mine
    assert Calendar.from_ical(theirs).events[0]["url"].endswith(f"/join/{token}/")
    assert b"/interviews/" not in theirs


def test_the_interview_page_says_what_became_of_the_invitation(
    ahead: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    as_user(lead).post(f"/interviews/{ahead.public_id}/invite/")
    Mail.objects.update(state="unclear")
    page = as_user(lead).get(f"/interviews/{ahead.public_id}/").content.decode()
    assert "Invitation to cleo@x.example: may not have arrived." in page
