"""A guess of the reader is said with its line: once, in few sentences, and not where a document is plain."""

from pathlib import Path

import pytest

from questions.importing.document import Warned
from questions.importing.doubts import MOST
from questions.importing.markdown import read_markdown

ANSWER = "\n\nIt depends on the load, and one measures before one decides.\n\n"
TRAPS = Path(__file__).parent / "traps"
ASKED = [f"### {number}. What is thing {number}?" for number in range(1, 9)]


def warned(text: str) -> tuple[Warned, ...]:
    return read_markdown(text).warnings


def said(*titles: str) -> list[tuple[int, str]]:
    """(line, text) of what is said of these titles, each with an answer; a title stands every fourth line from 3."""
    document = "# Questions\n\n" + "".join(f"{title}{ANSWER}" for title in titles)
    return [(warning.line, warning.text) for warning in warned(document)]


@pytest.mark.parametrize(
    "titles",
    [
        ("### Q1: Back pressure", "### Q2: Retries"),
        ("### 1. What is a queue?", "### 2. Why retry?"),
        ("### 1. What is a queue?", "### 2. How is it drained?", "### 3. Back pressure", "### 4. Why retry?"),
    ],
)
def test_of_questions_that_ask_or_are_counted_nothing_is_said(titles: tuple[str, ...]) -> None:
    assert said(*titles) == []


def test_a_title_that_does_not_ask_among_some_that_do_is_told() -> None:
    titles = ("### What is a queue?", "### How is it drained?", "### Back pressure", "### Why retry?")
    [(line, text)] = said(*titles)
    assert (line, "in words it does not ask" in text) == (11, True)


def test_several_titles_that_do_not_ask_are_told_once() -> None:
    titles = ("### What is a queue?", "### Back pressure", "### Why retry?", "### Jitter", "### Who drains it?")
    [(line, text)] = said(*titles)
    assert (line, text.endswith("lines 7 and 15.")) == (7, True)


def test_titles_of_which_most_do_not_ask_are_counted() -> None:
    titles = ("### 1. Queues", "### 2. Back pressure", "### 3. Retries", "### 4. What is a lease?")
    [(line, text)] = said(*titles)
    assert (line, text.startswith("3 of 4 titles, from here on,")) == (3, True)


def test_of_a_title_that_ends_with_a_question_mark_nobody_says_that_it_does_not_ask() -> None:
    assert said("### What is a queue?", "### How do you support several sizes?", "### Why retry?") == []


def test_titles_of_which_none_asks_are_told_in_words() -> None:
    titles = "".join(f"### {title}\n\n**Answer:** It waits.\n\n" for title in ("Queues", "Back pressure", "Retries"))
    [warning] = warned(titles)
    assert (warning.line, warning.text.startswith("None of the 3 titles, from here on, asks in words;")) == (1, True)


def test_a_title_that_asks_in_an_answer_is_told_where_answers_hold_no_others() -> None:
    [(line, text)] = said("### Q1: What is a queue?", "### Q2: How is it drained?", "**Who keeps the order?**")
    assert (line, text.startswith("This looks like a question as well")) == (11, True)


def test_titles_that_ask_in_the_answers_of_all_questions_are_rhetorical() -> None:
    inner = [part for title in ASKED for part in (title, "**Why does that matter?**", "**And when?**")]
    assert [text for _, text in said(*inner) if "looks like" in text] == []


def test_what_asks_outside_of_all_questions_is_told() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED)
    [warning] = warned(f"# Questions\n\n## What to read first?\n\nThe manual.\n\n## All\n\n{text}")
    assert (warning.line, warning.text.startswith("This asks, and is not taken")) == (3, True)


def test_a_number_that_is_missing_is_told_with_both_lines() -> None:
    [(line, text)] = said(*ASKED[:3], *ASKED[4:])
    assert (line, text.startswith("The numbers go from 3 in line 11 to 5 in line 15:")) == (11, True)


def test_several_missing_numbers_are_told_together() -> None:
    [(line, text)] = said(*ASKED[:2], *ASKED[3:5], *ASKED[6:])
    assert (line, text) == (7, "The numbers leave out 2 questions: look at lines 7–11 and 15–19.")


def test_a_number_that_comes_twice_is_told() -> None:
    [(line, text)] = said(*ASKED[:3], "### 3. What is another thing?", *ASKED[3:])
    assert (line, text.startswith("Number 3 stands in line 11 and again in line 15")) == (15, True)


def test_a_count_that_begins_late_is_told() -> None:
    [(line, text)] = said(*ASKED[2:])
    assert (line, text) == (3, "The first number is 3, in line 3: nothing above was taken for a question.")


def test_a_document_that_goes_on_from_another_is_not_doubted() -> None:
    assert said(*(f"### {number}. What is thing {number}?" for number in range(41, 47))) == []


def test_numbers_that_are_all_one_are_not_doubted() -> None:
    assert said(*(f"### 1. What is thing {number}?" for number in range(1, 6))) == []


