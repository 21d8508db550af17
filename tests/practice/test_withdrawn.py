"""A question is taken out of practice while somebody writes an answer to it: no word is lost, none of it is shown."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice.models import Attempt, Sheet
from practice.services.mocks import begin_mock, on_table
from practice.services.runs import Choice, start_run
from questions.models import Question

OP = "0123456789abcdef"


@pytest.fixture
def withdrawn(attempt: Attempt) -> Attempt:
    Question.objects.update(use="live")
    return attempt


@pytest.fixture
def written(withdrawn: Attempt) -> Attempt:
    withdrawn.body = "MYWORDS of before"
    withdrawn.save()
    return withdrawn


def save(client: Client, attempt: Attempt, path: str = "save", body: str = "MYWORDS on the way") -> Any:
    posted = {"op_id": OP, "base_version": "0", "body": body}
    return client.post(f"/practice/attempts/{attempt.public_id}/{path}/", posted)


def page(client: Client, attempt: Attempt) -> str:
    return client.get(f"/practice/attempts/{attempt.public_id}/").content.decode()


def test_what_is_typed_is_kept_and_the_page_is_told(client: Client, withdrawn: Attempt) -> None:
    told = save(client, withdrawn).json()
    withdrawn.refresh_from_db()
    assert (told["version"], "taken out of practice" in told["notice"], withdrawn.body) == (
        1,
        True,
        "MYWORDS on the way",
    )


def test_nobody_is_told_while_it_is_in_practice(client: Client, attempt: Attempt) -> None:
    assert save(client, attempt).json() == {"version": 1}


def test_code_beside_it_is_kept(client: Client, withdrawn: Attempt) -> None:
    save(client, withdrawn, "sheets/code", "x = 1")
    assert Sheet.objects.get(attempt=withdrawn).body == "x = 1"


def test_a_mock_keeps_what_is_typed_and_goes_on(client: Client, practising: User, questions: list[Question]) -> None:
    Question.objects.update(use="practice")
    run = begin_mock(run=start_run(user=practising, choice=Choice(mode="mock", number=2, minutes=60)))
    asked = on_table(run)
    assert asked
    Question.objects.update(use="live")
    assert save(client, asked).json() == {"version": 1}


def test_comparing_keeps_the_words_and_reveals_nothing(client: Client, withdrawn: Attempt) -> None:
    client.post(f"/practice/attempts/{withdrawn.public_id}/answer/", {"body": "MYWORDS at last"})
    withdrawn.refresh_from_db()
    assert (withdrawn.body, withdrawn.revealed_at) == ("MYWORDS at last", None)


def test_giving_up_reveals_nothing(client: Client, withdrawn: Attempt) -> None:
    client.post(f"/practice/attempts/{withdrawn.public_id}/answer/", {"give_up": "1"})
    withdrawn.refresh_from_db()
    assert (withdrawn.gave_up, withdrawn.revealed_at) == (False, None)


def test_its_page_shows_the_words_and_not_the_question(client: Client, written: Attempt) -> None:
    shown = page(client, written)
    assert ("MYWORDS" in shown, written.question_version.prompt in shown, "SECRET" in shown) == (True, False, False)


def test_a_hint_is_refused_in_words(client: Client, withdrawn: Attempt) -> None:
    answer = client.post(f"/practice/attempts/{withdrawn.public_id}/hint/")
    assert (answer.status_code, "taken out of practice" in answer.content.decode()) == (409, True)


def test_a_hint_asked_for_in_place_is_refused_in_place(client: Client, withdrawn: Attempt) -> None:
    Attempt.objects.filter(pk=withdrawn.pk).update(hints_shown=1)
    shown = client.post(f"/practice/attempts/{withdrawn.public_id}/hint/", headers={"HX-Request": "true"})
    assert (
        shown.status_code,
        "taken out of practice" in shown.content.decode(),
        "SECRET" in shown.content.decode(),
    ) == (200, True, False)


@pytest.mark.parametrize("body", ["MYWORDS", ""])
def test_practice_leads_to_words_of_ones_own(client: Client, withdrawn: Attempt, body: str) -> None:
    Attempt.objects.filter(pk=withdrawn.pk).update(body=body)
    assert (withdrawn.public_id in client.get("/practice/").content.decode()) is bool(body)


def test_code_alone_counts_as_words(client: Client, withdrawn: Attempt) -> None:
    Sheet.objects.create(attempt=withdrawn, kind="code", body="x = 1")
    assert withdrawn.public_id in client.get("/practice/").content.decode()


def test_the_words_can_be_deleted(client: Client, written: Attempt) -> None:
    client.post(f"/practice/attempts/{written.public_id}/discard/")
    assert not Attempt.objects.exists()


def test_an_answer_that_can_still_be_compared_is_not_deleted(client: Client, attempt: Attempt) -> None:
    answer = client.post(f"/practice/attempts/{attempt.public_id}/discard/")
    assert (answer.status_code, Attempt.objects.exists()) == (409, True)


def test_another_person_finds_nothing(written: Attempt, stranger: User, as_user: Any) -> None:
    assert as_user(stranger).get(f"/practice/attempts/{written.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "why"),
    [({"use": "live"}, "used in interviews now"), ({"retired_at": timezone.now()}, "no longer in the bank")],
)
def test_an_old_answer_says_why_nothing_stands_beside_it(
    client: Client, answered: Attempt, change: dict[str, Any], why: str
) -> None:
    Question.objects.update(**change)
    assert why in page(client, answered)
