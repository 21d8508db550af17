"""What the reader was unsure of, as the preview shows it: in one list, and beside the rows that it concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questions.importing.document import ParsedDocument, Warned
from questions.models import ImportDraft, ImportRow

Notes = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Remark:
    """`row` is the first question that it concerns, None where it concerns none; `page` is where that row stands."""

    line: int
    text: str
    row: ImportRow | None
    page: int


def notes_of(document: ParsedDocument) -> Notes:
    """By a row's position what is said beside it, each sentence once."""
    notes: defaultdict[int, list[str]] = defaultdict(list)
    places = _places(document)
    for warned in document.warnings:
        for position in _positions(warned, places):
            said = warned.note or warned.text
            notes[position] += [said] if said not in notes[position] else []
    return notes


def remarks_of(draft: ImportDraft, document: ParsedDocument, *, most: int, per_page: int) -> list[Remark]:
    """The first of them, each with the row to go to."""
    places = _places(document)
    found = [(warned, _positions(warned, places)[:1]) for warned in document.warnings[:most]]
    wanted = {position for _, positions in found for position in positions}
    rows = {row.position: row for row in draft.rows.filter(position__in=wanted).only("public_id", "position", "title")}
    return [
        Remark(warned.line, warned.text, rows.get(at[0]) if at else None, (at[0] - 1) // per_page + 1 if at else 1)
        for warned, at in found
    ]


def _places(document: ParsedDocument) -> dict[int, int]:
    """By the line of a question the position of its row; of several in one line the first."""
    lines = [question.line for question in document.questions]
    return {line: at for at, line in reversed(list(enumerate(lines, start=1)))}


def _positions(warned: Warned, places: Mapping[int, int]) -> list[int]:
    return [places[line] for line in warned.beside or (warned.line,) if line in places]