def test_a_line_of_the_questions_own_shape_in_an_answer_is_told_beside_its_question() -> None:
    text = "# Questions\n\n" + "".join(f"{title}{ANSWER}" for title in ASKED[:4])
    inner = "**5. What is thing 5?**\n\nA thing.\n"
    [warning] = warned(text + inner)
    assert (warning.line, warning.beside) == (19, ((15, "Line 19 of this answer looks like a question as well."),))


def test_a_second_label_of_an_answer_in_an_answer_is_told() -> None:
    answered = "**Answer:** A thing.\n\n"
    text = "".join(f"### {number}. What is {number}?\n\n{answered}" for number in range(1, 4))
    [warning] = warned(f"# Questions\n\n{text}Another one\n\n{answered}")
    assert (warning.line, warning.beside) == (17, ((11, "Line 17 of this answer labels an answer once more."),))


def test_an_answer_far_longer_than_the_others_is_told() -> None:
    long = "\n\n".join([ANSWER.strip() * 3] * 12)
    text = "# Questions\n\n" + "".join(f"{title}{ANSWER}" for title in ASKED[:5])
    [warning] = warned(f"{text}{ASKED[5]}\n\n{long}\n")
    assert (warning.line, "far longer than the others" in warning.text) == (23, True)


def test_a_total_that_differs_is_told_once() -> None:
    [(line, text)] = [
        (w.line, w.text) for w in warned(f"# 99 interview questions\n\n{ASKED[0]}{ANSWER}{ASKED[1]}{ANSWER}")
    ]
    assert (line, text) == (1, "The document speaks of 99 questions; 2 were found.")


def test_a_total_that_was_found_is_not_mentioned() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED)
    assert warned(f"# 8 interview questions\n\n{text}") == ()


def test_a_section_that_announces_questions_and_gave_none_is_told() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED)
    [warning] = warned(f"# Queues\n\n## Basic questions\n\n{text}## Coding questions\n\n- Drain a queue\n- Fill it\n")
    assert (warning.line, warning.text[:18]) == (37, "“Coding questions”")


def test_a_numbered_section_that_gave_none_beside_others_that_did_is_told() -> None:
    sections = "".join(f"## {number}. Part {number}\n\n{title}{ANSWER}" for number, title in enumerate(ASKED[:3], 1))
    [warning] = warned(f"# Questions\n\n{sections}## 4. Part 4\n\nA thought of its own.\n")
    assert (warning.line, warning.text[:28]) == (21, "The sections beside this one")


def test_a_title_that_markdown_does_not_take_for_one_is_told_beside_the_answer_it_fell_into() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED)
    [warning] = warned(f"# Questions\n\n{text}*## 9. What is thing 9?\n\nA thing.\n")
    assert (warning.line, warning.beside) == (
        35,
        ((31, "Line 35 of this answer looks like a title, but is none in Markdown."),),
    )


def test_an_answer_that_is_hardly_more_than_a_link_is_told() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED[:4])
    [warning] = warned(f"# Questions\n\n{text}{ASKED[4]}\n\nA guide to thing 5: [its makers](https://example.org/5).\n")
    assert (warning.line, "where to read on" in warning.text) == (19, True)


def test_lines_that_ask_where_none_was_taken_are_named() -> None:
    text = "# Notes\n\n- We met\n- Who else?\n\nIt was late.\n\nWhat now?\n\n**Who cares?**\n\nNot us.\n"
    assert [(w.line, w.text[:13]) for w in warned(text)][1:] == [(4, "3 lines ask, ")]


def test_a_question_that_seems_to_hold_its_answer_is_told() -> None:
    rows = "".join(f"| What is thing {number}? | A thing |\n" for number in range(1, 6))
    long = f"What is thing 6? {'It is a thing of many parts, each a thing. ' * 12}"
    [warning] = warned(f"# Questions\n\n| Question | Answer |\n|---|---|\n{rows}| {long} | |\n")
    assert (warning.line, "far longer" in warning.text) == (10, True)


def test_a_table_of_contents_is_not_taken_for_questions_passed_over() -> None:
    text = "".join(f"{title}{ANSWER}" for title in ASKED)
    contents = "".join(f"- [What is thing {number}, and why?](#{number})\n" for number in range(1, 9))
    assert warned(f"# Questions\n\n## Contents\n\n{contents}\n## All\n\n{text}") == ()


def test_no_document_is_told_more_than_a_few_doubts() -> None:
    titles = [
        f"### {number}. {'What is' if number % 3 else 'A'} thing {number}" for number in range(1, 60) if number % 7
    ]
    apart = "**What now?**\n\nWait.\n\n**Who?**\n\nThey.\n"
    assert len(said("# 99 questions", *titles, apart, "## More questions\n\nNone yet.")) <= MOST


@pytest.mark.parametrize(("title", "told"), [("# Project FAQ", [3]), ("# Interview questions", []), ("", [])])
def test_titles_that_ask_in_a_document_on_something_else_are_told(title: str, told: list[int]) -> None:
    text = "".join(f"## {asks}{ANSWER}" for asks in ("Why a queue?", "Who drains it?", "What does it cost?"))
    beside = [warning.line for warning in warned(f"{title}\n\n{text}") if "speaks of questions" in warning.text]
    assert beside == told
