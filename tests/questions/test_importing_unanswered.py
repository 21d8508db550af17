"""What has no answer is said once for the whole document, with the lines to look at."""

import pytest

from questions.importing.places import lines_said
from questions.importing.reading import read_file


def warned(*answers: str) -> list[tuple[int, str]]:
    """(line, text) of a table with these answers; the first question stands in line 2."""
    rows = "".join(f"What is number {number}?,{answer}\n" for number, answer in enumerate(answers))
    document = read_file("x.csv", f"question,answer\n{rows}".encode())
    return [(warning.line, warning.text) for warning in document.warnings]


def test_nothing_is_said_where_every_question_has_its_answer() -> None:
    assert warned("A", "B", "C") == []


def test_one_question_without_an_answer_is_named_by_its_line() -> None:
    assert warned("A", "", "C") == [(3, "This question has no answer.")]


def test_several_without_an_answer_are_counted_with_their_lines() -> None:
    assert warned("", "B", "") == [(2, "2 of 3 questions have no answer: lines 2 and 4.")]


def test_a_document_without_answers_says_so_once() -> None:
    assert warned("", "", "") == [(2, "None of the 3 questions has an answer.")]


def test_a_single_answer_among_many_questions_is_the_place_to_look_at() -> None:
    assert warned("", "", "", "D", "") == [(5, "Only 1 of 5 questions has an answer: line 5.")]


def test_every_format_says_it_alike() -> None:
    document = read_file("x.md", b"# Questions\n\n- What is a?\n- What is b?\n")
    assert [(warning.line, warning.text) for warning in document.warnings] == [
        (3, "None of the 2 questions has an answer.")
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([4], "line 4"),
        ([4, 9], "lines 4 and 9"),
        ([4, 9, 12], "lines 4, 9 and 12"),
        (list(range(1, 11)), "lines 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10"),
        (list(range(1, 41)), "lines 1, 2, 3, 4, 5, 6, 7, 8, 9 and 31 more"),
    ],
)
def test_of_many_lines_the_first_are_named_and_the_rest_counted(lines: list[int], said: str) -> None:
    assert lines_said(lines) == said
