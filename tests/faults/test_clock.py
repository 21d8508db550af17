"""F26: windows are judged by the server's clock, and order by number: what a browser's clock says changes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.jobs import claim_next, enqueue
from core.models import Job
from core.periodic import plant_due
from sessions.models import InterviewSession, SessionEvent
from sessions.services.links import issue_link
from sessions.services.moves import move

SetClock = Callable[[datetime], None]
# Clocks went back at 01:00 UTC in the night of this day: 02:30 came twice.
REPEATED = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    def at(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at


@pytest.mark.parametrize(
    ("minutes", "status", "may_join"), [(-31, 200, False), (-29, 200, True), (59, 200, True), (61, 410, False)]
)
def test_f26_a_link_opens_and_closes_by_the_servers_clock(
    minutes: int, status: int, may_join: bool, interview: InterviewSession, lead: User, set_clock: SetClock
) -> None:
    token = issue_link(interview=interview, by=lead)
    set_clock(interview.scheduled_at + timedelta(minutes=minutes))
    page = Client().get(f"/join/{token}/", headers={"date": "Thu, 01 Jan 1970 00:00:00 GMT"})
    assert (page.status_code, b"Come in</button>" in page.content) == (status, may_join)


@pytest.fixture
def jumped_back(interview: InterviewSession, lead: User, set_clock: SetClock) -> InterviewSession:
    """Started, and by the clock paused a day before that."""
    move(interview=interview, action="start", by=lead)
    set_clock(timezone.now() - timedelta(days=1))
    move(interview=interview, action="pause", by=lead)
    return interview


def test_f26_events_are_ordered_by_number_when_the_clock_jumps_back(jumped_back: InterviewSession) -> None:
    events = list(SessionEvent.objects.filter(interview=jumped_back).order_by("seq"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.kind for event in events][-2:] == ["start", "pause"]


def test_f26_goes_red_when_events_are_ordered_by_the_clock(jumped_back: InterviewSession) -> None:
    events = list(SessionEvent.objects.filter(interview=jumped_back).order_by("created_at"))
    assert [event.seq for event in events] != list(range(1, len(events) + 1))
    assert [event.kind for event in events][-2:] != ["start", "pause"]


@pytest.mark.django_db
def test_f26_a_job_is_not_lost_when_the_clock_jumps_back(set_clock: SetClock) -> None:
    now = timezone.now()
    enqueue("nothing", dedupe_key="a", args={})
    set_clock(now - timedelta(minutes=5))
    assert claim_next() is None
    set_clock(now + timedelta(seconds=1))
    assert claim_next() is not None


@pytest.mark.django_db
def test_f26_the_hour_that_comes_twice_is_two_periods(set_clock: SetClock) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = REPEATED, REPEATED + timedelta(hours=1)
    assert first.astimezone(berlin).hour == second.astimezone(berlin).hour == 2
    plant_due(first)
    before = Job.objects.count()
    plant_due(second)
    assert Job.objects.count() > before
