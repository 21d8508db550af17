"""What may be done with an attempt before its answer, and what after it."""

import pytest

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError
from practice.models import Attempt
from practice.services.attempts import answer_attempt, label_point, reflect, show_hint, start_attempt
from questions.models import Question


@pytest.fixture
def attempt(practising: User, questions: list[Question]) -> Attempt:
    Question.objects.update(use="practice")
    return start_attempt(user=practising, question=Question.objects.get(pk=questions[0].pk))


@pytest.fixture
def answered(attempt: Attempt) -> Attempt:
    return answer_attempt(attempt=attempt, body="It is a thing.", seconds=60)


def test_an_open_attempt_is_gone_on_with(attempt: Attempt, practising: User) -> None:
    assert start_attempt(user=practising, question=attempt.question_version.question) == attempt


def test_a_hint_past_the_last_follow_up_changes_nothing(attempt: Attempt) -> None:
    assert [show_hint(attempt=attempt).hints_shown for _ in range(2)] == [1, 1]


def test_an_answer_is_given_once(answered: Attempt) -> None:
    with pytest.raises(Conflict, match="already answered"):
        answer_attempt(attempt=answered, body="Another one.", seconds=1)


def test_giving_up_needs_no_words(attempt: Attempt) -> None:
    given = answer_attempt(attempt=attempt, body="", seconds=None, gave_up=True)
    assert (given.gave_up, given.revealed_at is None) == (True, False)


def test_a_key_point_is_labelled_after_the_answer_only(attempt: Attempt) -> None:
    with pytest.raises(Conflict, match="Answer first"):
        label_point(attempt=attempt, position=1, covered=True)


def test_a_word_about_a_key_point_is_kept_and_taken_back(answered: Attempt) -> None:
    position = answered.question_version.guide.key_points.get().position
    label_point(attempt=answered, position=position, covered=False)
    assert [label.covered for label in answered.labels.all()] == [False]
    label_point(attempt=answered, position=position, covered=None)
    assert not answered.labels.exists()


def test_a_key_point_of_another_question_is_refused(answered: Attempt) -> None:
    with pytest.raises(BadRequest):
        label_point(attempt=answered, position=77, covered=True)


def test_a_reflection_waits_for_the_answer(attempt: Attempt) -> None:
    with pytest.raises(Conflict, match="look back"):
        reflect(attempt=attempt, text="Too early")


def test_a_reflection_is_kept(answered: Attempt) -> None:
    assert reflect(attempt=answered, text=" Say the why first. ").reflection == "Say the why first."


def test_a_reflection_of_a_page_is_refused(answered: Attempt) -> None:
    with pytest.raises(DomainError, match="Two lines"):
        reflect(attempt=answered, text="x" * 501)
