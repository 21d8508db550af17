"""A mock interview alone: the clock in the rows, follow-ups, one pause, nothing revealed before the end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from core.saving import Save
from practice.models import Attempt, Run
from practice.services.attempts import save_draft, show_hint
from practice.services.cards import rate_attempt
from practice.services.mocks import begin_mock, keep_time, next_question, pause_mock, resume_mock
from practice.services.runs import Choice, start_run
from questions.models import Question
from questions.services.bank import Content, Place, add_question
from rubric.models import Rubric, RubricVersion

OP = "abcdefghijklmnop"


@pytest.fixture
def run(practising: User, lead: User, question: Question) -> Run:
    """Two questions in 20 minutes, begun: "thing 1" and a queue."""
    content = Content(
        prompt="What is a queue?",
        answer="FIFOSECRET",
        key_points=["Elements leave in the order in which they came", "Both ends are reached in constant time"],
        follow_ups=["How would you limit its memory?", "How is each end reached in constant time?"],
        minutes=10,
    )
    place = Place(levels=["mid"], topic="Things")
    queue = add_question(owner=lead, content=content, place=place)
    Question.objects.filter(pk=queue.pk).update(use="practice")
    made = start_run(user=practising, choice=Choice(mode="mock", minutes=20, level="mid"))
    for position, title in ((1, "What is a queue?"), (2, "What is thing 1?")):
        made.attempts.filter(question_version__title=title).update(position=position + 10)
    for attempt in made.attempts.all():
        Attempt.objects.filter(pk=attempt.pk).update(position=attempt.position - 10)
    return begin_mock(run=made)


def now_after(run: Run, minutes: float) -> None:
    """Moves everything that happened so far into the past."""
    by = timedelta(minutes=minutes)
    Run.objects.filter(pk=run.pk).update(started_at=run.started_at - by)
    for attempt in run.attempts.exclude(opened_at=None):
        Attempt.objects.filter(pk=attempt.pk).update(opened_at=attempt.opened_at - by)


def first(run: Run) -> Attempt:
    return run.attempts.get(position=1)


def page(client: Client, run: Run) -> str:
    return client.get(f"/practice/mocks/{run.public_id}/").content.decode()


def finish(run: Run) -> Run:
    now_after(run, 30)
    return keep_time(run=run)


def test_nothing_of_the_guide_shows_before_the_end(client: Client, run: Run) -> None:
    assert "FIFOSECRET" not in page(client, run)


def test_a_mock_gives_no_hints(run: Run) -> None:
    with pytest.raises(Conflict):
        show_hint(attempt=first(run))


def test_an_attempt_of_a_running_mock_leads_to_the_mock(client: Client, run: Run) -> None:
    assert client.get(f"/practice/attempts/{first(run).public_id}/")["Location"] == f"/practice/mocks/{run.public_id}/"


def test_a_follow_up_arrives_when_its_share_of_the_time_has_passed(client: Client, run: Run) -> None:
    before = page(client, run)
    now_after(run, 4.5)
    assert [("Your interviewer asks" in each) for each in (before, page(client, run))] == [False, True]


def test_the_follow_up_speaks_of_what_was_left_out(client: Client, run: Run) -> None:
    save_draft(attempt=first(run), save=Save(OP, 0, "Elements leave in the order they came."), seconds=None)
    now_after(run, 4.5)
    assert "each end reached in constant time" in page(client, run)


def test_moving_on_asks_first_about_what_was_left_out(run: Run) -> None:
    next_question(run=run, attempt=first(run), body="Elements leave in the order in which they came.")
    assert (first(run).follow_ups_asked, first(run).answered_at) == ([1], None)


def test_the_second_press_moves_on(run: Run) -> None:
    for _ in range(2):
        next_question(run=run, attempt=first(run), body="Elements leave in the order in which they came.")
    assert run.attempts.get(position=2).opened_at is not None


def test_a_late_press_on_an_earlier_question_is_refused(run: Run) -> None:
    with pytest.raises(Conflict, match="Another question is on the table"):
        next_question(run=run, attempt=run.attempts.get(position=2), body="x")


def test_the_pause_stops_the_clock(run: Run) -> None:
    pause_mock(run=run)
    Run.objects.filter(pk=run.pk).update(paused_at=timezone.now() - timedelta(hours=1))
    Run.objects.filter(pk=run.pk).update(started_at=run.started_at - timedelta(hours=1, minutes=1))
    resume_mock(run=Run.objects.get(pk=run.pk))
    assert keep_time(run=run).finished_at is None


def test_there_is_one_pause(run: Run) -> None:
    pause_mock(run=run)
    resume_mock(run=run)
    with pytest.raises(Conflict, match="one pause"):
        pause_mock(run=run)


def test_the_end_comes_by_the_clock_though_nobody_looked(run: Run) -> None:
    started = run.started_at
    now_after(run, 300)
    ended = keep_time(run=run)
    lasted = ended.finished_at - ended.started_at
    assert (lasted.total_seconds() // 60, started > ended.finished_at) == (20, True)


def test_an_open_page_is_sent_to_the_report_when_the_time_is_up(client: Client, run: Run) -> None:
    now_after(run, 21)
    answer = client.get(f"/practice/mocks/{run.public_id}/status/", {"attempt": first(run).public_id})
    assert answer["HX-Redirect"] == f"/practice/mocks/{run.public_id}/"


def test_the_report_opens_the_answers_that_came_up(client: Client, run: Run) -> None:
    finish(run)
    assert "FIFOSECRET" in client.get(f"/practice/attempts/{first(run).public_id}/").content.decode()


def test_a_question_that_was_not_reached_stays_closed(client: Client, run: Run) -> None:
    finish(run)
    assert run.attempts.get(position=2).revealed_at is None
    assert "Not reached: What is thing 1?" in page(client, run)


def test_words_typed_offline_arrive_after_the_end(run: Run) -> None:
    finish(run)
    save_draft(attempt=first(run), save=Save(OP, 0, "typed in a tunnel"), seconds=None)
    assert (first(run).body, first(run).gave_up) == ("typed in a tunnel", False)


def test_words_do_not_change_once_they_are_valued(run: Run) -> None:
    finish(run)
    rate_attempt(attempt=first(run), value=4)
    with pytest.raises(Conflict):
        save_draft(attempt=first(run), save=Save(OP, 0, "better words"), seconds=None)


def test_the_report_reads_ones_values_through_the_rubric(
    client: Client, run: Run, rubric_version: RubricVersion
) -> None:
    Rubric.objects.update(for_practice=True)
    finish(run)
    rate_attempt(attempt=first(run), value=4)
    assert "On the rubric “Things”" in page(client, run)


def test_a_rubric_that_is_not_open_is_not_shown(client: Client, run: Run, rubric_version: RubricVersion) -> None:
    finish(run)
    assert "On the rubric" not in page(client, run)


def test_not_now_leaves_nothing_behind(client: Client, practising: User, question: Question) -> None:
    run = start_run(user=practising, choice=Choice(mode="mock", minutes=20))
    client.post(f"/practice/mocks/{run.public_id}/finish/")
    assert not Run.objects.exists()
