"""A position whose candidates got the same questions is told so by counting alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reports.position_drift import drift_context
from sessions.models import InterviewSession
from tests.reports.test_position_page import another, hold

pytestmark = pytest.mark.django_db
Two = tuple[InterviewSession, InterviewSession]


@pytest.fixture
def two(interview: InterviewSession, lead: User, panelist: User) -> Two:
    second = another(interview, "Dora", (panelist,))
    for each in (interview, second):
        hold(each, a=(lead, "3"), b=(panelist, "3"))
        each.asked.update(state="done")
    return interview, second


def told(two: Two) -> list[str]:
    found = drift_context(InterviewSession.objects.filter(position=two[0].position_id))
    return [each.title for each in (*found["drift"], *found["drift_to_come"])]


def test_an_even_position_fetches_no_interview(two: Two) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert told(two) == []
    assert len(asked) == 2


def test_a_question_that_one_was_not_asked_is_told(two: Two) -> None:
    two[1].asked.filter(position=2).update(state="skipped")
    assert len(told(two)) == 1


def test_what_is_planned_for_one_alone_is_told_while_an_interview_is_to_come(two: Two, panelist: User) -> None:
    another(two[0], "Emil", (panelist,))
    two[1].asked.filter(position=1).update(planned=False)
    assert len(told(two)) == 1


def test_an_interview_that_was_cancelled_counts_for_nothing(two: Two) -> None:
    two[1].asked.filter(position=2).update(state="skipped")
    InterviewSession.objects.filter(pk=two[1].pk).update(state="cancelled")
    assert told(two) == []
