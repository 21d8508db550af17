"""Pasted candidates: names and addresses as people write them, and a sentence for each line that is neither."""

import pytest

from sessions.candidate_lines import CandidateLine, read_candidates


@pytest.mark.parametrize(
    "line",
    ["Ana Silva, ana@x.example", "Ana Silva <ana@x.example>", "Ana Silva\tana@x.example", "ana@x.example;  Ana  Silva"],
)
def test_a_name_and_an_address_are_told_apart(line: str) -> None:
    assert read_candidates(line).candidates == (CandidateLine("Ana Silva", "ana@x.example"),)


def test_a_name_alone_and_an_address_alone_are_enough() -> None:
    found = read_candidates("Ana Silva\n\n  ben@x.example \n")
    assert found.candidates == (CandidateLine("Ana Silva", ""), CandidateLine("ben", "ben@x.example"))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Ana\nAna @x", "Line 2, “Ana @x”: the address cannot be read."),
        ("a@x.example b@x.example", "Line 1, “a@x.example b@x.example”: two addresses; write one candidate a line."),
        ("Ana, A@x.example\nAnna, a@x.example", "Anna stands in the list twice."),
        ("\n".join(f"Person {n}" for n in range(41)), "41 candidates are more than 40 at once."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, problem: str) -> None:
    assert read_candidates(text).problems == (problem,)
