"""Code and drawings beside an answer."""

import json

import pytest
from django.test import Client

from accounts.models import User
from practice.drawing import shapes_of, words_of
from practice.models import Attempt, Sheet
from practice.services.attempts import answer_attempt
from practice.services.mocks import begin_mock, finish_mock
from practice.services.runs import Choice, finish_run, start_run
from questions.models import Question

BOX = {"id": "a", "t": "box", "x": 40, "y": 60, "w": 160, "h": 80, "s": "Web server"}


def save(client: Client, attempt: Attempt, kind: str, **data: object):
    form = {"op_id": f"operation-number-{data.get('base_version', 0)}", "base_version": 0, "body": "x"} | data
    return client.post(f"/practice/attempts/{attempt.public_id}/sheets/{kind}/", form)


def test_code_is_saved_beside_the_words(client: Client, attempt: Attempt) -> None:
    assert save(client, attempt, "code", body="print(1)").json() == {"version": 1}
    assert Sheet.objects.get().body == "print(1)"


def test_a_stale_sheet_is_answered_with_the_newer_text(client: Client, attempt: Attempt) -> None:
    save(client, attempt, "code", body="one")
    answer = save(client, attempt, "code", body="two", op_id="another-operation-1")
    assert (answer.status_code, answer.json()["body"]) == (409, "one")


def test_there_is_no_third_kind_of_sheet(client: Client, attempt: Attempt) -> None:
    assert save(client, attempt, "film").status_code == 400


@pytest.mark.parametrize(("kind", "label"), [("coding", "Code in Python"), ("system_design", "Sheet to draw on")])
def test_the_kind_of_question_decides_which_sheet_it_has(
    client: Client, attempt: Attempt, question: Question, kind: str, label: str
) -> None:
    Question.objects.filter(pk=question.pk).update(kind=kind)
    assert label in client.get(f"/practice/attempts/{attempt.public_id}/").content.decode()


def test_the_drawing_is_shown_after_the_reveal(client: Client, answered: Attempt) -> None:
    Sheet.objects.create(attempt=answered, kind="drawing", body=json.dumps(BOX))
    page = client.get(f"/practice/attempts/{answered.public_id}/").content.decode()
    assert 'aria-label="Drawing: Web server"' in page


@pytest.mark.parametrize("line", ["", "{", "[]", '{"t": "bomb"}', "[" * 9000, '{"t": "pen", "p": 4}', "9" * 9000])
def test_a_line_that_is_no_shape_is_left_out(line: str) -> None:
    assert shapes_of(f"{line}\n{json.dumps(BOX)}")[0].x == 40


def test_numbers_stay_within_reach_of_the_sheet() -> None:
    shape = shapes_of('{"t": "box", "x": 1e999, "y": NaN, "w": -50, "h": true}')[0]
    assert (shape.x, shape.y, shape.w, shape.h) == (800, 0, 50, 0)


def test_words_in_a_drawing_are_escaped(client: Client, answered: Attempt) -> None:
    body = json.dumps(BOX | {"s": "<script>alert(1)</script>"})
    Sheet.objects.create(attempt=answered, kind="drawing", body=body)
    assert "<script>alert" not in client.get(f"/practice/attempts/{answered.public_id}/").content.decode()


def test_the_words_of_a_drawing_are_said() -> None:
    assert words_of(json.dumps(BOX)) == ["Web server"]


def test_code_alone_is_an_answer(client: Client, attempt: Attempt) -> None:
    save(client, attempt, "code", body="print(1)")
    found = answer_attempt(attempt=attempt, body=None, seconds=None)
    assert (found.revealed_at is not None, found.gave_up) == (True, False)


def test_a_drawing_alone_outlives_the_end_of_its_run(client: Client, practising: User, question: Question) -> None:
    run = start_run(user=practising, choice=Choice())
    save(client, run.attempts.get(), "drawing", body=json.dumps(BOX))
    finish_run(run=run)
    assert Sheet.objects.get().body == json.dumps(BOX)


@pytest.mark.parametrize("late", [False, True])
def test_whoever_only_drew_in_a_mock_has_not_given_up(
    client: Client, practising: User, question: Question, late: bool
) -> None:
    run = begin_mock(run=start_run(user=practising, choice=Choice(mode="mock", minutes=20)))
    for end in (True, False) if late else (False, True):
        if end:
            finish_mock(run=run)
        else:
            save(client, run.attempts.get(), "drawing", body=json.dumps(BOX))
    assert not run.attempts.get().gave_up
