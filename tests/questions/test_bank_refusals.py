"""What the bank refuses of a question, and who may change one."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.errors import DomainError, Forbidden
from questions.models import Question
from questions.services.bank import (
    Content,
    Place,
    Revision,
    add_question,
    restore_version,
    revise_question,
    set_retired,
)

SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("content", "place", "sentence"),
    [
        (Content(" "), Place(), "needs a text"),
        (Content("a\x00b"), Place(), "NUL character"),
        (Content("What?", answer="x" * 60_000), Place(), "50 kB each"),
        (Content("What?"), Place(levels=["wizard"]), "level or kind"),
        (Content("What?"), Place(tags=[f"t{n}" for n in range(99)]), "tags at most"),
    ],
)
def test_a_question_that_does_not_fit_is_refused(lead: User, content: Content, place: Place, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        add_question(owner=lead, content=content, place=place)
    assert not Question.objects.exists()


@pytest.fixture
def question(lead: User) -> Question:
    """Its first text asks what a view is, its second what an index is."""
    made = add_question(owner=lead, content=Content("What is a view?"), place=Place())
    return revise_question(question=made, by=lead, revision=Revision(Content("What is an index?"), Place(), "", 1))


def test_an_earlier_text_stands_again_as_the_newest(question: Question, lead: User) -> None:
    restored = restore_version(question=question, by=lead, version=question.versions.get(number=1))
    assert restored.current
    assert (restored.current.prompt, restored.current.number) == ("What is a view?", 3)


def test_restoring_the_text_that_stands_writes_nothing(question: Question, lead: User) -> None:
    restore_version(question=question, by=lead, version=question.versions.get(number=2))
    assert question.versions.count() == 2


def test_a_question_is_retired_by_its_owner_alone(question: Question, stranger: User) -> None:
    with pytest.raises(Forbidden):
        set_retired(question=question, by=stranger, retired=True)


@pytest.mark.parametrize(("wanted", "said", "gone"), [("yes", "Retired.", True), ("no", "Back in use.", False)])
def test_the_page_retires_a_question_and_takes_it_back(
    question: Question, lead: User, as_user: SignIn, wanted: str, said: str, gone: bool
) -> None:
    page = as_user(lead).post(f"/questions/{question.public_id}/retire/", {"retired": wanted}, follow=True)
    question.refresh_from_db()
    assert (said in page.content.decode(), question.retired_at is not None) == (True, gone)


def test_retiring_needs_a_yes_or_no(question: Question, lead: User, as_user: SignIn) -> None:
    assert as_user(lead).post(f"/questions/{question.public_id}/retire/", {}).status_code == 400
