"""What the ordering of the bank refuses, and what one change does to levels, tags and use."""

import threading
from contextlib import suppress

import pytest
from django.db import OperationalError, connection

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.models import Collection, Question, Topic
from questions.services.bank import Content, Place, add_question
from questions.services.organising import (
    Change,
    change_many,
    merge_questions,
    place_topic,
    put_into,
    remove_collection,
    remove_topic,
    save_collection,
    take_out,
)


@pytest.fixture
def question(lead: User) -> Question:
    place = Place(levels=["junior", "mid"], topic="Databases", tags=["sql", "core"])
    return add_question(owner=lead, content=Content("What is an index?", answer="A sorted copy"), place=place)


@pytest.fixture
def shortlist(lead: User) -> Collection:
    return save_collection(by=lead, name="Shortlist", note="", visibility="private")


def change(question: Question, by: User, **said: object) -> int:
    return change_many(questions=[question.pk], by=by, change=Change(**said))  # type: ignore[arg-type]


def test_a_change_that_says_nothing_is_none() -> None:
    assert (bool(Change()), bool(Change(retired=False)), bool(Change(levels=()))) == (False, True, True)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"levels": ["wizard"]}, "This level"), ({"add_levels": ["wizard"]}, "This level"), ({"use": "sale"}, "This use")],
)
def test_a_level_or_use_that_does_not_exist_is_refused(
    question: Question, lead: User, said: dict[str, object], sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence):
        change(question, lead, **said)


def test_levels_are_replaced_by_those_that_were_chosen(question: Question, lead: User) -> None:
    change(question, lead, levels=["mid", "senior"])
    assert sorted(entry.level for entry in question.levels.all()) == ["mid", "senior"]


def test_a_tag_is_taken_off_and_the_others_stay(question: Question, lead: User) -> None:
    change(question, lead, remove_tags=["core"])
    assert [str(tag) for tag in question.tags.all()] == ["sql"]


def test_many_are_retired_and_taken_back(question: Question, lead: User) -> None:
    found = []
    for retired in (True, False):
        change(question, lead, retired=retired)
        question.refresh_from_db()
        found.append(question.retired_at is not None)
    assert found == [True, False]


def test_merging_needs_two_questions(question: Question, lead: User) -> None:
    with pytest.raises(DomainError, match="Tick two questions"):
        merge_questions(into=question, others=[], by=lead)


def test_a_question_without_a_text_is_not_merged(question: Question, lead: User) -> None:
    empty = Question.objects.create(owner=lead)
    with pytest.raises(DomainError, match="without a text"):
        merge_questions(into=question, others=[empty], by=lead)


def test_nothing_is_merged_into_a_retired_question(question: Question, lead: User) -> None:
    """All of them would be retired, and two that were merged into each other would lead in a circle."""
    other = add_question(owner=lead, content=Content("Why an index?"), place=Place())
    change(question, lead, retired=True)
    with pytest.raises(DomainError, match="The question that stays is retired"):
        merge_questions(into=question, others=[other], by=lead)
    other.refresh_from_db()
    assert other.retired_at is None


def test_merging_what_says_the_same_writes_no_new_version(question: Question, lead: User) -> None:
    same = add_question(owner=lead, content=Content("What is an index?", answer="A sorted copy"), place=Place())
    merge_questions(into=question, others=[same], by=lead)
    assert question.versions.count() == 1


@pytest.mark.parametrize("name", ["  ", "a\x00b"])
def test_a_topic_needs_a_name(question: Question, name: str) -> None:
    with pytest.raises(DomainError, match="A topic needs a name"):
        place_topic(topic=Topic.objects.get(), name=name, parent=None)


def test_a_topic_with_questions_is_not_removed(question: Question) -> None:
    with pytest.raises(Conflict, match="“Databases” is in use"):
        remove_topic(topic=Topic.objects.get())


def test_what_stood_below_a_removed_topic_moves_up(db: None) -> None:
    above = Topic.objects.create(name="Storage")
    between = Topic.objects.create(name="Disks", parent=above)
    below = Topic.objects.create(name="Blocks", parent=between)
    remove_topic(topic=between)
    below.refresh_from_db()
    assert below.parent == above


def test_a_collection_needs_a_name(lead: User) -> None:
    with pytest.raises(DomainError, match="A collection needs a name"):
        save_collection(by=lead, name=" ", note="", visibility="private")


def test_a_collection_says_who_sees_it(lead: User) -> None:
    with pytest.raises(DomainError, match="Say who sees"):
        save_collection(by=lead, name="Mine", note="", visibility="world")


def test_a_name_serves_one_collection_of_a_person(shortlist: Collection, lead: User) -> None:
    with pytest.raises(Conflict, match="“Shortlist” already"):
        save_collection(by=lead, name="Shortlist", note="", visibility="private")


def test_a_collection_is_removed_by_its_owner_alone(shortlist: Collection, stranger: User) -> None:
    with pytest.raises(Forbidden):
        remove_collection(collection=shortlist, by=stranger)
    assert Collection.objects.count() == 1


def test_questions_come_and_go(shortlist: Collection, question: Question) -> None:
    put_into(collection=shortlist, questions=[question.pk])
    held = shortlist.questions.count()
    take_out(collection=shortlist, questions=[question.pk])
    assert (held, shortlist.questions.count()) == (1, 0)


class Merge(threading.Thread):
    def __init__(self, start: threading.Barrier, into: Question, other: Question, failed: list[Exception]) -> None:
        super().__init__()
        self.go, self.into, self.other, self.failed = start, into, other, failed

    def run(self) -> None:
        self.go.wait()
        try:
            with suppress(DomainError):
                merge_questions(into=self.into, others=[self.other], by=self.into.owner)
        except OperationalError as deadlock:
            self.failed.append(deadlock)
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_do_not_wait_for_each_other(questions: list[Question]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    failed: list[Exception] = []
    for _ in range(20):
        Question.objects.update(retired_at=None, merged_into=None)
        start, (one, two) = threading.Barrier(2), questions[:2]
        pair = (Merge(start, one, two, failed), Merge(start, two, one, failed))
        for act in (threading.Thread.start, threading.Thread.join):
            for each in pair:
                act(each)
    assert failed == []
