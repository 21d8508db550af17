"""Reminders by the clock: before an interview, and until a scorecard is in."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from sessions.models import InterviewSession, PanelMember
from sessions.services.calling import call_candidate, call_panel
from sessions.services.moves import move
from sessions.services.reminding import due_hours, remind_before, remind_to_submit
from tests.sessions.test_calling import HOUR, ahead, sent

__all__ = ["ahead"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def nine(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is nine in the morning and stays so."""
    moment = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment


def test_reminders_come_once_a_day_and_an_hour_before(nine: datetime, ahead: InterviewSession, lead: User) -> None:
    call_panel(ahead)
    call_candidate(interview=ahead, by=lead)
    (invitation, *_) = sent()
    subjects = []
    for left in (timedelta(hours=30), timedelta(hours=23), timedelta(hours=22), timedelta(minutes=50)):
        InterviewSession.objects.update(
            scheduled_at=timezone.now() + left, called_at=timezone.now() - timedelta(days=2)
        )
        remind_before({})
        subjects.append([(message.to[0], message.subject.partition(":")[0]) for message in sent()])
    people = ("cleo@x.example", "lead@x.example", "pan@x.example")
    tomorrow, soon = ([(person, when) for person in people] for when in ("Tomorrow", "In an hour"))
    assert subjects == [[], tomorrow, [], soon]
    to_candidate = next(message for message in mail.outbox if message.to == ["cleo@x.example"])
    assert to_candidate.extra_headers["In-Reply-To"] == invitation.extra_headers["Message-ID"]
    assert "/join/" not in to_candidate.body


def test_a_reminder_that_is_late_says_today_and_none_comes_after_the_start(
    nine: datetime, ahead: InterviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_panel(ahead)
    list(sent())
    InterviewSession.objects.update(scheduled_at=nine + 5 * HOUR, called_at=nine - timedelta(days=2))
    remind_before({})
    assert {message.subject for message in sent()} == {"Today: interview with Cleo Candidate"}
    monkeypatch.setattr("django.utils.timezone.now", lambda: nine + 4.5 * HOUR)
    remind_before({})
    monkeypatch.setattr("django.utils.timezone.now", lambda: nine + 5.5 * HOUR)
    assert list(sent()) == []


@pytest.mark.parametrize(("called_hours_ago", "due"), [(0, None), (1, None), (4, 24)])
def test_whoever_was_just_called_is_not_reminded(called_hours_ago: int, due: int | None) -> None:
    now = timezone.now()
    assert due_hours(now + 24 * HOUR - timedelta(minutes=1), now - called_hours_ago * HOUR, now) == due


def test_an_interview_that_moved_meanwhile_is_not_reminded_of(ahead: InterviewSession) -> None:
    call_panel(ahead)
    list(sent())
    InterviewSession.objects.update(scheduled_at=timezone.now() + HOUR / 2, called_at=timezone.now() - 9 * HOUR)
    remind_before({})
    InterviewSession.objects.update(calendar_sequence=1)
    assert list(sent()) == []


@pytest.fixture
def held(ahead: InterviewSession, lead: User) -> InterviewSession:
    call_panel(ahead)
    list(sent())
    move(interview=ahead, action="start", by=lead)
    return move(interview=ahead, action="end", by=lead)


def ended(ago: timedelta) -> list[str]:
    """Who is asked for a scorecard when the interview ended so long ago."""
    InterviewSession.objects.update(ended_at=timezone.now() - ago)
    remind_to_submit({})
    return [message.to[0] for message in sent()]


def test_a_scorecard_is_asked_for_after_an_hour_and_then_daily(held: InterviewSession) -> None:
    both = ["lead@x.example", "pan@x.example"]
    asked = [ended(HOUR * h) for h in (0.9, 1.1, 5, 24.5, 25.1, 26, 49.1)]
    assert asked == [[], both, [], [], both, [], both]


def test_after_two_weeks_nobody_is_asked_any_more(held: InterviewSession) -> None:
    assert ended(timedelta(days=16)) == []


def test_whoever_has_submitted_or_was_asked_by_hand_is_not_asked(held: InterviewSession, lead: User) -> None:
    PanelMember.objects.filter(user=lead).update(reminded_at=timezone.now() - HOUR)
    held.panel.exclude(user=lead).get().scorecard.__class__.objects.exclude(author=lead).update(state="submitted")
    assert ended(HOUR * 30) == []
