from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.content import Content, Place
from questions.differences import compare
from questions.merging import merge, united
from questions.models import Question
from questions.services.bank import Revision, revise_question

SignIn = Callable[[User], Client]


def shown(before: Content, after: Content) -> dict[str, list[tuple[str, str]]]:
    return {
        change.label: [(line.kind, "".join(span.text for span in line.spans)) for line in change.lines]
        for change in compare(before, after)
    }


def test_only_what_changed_is_shown() -> None:
    before = Content("Why?", answer="One\nTwo", key_points=["a", "b"], minutes=5)
    after = Content("Why?", answer="One\n2", key_points=["a", "b", "c"], minutes=5)
    assert shown(before, after) == {
        "Expected answer": [("same", "One"), ("removed", "Two"), ("added", "2")],
        "Key points": [("same", "a"), ("same", "b"), ("added", "c")],
    }


def test_the_words_that_differ_are_marked() -> None:
    (change,) = compare(Content("Name two kinds of index"), Content("Name three kinds of index"))
    assert [(span.text, span.kind) for span in change.lines[1].spans] == [
        ("Name ", "same"),
        ("three", "added"),
        (" kinds of index", "same"),
    ]


def test_a_long_unchanged_stretch_is_folded() -> None:
    text = "\n".join(f"line {n}" for n in range(20))
    (change,) = compare(Content("Q", answer=text), Content("Q", answer=text + "\nlast"))
    assert [(line.kind, line.folded) for line in change.lines] == [
        ("folded", 18),
        ("same", 0),
        ("same", 0),
        ("added", 0),
    ]


def test_ten_thousand_equal_lines_are_compared_at_once() -> None:
    (change,) = compare(Content("Q", answer="a\n" * 10_000), Content("Q", answer="a\n" * 10_000 + "b"))
    assert change.lines[-1].kind == "added"


def test_both_sides_lists_are_kept() -> None:
    base = Content("Q", key_points=("a", "b"))
    merged, conflicts = merge(base, Content("Q", key_points=("a", "c")), Content("Q", key_points=("z", "a", "b")))
    assert (merged.key_points, conflicts) == (("z", "a", "c"), ())


def test_what_both_changed_differently_is_named() -> None:
    merged, conflicts = merge(Content("Q", minutes=1), Content("Q", minutes=2), Content("Q2", minutes=3))
    assert (merged.prompt, merged.minutes, conflicts) == ("Q2", 2, ("minutes",))


def test_uniting_loses_nothing() -> None:
    kept = Content("Q", key_points=("Fast  reads",), minutes=4)
    added = Content("Q?", answer="Because", key_points=("fast reads", "Slow writes"), red_flags=("None",), minutes=9)
    assert united(kept, added) == Content(
        "Q", answer="Because", key_points=("Fast  reads", "Slow writes"), red_flags=("None",), minutes=4
    )


@pytest.fixture
def changed(lead: User, questions: list[Question]) -> Question:
    content = Content("What is thing 1 exactly?", answer="SECRETANSWER1")
    return revise_question(question=questions[0], by=lead, revision=Revision(content, Place(), "Said too little", 1))


@pytest.mark.django_db
def test_the_page_says_who_when_why_and_what(panelist: User, as_user: SignIn, changed: Question) -> None:
    page = as_user(panelist).get(f"/questions/{changed.public_id}/versions/").content.decode()
    assert "Lena Lead" in page
    assert "Said too little" in page
    assert "<ins> exactly</ins>" in page


@pytest.mark.django_db
def test_a_report_leads_from_the_hash_to_what_changed_since(
    panelist: User, practising: User, as_user: SignIn, changed: Question
) -> None:
    path = f"/questions/since/{changed.versions.get(number=1).content_hash}/"
    assert as_user(panelist).get(path)["Location"] == f"/questions/{changed.public_id}/versions/?from=1"
    assert as_user(practising).get(path).status_code == 403


@pytest.mark.django_db
def test_an_earlier_version_becomes_the_newest_again(lead: User, as_user: SignIn, changed: Question) -> None:
    as_user(lead).post(f"/questions/{changed.public_id}/versions/restore/", {"number": "1"})
    changed.refresh_from_db()
    assert (changed.current.number, changed.current.prompt) == (3, "What is thing 1?")
    assert changed.current.content_hash == changed.versions.get(number=1).content_hash


@pytest.mark.django_db
def test_only_its_owner_restores(panelist: User, as_user: SignIn, changed: Question) -> None:
    answer = as_user(panelist).post(f"/questions/{changed.public_id}/versions/restore/", {"number": "1"})
    assert (answer.status_code, changed.versions.count()) == (403, 2)


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("## What does `__init__` do?", "What does __init__ do?"),
        ("_Why_ is **snake_case** used?\n\nMore", "Why is snake_case used?"),
        ("Is a > b or <b> bold?", "Is a > b or <b> bold?"),
    ],
)
def test_a_title_loses_its_markup_and_no_name(prompt: str, title: str) -> None:
    assert Content(prompt).title == title


@pytest.mark.parametrize(
    ("kept", "added", "united_answer"),
    [
        ("One way.", "Another way.", "One way.\n\n---\n\nAnother way."),
        ("One way, and more.", "One  way", "One way, and more."),
        ("One way", "One way, and more.", "One way, and more."),
        ("", "Another way.", "Another way."),
        ("One way.", "", "One way."),
    ],
)
def test_uniting_two_questions_loses_neither_answer(kept: str, added: str, united_answer: str) -> None:
    assert united(Content("Q", kept), Content("Q", added)).answer == united_answer
