from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from practice.feedback import neighbours
from practice.models import Attempt
from practice.services.attempts import answer_attempt, start_attempt
from questions.models import Question

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def neighbour_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Whatever `make vectors` has left on this machine, the tests begin without a table."""
    table = tmp_path / "neighbours.txt"
    monkeypatch.setattr(neighbours, "TABLE", table)
    neighbours.forget()
    yield table
    neighbours.forget()


@pytest.fixture
def question(questions: list[Question]) -> Question:
    """The first question is for practice, the second for interviews only."""
    Question.objects.filter(pk=questions[0].pk).update(use="practice")
    return questions[0]


@pytest.fixture
def live_only(questions: list[Question]) -> Question:
    return questions[1]


@pytest.fixture
def client(practising: User, as_user: SignIn) -> Client:
    return as_user(practising)


@pytest.fixture
def attempt(practising: User, question: Question) -> Attempt:
    return start_attempt(user=practising, question=question)


@pytest.fixture
def answered(attempt: Attempt) -> Attempt:
    return answer_attempt(attempt=attempt, body="My words on thing 1.", seconds=90)
