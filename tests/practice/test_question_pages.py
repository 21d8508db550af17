"""The list of questions to practise, marks, and sets at their limits."""

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Conflict, DomainError
from practice.models import Attempt, Mark, StudySet
from practice.services import study_sets
from questions.models import Question

LIST = "/practice/questions/"


def shown(client: Client, **wanted: str) -> bool:
    return "What is thing 1?" in client.get(LIST, wanted).content.decode()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "thing"}, True),
        ({"q": "thing zebra"}, False),
        ({"level": "mid"}, True),
        ({"level": "senior"}, False),
        ({"mark": "new"}, True),
        ({"mark": "bookmark"}, False),
    ],
)
def test_words_level_and_marks_narrow_the_list(
    client: Client, question: Question, wanted: dict[str, str], found: bool
) -> None:
    assert shown(client, **wanted) is found


def test_a_topic_narrows_the_list(client: Client, question: Question) -> None:
    question.refresh_from_db()
    assert question.topic
    assert shown(client, topic=question.topic.public_id)


def test_what_was_answered_is_not_new(client: Client, answered: Attempt) -> None:
    assert not shown(client, mark="new")


def test_a_mark_is_set_and_the_page_it_was_set_on_comes_back(client: Client, question: Question) -> None:
    kind = Mark.Kind.NEEDS_WORK
    answer = client.post(f"{LIST}{question.public_id}/mark/", {"kind": kind, "back": f"{LIST}?q=thing"})
    assert (answer["Location"], Mark.objects.get().kind) == (f"{LIST}?q=thing", kind)


def test_a_mark_leads_to_no_other_site(client: Client, question: Question) -> None:
    form = {"kind": Mark.Kind.NEEDS_WORK, "back": "https://elsewhere.example/"}
    assert client.post(f"{LIST}{question.public_id}/mark/", form)["Location"] == LIST


def test_a_mark_that_does_not_exist_is_refused(client: Client, question: Question) -> None:
    answer = client.post(f"{LIST}{question.public_id}/mark/", {"kind": "gold"})
    assert (answer.status_code, Mark.objects.count()) == (400, 0)


def test_a_pace_said_on_a_question_comes_back_to_it(client: Client, attempt: Attempt) -> None:
    answer = client.post("/practice/timer/", {"pace": "2", "attempt": attempt.public_id})
    assert answer["Location"] == f"/practice/attempts/{attempt.public_id}/"


@pytest.fixture
def own_set(practising: User, question: Question) -> StudySet:
    return study_sets.create_set(user=practising, title="Before Monday", questions=[question])


@pytest.mark.parametrize("title", ["  ", "\x00", "x" * 201])
def test_a_set_needs_a_name_that_fits(own_set: StudySet, title: str) -> None:
    with pytest.raises(DomainError, match="A set needs a name"):
        study_sets.rename_set(study_set=own_set, title=title)


def test_a_question_stands_in_a_set_once(own_set: StudySet, question: Question) -> None:
    assert (study_sets.add_to_set(study_set=own_set, questions=[question]), own_set.items.count()) == (0, 1)


def test_a_set_is_renamed(own_set: StudySet) -> None:
    assert study_sets.rename_set(study_set=own_set, title="  Before   Friday ").title == "Before Friday"


def test_a_question_taken_out_of_a_set_stays_in_the_bank(own_set: StudySet, question: Question) -> None:
    study_sets.remove_from_set(study_set=own_set, question=question)
    assert (own_set.items.count(), Question.objects.filter(pk=question.pk).exists()) == (0, True)


def test_a_set_that_is_shared_no_more_has_no_key(own_set: StudySet) -> None:
    key = study_sets.share_set(study_set=own_set).share_key
    assert (bool(key), study_sets.stop_sharing(study_set=own_set).share_key) == (True, None)


def test_the_limits_of_sets_are_said(
    own_set: StudySet, practising: User, questions: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_sets, "MOST_SETS", 1)
    monkeypatch.setattr(study_sets, "MOST_QUESTIONS", 1)
    with pytest.raises(Conflict, match="1 sets are the limit"):
        study_sets.create_set(user=practising, title="One more")
    with pytest.raises(Conflict, match="1 questions at most"):
        study_sets.add_to_set(study_set=own_set, questions=questions)
