from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from practice.models import Attempt, Card
from questions.models import Question

SignIn = Callable[[User], Client]


@pytest.fixture
def question(questions: list[Question]) -> Question:
    """The first question is for practice, the second for interviews only."""
    Question.objects.filter(pk=questions[0].pk).update(use="practice")
    return questions[0]


@pytest.fixture
def client(practising: User, as_user: SignIn) -> Client:
    return as_user(practising)


def start(client: Client, question: Question) -> str:
    return client.post("/practice/attempts/new/", {"question": question.public_id})["Location"]


def test_a_live_only_question_is_not_listed(client: Client, question: Question) -> None:
    page = client.get("/practice/questions/").content.decode()
    assert "What is thing 1?" in page
    assert "What is thing 2?" not in page


def test_a_live_only_question_cannot_be_started(client: Client, question: Question, questions: list[Question]) -> None:
    assert client.post("/practice/attempts/new/", {"question": questions[1].public_id}).status_code == 404


def test_the_expected_answer_waits_for_an_answer(client: Client, question: Question) -> None:
    page = client.get(start(client, question)).content.decode()
    assert "SECRET" not in page


def test_an_answer_reveals_the_expected_one(client: Client, question: Question) -> None:
    path = start(client, question)
    client.post(f"{path}answer/", {"body": "my words"})
    assert "SECRETANSWER1" in client.get(path).content.decode()


def test_an_empty_answer_is_refused(client: Client, question: Question) -> None:
    assert client.post(f"{start(client, question)}answer/", {"body": " "}).status_code == 422


def test_rating_oneself_sets_the_next_date(client: Client, question: Question) -> None:
    path = start(client, question)
    client.post(f"{path}answer/", {"give_up": "1"})
    client.post(f"{path}rate/", {"value": "5"})
    assert Card.objects.get().due_at > Attempt.objects.get().created_at


def test_another_persons_attempt_does_not_exist(
    client: Client, question: Question, lead: User, as_user: SignIn
) -> None:
    assert as_user(lead).get(start(client, question)).status_code == 404
