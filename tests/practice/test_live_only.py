"""A question that becomes live-only leaves practice through every door, also what was begun with it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from practice.models import Attempt, Mark, Run
from practice.services.attempts import start_attempt
from practice.services.mocks import begin_mock, finish_mock, guide_of, on_table
from practice.services.runs import Choice, start_run
from practice.services.study_sets import add_to_set, create_set, share_set
from questions.models import Question
from questions.services.bank import Content, write_version

NEW = "What is CANARYLIVE now?"


@pytest.fixture
def both(questions: list[Question]) -> list[Question]:
    Question.objects.update(use="practice")
    return questions


def close(question: Question) -> None:
    """Live-only from now on, with a new text that nobody in practice has seen."""
    write_version(question, Content(prompt=NEW), author=question.owner, reason="")
    Question.objects.filter(pk=question.pk).update(use="live")


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def run_of(user: User, mode: str) -> Run:
    return start_run(user=user, choice=Choice(mode=mode, number=5, minutes=60))


def test_no_list_and_no_file_names_it(client: Client, practising: User, both: list[Question]) -> None:
    kept = share_set(study_set=create_set(user=practising, title="Mine", questions=both))
    Mark.objects.create(user=practising, question=both[0], kind="bookmark")
    close(both[0])
    sets = (f"sets/{kept.public_id}/", f"sets/{kept.public_id}/file/", f"shared/{kept.share_key}/")
    paths = (
        "",
        "questions/",
        "sets/",
        "progress/",
        *sets,
        *(f"progress/export/{kind}/" for kind in ("json", "markdown")),
    )
    assert [path for path in paths if "CANARYLIVE" in page(client, f"/practice/{path}")] == []


def test_a_file_cannot_bring_it_into_a_set(client: Client, practising: User, both: list[Question]) -> None:
    close(both[0])
    rows = [{"id": question.public_id, "hash": "x", "title": "x"} for question in both]
    file = json.dumps({"schema": "interviewprep/study-set/1", "title": "Guessed", "questions": rows}).encode()
    client.post("/practice/sets/read/", {"file": SimpleUploadedFile("a.studyset.json", file)})
    assert [item.question for item in practising.study_sets.get().items.all()] == [both[1]]


@pytest.mark.parametrize("mode", ["study", "timed", "mock"])
def test_no_mode_chooses_it(practising: User, both: list[Question], mode: str) -> None:
    kept = create_set(user=practising, title="Mine")
    add_to_set(study_set=kept, questions=both)
    close(both[0])
    run = start_run(user=practising, choice=Choice(mode=mode, number=5, minutes=60, study_set=kept))
    assert [attempt.question_version.question for attempt in run.attempts.all()] == [both[1]]


def test_an_answer_begun_with_it_is_offered_no_more(client: Client, practising: User, both: list[Question]) -> None:
    begun = start_attempt(user=practising, question=both[0])
    close(both[0])
    answer = client.get(f"/practice/attempts/{begun.public_id}/")
    assert (
        begun.public_id in page(client, "/practice/"),
        answer.status_code,
        begun.question_version.title in answer.content.decode(),
    ) == (False, 410, False)


def test_a_run_goes_on_without_it(client: Client, practising: User, both: list[Question]) -> None:
    run = run_of(practising, "study")
    first, second = run.attempts.order_by("position")
    close(first.question_version.question)
    shown = page(client, f"/practice/runs/{run.public_id}/")
    assert (first.public_id in shown, first.question_version.title in shown, second.public_id in shown) == (
        False,
        False,
        True,
    )


def test_a_mock_goes_on_without_it(practising: User, both: list[Question]) -> None:
    run = run_of(practising, "mock")
    first, second = run.attempts.order_by("position")
    close(first.question_version.question)
    assert on_table(begin_mock(run=run)) == second


def test_a_mock_asks_no_follow_up_of_it(practising: User, both: list[Question]) -> None:
    run = begin_mock(run=run_of(practising, "mock"))
    asked = on_table(run)
    assert isinstance(asked, Attempt)
    Question.objects.update(use="live")
    assert guide_of(asked) is None


@pytest.mark.parametrize("use", ["practice", "live"])
def test_an_old_answer_to_it_shows_no_follow_up(
    client: Client, practising: User, both: list[Question], use: str
) -> None:
    asked = on_table(begin_mock(run=run_of(practising, "mock")))
    assert asked
    assert asked.run
    Attempt.objects.filter(pk=asked.pk).update(follow_ups_asked=[0])
    finish_mock(run=asked.run)
    Question.objects.update(use=use)
    assert ("SECRETFOLLOW" in page(client, f"/practice/attempts/{asked.public_id}/")) is (use == "practice")


@pytest.mark.parametrize("use", ["practice", "live"])
def test_a_mock_shows_no_follow_up_of_it_that_was_asked_before(
    client: Client, practising: User, both: list[Question], use: str
) -> None:
    run = begin_mock(run=run_of(practising, "mock"))
    run.attempts.update(follow_ups_asked=[0])
    Question.objects.update(use=use)
    assert ("SECRETFOLLOW" in page(client, f"/practice/mocks/{run.public_id}/")) is (use == "practice")
