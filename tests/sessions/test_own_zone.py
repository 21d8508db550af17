from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from sessions.models import InterviewSession

NOON = datetime(2031, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def in_berlin(lead: User, as_user: Callable[[User], Client]) -> Client:
    client = as_user(lead)
    client.cookies["zone"] = "Europe/Berlin"
    return client


def test_an_interview_is_moved_to_the_hour_of_the_persons_own_clock(
    in_berlin: Client, interview: InterviewSession
) -> None:
    in_berlin.post(f"/interviews/{interview.public_id}/reschedule/", {"starts_at": "2031-07-01T14:00", "minutes": "45"})
    interview.refresh_from_db()
    assert interview.scheduled_at == NOON


def test_the_interviews_page_shows_the_hour_of_the_persons_own_clock(
    in_berlin: Client, interview: InterviewSession
) -> None:
    InterviewSession.objects.filter(pk=interview.pk).update(scheduled_at=NOON)
    assert "14:00 CEST" in in_berlin.get(f"/interviews/{interview.public_id}/").content.decode()


def test_the_form_says_whose_hour_it_takes(in_berlin: Client, interview: InterviewSession) -> None:
    InterviewSession.objects.filter(pk=interview.pk).update(scheduled_at=timezone.now() + timedelta(days=2))
    page = in_berlin.get(f"/interviews/{interview.public_id}/reschedule/").content.decode()
    assert "In your time zone, Europe/Berlin." in page
