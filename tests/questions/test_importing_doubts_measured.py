"""How often doubts are right: on documents that are read as they were written, and on readings hurt on purpose."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from questions.importing import markdown
from questions.importing.document import ParsedDocument
from questions.importing.reading import read_file
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from tests.questions.generated.documents import faults, of_seed, read, text_of

TRAPS = Path(__file__).parent / "traps"
BANK = Path(__file__).resolve().parents[2] / "questions" / "bank"
SEEDS = range(20_000, 20_060)
NEAR = 5


Readings: TypeAlias = Mapping[str, ParsedDocument]


@pytest.fixture(scope="module")
def readings() -> Readings:
    """By their text made documents that are read as they were written."""
    found = {}
    for seed in SEEDS:
        choices, paper = of_seed(seed)
        document = read(paper, choices)
        if not faults(paper, document):
            found[text_of(paper, choices)] = document
    return found


@pytest.mark.parametrize("path", [*TRAPS.glob("*.md"), *BANK.glob("*.md")], ids=lambda path: path.stem)
def test_a_document_that_is_read_right_is_told_a_few_sentences_at_most(path: Path) -> None:
    assert len(read_file(path.name, path.read_bytes()).warnings) <= 3


def test_of_made_documents_nine_of_ten_are_told_one_sentence_at_most(readings: Readings) -> None:
    told = sorted(len(document.warnings) for document in readings.values())
    assert (told[len(told) // 3], told[len(told) * 9 // 10] <= 1) == (0, True)


@pytest.mark.parametrize("part", ["one", "first", "last"])
def test_most_questions_that_a_reading_loses_are_warned_of_where_they_stand(
    part: str, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = markdown._chosen
    lost: list[int] = []

    def hurt(marks: Sequence[Mark], page: Page) -> list[Mark]:
        chosen = choose(marks, page)
        third = max(1, len(chosen) // 3)
        gone = {"one": chosen[third : third + 1], "first": chosen[:third], "last": chosen[-third:]}[part]
        lost[:] = [mark.line + 1 for mark in gone]
        return [mark for mark in chosen if mark not in gone]

    monkeypatch.setattr(markdown, "_chosen", hurt)
    told = [_is_told(read_file("made.md", text.encode()), lost) for text in readings]
    assert sum(told) >= 0.8 * len(told)


def _is_told(document: ParsedDocument, lost: Sequence[int]) -> bool:
    lines = [warned.line for warned in document.warnings]
    return any(abs(line - gone) <= NEAR for line in lines for gone in lost)
