"""Numbers of questions as different hands write them; each document is our own writing."""

import pytest

from questions.importing.reading import read_file
from questions.importing.wording import asking

ASKED = ("What is a lease?", "Why do clocks drift?", "Explain the vote of a quorum.", "When is a write durable?")
# One number as it stands before its question.
WAYS = (
    "{}. ",
    "{}.",
    "{}) ",
    "({}) ",
    "[{}] ",
    "{}.) ",
    "{}.- ",
    "{} - ",
    "{}: ",
    "{}/ ",
    "{} · ",
    "{} » ",
    "0{}. ",
    "#{} ",
    "№{}. ",
    "Nº {}: ",
    "N°{} ",
    "{}º ",
    "`{}.` ",
    "*{}.* ",
    "Q{} ",
    "Q.{} ",
    "Q_{}: ",
    "Q-{}. ",
    "Question {} ",
    "Question #{}: ",
    "Question {}/4: ",
    "Question {} of 4: ",
    "第{}题：",
)


def prompts(text: str) -> list[str]:
    return [question.prompt for question in read_file("x.md", text.encode()).questions]


def document(way: str, before: str = "", behind: str = "\n\nIt depends.") -> str:
    asked = "\n\n".join(f"{before}{way.format(n)}{text}{behind}" for n, text in enumerate(ASKED, 1))
    return f"# Interview questions about storage\n\n{asked}\n"


@pytest.mark.parametrize("way", WAYS)
def test_a_number_is_seen_however_it_is_written(way: str) -> None:
    assert prompts(document(way)) == list(ASKED)


@pytest.mark.parametrize("way", WAYS)
def test_a_number_in_a_title_is_seen_however_it_is_written(way: str) -> None:
    assert prompts(document(way, "### ")) == list(ASKED)


@pytest.mark.parametrize("way", ["{}. ", "{}) ", "({}) ", "{} - ", "Q{}. "])
def test_steps_counted_below_a_counted_question_are_its_answer(way: str) -> None:
    steps = "\n\n1. Somebody asks.\n2. Nobody answers.\n3. The time is up."
    read = read_file("x.md", document(way, behind=steps).encode()).questions
    assert [(question.prompt, question.answer) for question in read] == [(text, steps.strip()) for text in ASKED]


@pytest.mark.parametrize("name", ["Q4 Results", "P2P networks", "24/7 support", "1/2 of all", "Question 3 was hard"])
def test_a_name_with_a_number_in_it_is_no_numbered_question(name: str) -> None:
    text = f"# Report\n\n## {name}\n\nIt went well.\n\n## Costs\n\nThey rose.\n"
    assert prompts(text) == []


@pytest.mark.parametrize("tag", ["[Senior] ", "(Locks) ", "【锁】 "])
def test_a_tag_before_a_request_does_not_hide_that_it_asks(tag: str) -> None:
    assert asking(f"{tag}Explain the vote of a quorum.") == asking("Explain the vote of a quorum.")
