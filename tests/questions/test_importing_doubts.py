"""A guess of the reader is said with its line."""

from questions.importing.doubts import AND_MORE, LEFT, MOST, MOSTLY_SILENT, SILENT
from questions.importing.markdown import read_markdown

ANSWER = "\n\nIt depends on the load, and one measures before one decides.\n\n"


def read(*titles: str) -> tuple[int, list[tuple[int, str]]]:
    """(questions, warnings) of a document with these titles, each with an answer; a title stands every fourth line."""
    document = read_markdown("# Questions\n\n" + "".join(f"{title}{ANSWER}" for title in titles))
    return len(document.questions), [(warned.line, warned.text) for warned in document.warnings]


def test_a_title_that_does_not_ask_among_some_that_do_is_told() -> None:
    titles = ("### 1. What is a queue?", "### 2. How is it drained?", "### 3. Back pressure", "### 4. Why retry?")
    assert read(*titles) == (4, [(11, SILENT)])


def test_titles_of_which_most_do_not_ask_are_told_once() -> None:
    titles = ("### 1. Queues", "### 2. Back pressure", "### 3. Retries", "### 4. What is a lease?")
    assert read(*titles) == (4, [(3, MOSTLY_SILENT.format(3, 4))])


def test_a_title_that_asks_and_stands_apart_is_told() -> None:
    found, warnings = read(
        "### Q1: What is a queue?", "### Q2: How is it drained?", "**Who keeps the order of two queues?**"
    )
    assert (found, warnings) == (2, [(11, LEFT)])


def test_of_many_that_stand_apart_the_first_are_told_and_the_rest_counted() -> None:
    apart = [f"**Who keeps the order of {count} queues?**" for count in range(2, MOST + 5)]
    found, warnings = read("### Q1: What is a queue?", "### Q2: How is it drained?", *apart)
    assert (found, warnings[0], len(warnings)) == (2, (11, LEFT), MOST + 1)
    assert warnings[-1] == (11 + 4 * MOST, AND_MORE.format(3))


def test_questions_that_ask_in_words_or_by_label_are_not_doubted() -> None:
    assert read("### Q1: Back pressure", "### Q2: Retries") == (2, [])
    assert read("### 1. What is a queue?", "### 2. Why retry?") == (2, [])
