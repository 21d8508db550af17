from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from accounts.models import User
from questions.models import Question
from sessions.models import AskedQuestion, InterviewSession, JoinLink
from sessions.services.links import claim, issue_link
from sessions.services.moves import move


@pytest.fixture(autouse=True)
async def no_connection_left() -> AsyncIterator[None]:
    """A consumer's thread keeps its connection, and PostgreSQL would then not drop the test database."""
    yield
    await sync_to_async(connections.close_all)()


@pytest.fixture
def asked(interview: InterviewSession, questions: list[Question], lead: User) -> AskedQuestion:
    """A coding question on the table of a live interview."""
    Question.objects.update(kind="coding")
    move(interview=interview, action="start", by=lead)
    interview.refresh_from_db()
    assert interview.current
    return interview.current


@pytest.fixture
def guest(interview: InterviewSession, lead: User, asked: AskedQuestion) -> tuple[JoinLink, str]:
    issue_link(interview=interview, by=lead)
    link = interview.links.get(revoked_at=None)
    return link, claim(link=link, browser=None)
