"""What the reader was unsure of, as the preview shows it: in one list, and beside the rows that it concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questions.importing.document import Note, ParsedDocument, Warned
from questions.models import ImportDraft, ImportRow

Notes = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A row, and the page of the whole list where it stands."""

    row: ImportRow
    page: int


@dataclass(frozen=True, slots=True)
class Remark:
    """`place` is that of the first question that it concerns, None where it concerns none."""

    line: int
    text: str
    place: Place | None


def notes_of(document: ParsedDocument) -> Notes:
    """By a row's position what is said beside it, each sentence once."""
    notes: defaultdict[int, list[str]] = defaultdict(list)
    rows = _rows_by_line(document)
    for warned in document.warnings:
        for line, said in _beside(warned):
            if line in rows and said not in notes[rows[line]]:
                notes[rows[line]].append(said)
    return {position: said for position, said in notes.items() if said}


def _beside(warned: Warned) -> Sequence[Note]:
    return ((warned.line, warned.text),) if warned.beside is None else warned.beside


def remarks_of(draft: ImportDraft, document: ParsedDocument, *, most: int, per_page: int) -> list[Remark]:
    """The first of them, each with the row to go to."""
    rows = _rows_by_line(document)
    found = [(warned, _position(warned, rows)) for warned in document.warnings[:most]]
    places = _places(draft, {position for _, position in found if position is not None}, per_page)
    return [Remark(warned.line, warned.text, None if at is None else places.get(at)) for warned, at in found]


def unsure_behind(draft: ImportDraft, notes: Notes, position: int, *, per_page: int) -> Place | None:
    """The next row with something beside it."""
    later = min((at for at in notes if at > position), default=None)
    return _places(draft, {later}, per_page).get(later) if later else None


def _places(draft: ImportDraft, positions: set[int], per_page: int) -> dict[int, Place]:
    rows = draft.rows.filter(position__in=positions).only("public_id", "position", "title")
    return {row.position: Place(row, (row.position - 1) // per_page + 1) for row in rows}


def _rows_by_line(document: ParsedDocument) -> dict[int, int]:
    """By the line of a question the position of its row; of several in one line the first."""
    lines = [question.line for question in document.questions]
    return {line: at for at, line in reversed(list(enumerate(lines, start=1)))}


def _position(warned: Warned, rows: Mapping[int, int]) -> int | None:
    """Of the row to go to."""
    lines = (*(line for line, _ in warned.beside or ()), warned.line)
    return next((rows[line] for line in lines if line in rows), None)
