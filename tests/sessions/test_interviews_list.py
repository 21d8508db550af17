"""The list of interviews: what is to be done stands first, and it is turned page by page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from sessions.models import Candidate, InterviewSession

pytestmark = pytest.mark.django_db


def more(like: InterviewSession, count: int, state: str) -> None:
    for number in range(count):
        InterviewSession.objects.create(
            position=like.position,
            candidate=Candidate.objects.create(name=f"{state} {number:02d}", owner=like.owner),
            rubric_version=like.rubric_version,
            target_level="mid",
            owner=like.owner,
            state=state,
            scheduled_at=timezone.now() + timedelta(days=number),
        )


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/interviews/{query}").content.decode()
    return re.findall(r'<td><a href="/interviews/[^"]+">([^<]+)</a>', page)


def test_a_page_holds_fifty_with_what_is_to_be_done_first(
    interview: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    more(interview, 60, "completed")
    more(interview, 2, "scoring")
    first, second = (names(as_user(lead), query) for query in ("", "?page=2"))
    assert (first[:3], len(first)) == (["scoring 01", "scoring 00", "Cleo Candidate"], 50)
    assert (second[0], second[-1], len(second)) == ("completed 12", "completed 00", 13)


def test_few_interviews_have_no_pages(
    interview: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    assert 'aria-label="Pages"' not in as_user(lead).get("/interviews/").content.decode()


def test_of_those_that_are_planned_the_next_one_stands_first(
    interview: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    interview.delete()
    more(interview, 3, "scheduled")
    assert names(as_user(lead)) == ["scheduled 00", "scheduled 01", "scheduled 02"]
