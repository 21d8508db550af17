"""What the watch asks the database, and how often: the same for one socket and for thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from sessions.live import places
from sessions.live.places import CANDIDATE, PANEL, Place
from sessions.models import InterviewSession, PanelMember
from sessions.services.moves import move

pytestmark = pytest.mark.django_db
HERE_FOR = timedelta(seconds=25)


def place(interview: InterviewSession, user: User) -> Place:
    return Place(PANEL, interview.public_id, interview.panel.get(user=user).pk)


def here_until(interview: InterviewSession, user: User) -> object:
    return interview.panel.get(user=user).here_until


def test_those_who_come_at_once_are_asked_about_together(interview: InterviewSession, lead: User) -> None:
    someone = place(interview, lead)
    counts = []
    for many in ([someone], [Place(PANEL, f"room-{n}", someone.key + n) for n in range(30)]):
        PanelMember.objects.update(here_until=None)
        with CaptureQueriesContext(connection) as queries:
            places.numbers({(one.room, one.audience) for one in many})
            places.arrive(many, HERE_FOR)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_whoever_is_here_already_is_written_down_no_second_time(interview: InterviewSession, lead: User) -> None:
    places.arrive([place(interview, lead)], HERE_FOR)
    before = here_until(interview, lead)
    places.arrive([place(interview, lead)], HERE_FOR)
    assert here_until(interview, lead) == before


def test_a_farewell_leaves_alone_whom_another_process_has_seen_since(
    interview: InterviewSession, lead: User, panelist: User
) -> None:
    now = timezone.now()
    for user, until in ((lead, now + timedelta(seconds=10)), (panelist, now + HERE_FOR)):
        interview.panel.filter(user=user).update(here_until=until)
    both = [place(interview, user) for user in (lead, panelist)]
    places.depart(both, now - timedelta(seconds=4), HERE_FOR)
    assert here_until(interview, lead) <= timezone.now()  # type: ignore[operator]
    assert here_until(interview, panelist) == now + HERE_FOR


def test_each_audience_has_numbers_of_its_own(interview: InterviewSession, lead: User) -> None:
    move(interview=interview, action="start", by=lead)
    interview.refresh_from_db()
    room = interview.public_id
    known = places.numbers({(room, PANEL), (room, CANDIDATE), ("nowhere", PANEL), ("nowhere", CANDIDATE)})
    heard = interview.events.filter(audience="everyone").count()
    assert known == {
        (room, PANEL): interview.last_seq,
        (room, CANDIDATE): heard,
        ("nowhere", PANEL): 0,
        ("nowhere", CANDIDATE): 0,
    }
