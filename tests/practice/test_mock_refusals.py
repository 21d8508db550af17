"""A mock interview alone, at its edges: before it begins, on pause, and after its end."""

from datetime import timedelta

import pytest

from accounts.models import User
from core.errors import Conflict
from practice.models import Attempt, Run
from practice.services.mocks import (
    begin_mock,
    finish_mock,
    keep_time,
    next_question,
    on_table,
    pause_mock,
    resume_mock,
)
from practice.services.runs import Choice, start_run
from questions.models import Question
from rubric.models import RubricVersion


@pytest.fixture
def waiting(practising: User, question: Question, rubric_version: RubricVersion) -> Run:
    """One question in 20 minutes, not begun."""
    return start_run(user=practising, choice=Choice(mode="mock", minutes=20, level="mid"))


@pytest.fixture
def run(waiting: Run) -> Run:
    return begin_mock(run=waiting)


def table(run: Run) -> Attempt:
    found = on_table(run)
    assert found
    return found


def test_the_clock_of_a_plain_run_cannot_be_started(practising: User, question: Question) -> None:
    study = start_run(user=practising, choice=Choice(mode="study"))
    with pytest.raises(Conflict, match="no mock interview"):
        begin_mock(run=study)


def test_beginning_twice_keeps_the_first_start(run: Run) -> None:
    assert begin_mock(run=run).started_at == run.started_at


def test_before_the_start_there_is_nothing_to_move_on_from(waiting: Run) -> None:
    with pytest.raises(Conflict, match="Go on first"):
        next_question(run=waiting, attempt=waiting.attempts.get(), body="words")


def test_a_mock_that_never_began_disappears(waiting: Run) -> None:
    finish_mock(run=waiting)
    assert not Run.objects.exists()


def test_while_the_clock_stands_nothing_moves_on(run: Run) -> None:
    pause_mock(run=run)
    with pytest.raises(Conflict, match="The clock stands still"):
        next_question(run=run, attempt=table(run), body="words")


def test_going_on_without_a_pause_changes_nothing(run: Run) -> None:
    assert resume_mock(run=run).resumed_at is None


def test_ending_on_pause_ends_the_pause_too(run: Run) -> None:
    pause_mock(run=run)
    ended = finish_mock(run=run)
    assert (ended.is_paused, ended.resumed_at == ended.finished_at) == (False, True)


def test_ending_twice_keeps_the_first_end(run: Run) -> None:
    assert finish_mock(run=run).finished_at == finish_mock(run=run).finished_at


def test_after_the_end_nothing_moves_on(run: Run) -> None:
    attempt = table(run)
    finish_mock(run=run)
    with pytest.raises(Conflict, match="The time was up"):
        next_question(run=run, attempt=attempt, body="words")


def test_an_answer_to_a_question_that_left_the_table_is_refused(run: Run, answered: Attempt) -> None:
    with pytest.raises(Conflict, match="Another question is on the table"):
        next_question(run=run, attempt=answered, body="words")


def test_the_end_is_when_the_clock_ran_out_not_when_somebody_looked(run: Run) -> None:
    began = run.started_at - timedelta(hours=3)  # type: ignore[operator]
    Run.objects.filter(pk=run.pk).update(started_at=began)
    ended = keep_time(run=run)
    assert ended.finished_at is not None
    assert abs(ended.finished_at - began - timedelta(minutes=20)) < timedelta(seconds=1)


def test_a_question_without_an_answer_counts_as_given_up(run: Run) -> None:
    finish_mock(run=run)
    assert [attempt.gave_up for attempt in run.attempts.all()] == [True]


def test_the_draft_is_the_answer_where_nothing_is_sent(run: Run) -> None:
    attempt = table(run)
    Attempt.objects.filter(pk=attempt.pk).update(body="as it was saved", follow_ups_asked=[0])
    next_question(run=run, attempt=attempt, body=None)
    attempt.refresh_from_db()
    assert (attempt.body, attempt.answered_at is not None) == ("as it was saved", True)
