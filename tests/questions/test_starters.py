from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.models import Question, Source
from questions.services import starters
from questions.services.starters import add_starters, missing_starters
from questions.services.undoing import undo_import
from questions.starters import starter_documents

SignIn = Callable[[User], Client]


def test_the_starter_bank_fills_an_empty_one_by_one_click(lead: User, as_user: SignIn) -> None:
    page = as_user(lead).post("/questions/import/starters/", follow=True).content.decode()
    assert Question.objects.count() >= 120
    assert f"Added {Question.objects.count()} questions on {len(starter_documents())} subjects." in page


@pytest.fixture
def two_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to tell the one from the other."""
    two = dict(list(starter_documents().items())[:2])
    monkeypatch.setattr(starters, "starter_documents", lambda: two)


@pytest.mark.usefixtures("two_documents")
def test_what_is_there_is_not_added_again(lead: User) -> None:
    assert len(add_starters(user=lead)) == 2
    assert add_starters(user=lead) == []


@pytest.mark.usefixtures("two_documents")
def test_what_was_taken_back_may_come_again(lead: User) -> None:
    add_starters(user=lead)
    first = Source.objects.order_by("file_name").first()
    assert first is not None
    undo_import(source=first, by=lead)
    assert [path.name for path in missing_starters()] == [first.file_name]


def test_only_interviewers_add_them(hr: User, as_user: SignIn) -> None:
    assert as_user(hr).post("/questions/import/starters/").status_code == 403
    assert not Question.objects.exists()
