"""Questions out of the rows of a table: CSV, tab-separated text, a sheet of a workbook."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.cells import safe_cell
from questions.importing.columns import WEAK, place_of
from questions.importing.document import ParsedQuestion, Skipped, Warned
from questions.importing.entries import Entry, Own, explained, kind_in, question_of, read_tags
from questions.importing.formats.choices import lettered, with_options
from questions.importing.seeing.fields import is_placeholder
from questions.importing.wording import ASKS, asking, has_mark

ROWS = 5_000
COLUMNS = 60
CELL = 32_000
FEWEST = 5
TOO_MANY_ROWS = "This table has more than 5,000 rows. Split it and import the parts."
TOO_MANY_COLUMNS = "This table has more than 60 columns. Keep the columns of the questions and import it again."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; `line` counts from 1, in a sheet it is the row's own number."""

    line: int
    cells: Sequence[str]


@dataclass(slots=True)
class Gathered:
    questions: list[ParsedQuestion] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def read_rows(rows: Sequence[Row], topic: str | None, found: Gathered) -> None:
    """`topic` is that of the whole table, for rows that name none."""
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        return
    columns, body = _columns(rows)
    if "prompt" not in columns:
        names = ", ".join(cell.strip() for cell in rows[0].cells if cell.strip())[:200]
        found.warnings.append(Warned(rows[0].line, f"No column holds questions. The columns are: {names}."))
        return
    for row in body:
        _read_row(row, columns, topic, found)


def _columns(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    """(index by name, the rows below the header); without a header the column that asks most is the question."""
    for at, row in enumerate(rows[:10]):
        named = place_of(row.cells)
        if "prompt" in named:
            return named, rows[at + 1 :]
        if WEAK in named and len(named) > 1 and _has_answers(named):
            return {**named, "prompt": named.pop(WEAK)}, rows[at + 1 :]
    return _guessed(rows), rows


def _has_answers(named: dict[str, int]) -> bool:
    return "answer" in named or "explanation" in named or any(name.startswith("option:") for name in named)


def _guessed(rows: Sequence[Row]) -> dict[str, int]:
    sample = rows[:50]
    width = max(len(row.cells) for row in sample)
    asks = [sum(asking(row.cells[i]) >= ASKS for row in sample if i < len(row.cells)) for i in range(width)]
    if not asks or max(asks) * 2 < len(sample):
        return {}
    prompt = asks.index(max(asks))
    if len(sample) < FEWEST and not any(has_mark(row.cells[prompt]) for row in sample if prompt < len(row.cells)):
        return {}  # a note or two to the reader
    rest = [i for i in range(width) if i != prompt]
    lengths = {i: sum(len(row.cells[i]) for row in sample if i < len(row.cells)) for i in rest}
    answer = max(lengths, key=lambda i: lengths[i], default=None)
    return {"prompt": prompt, **({"answer": answer} if answer is not None else {})}


def _read_row(row: Row, columns: dict[str, int], topic: str | None, found: Gathered) -> None:
    cells = {name: _cell(row, index) for name, index in columns.items()}
    if not cells["prompt"] or is_placeholder(cells["prompt"]):
        found.skipped.append(Skipped(row.line, "A row without a question.", " | ".join(row.cells)[:200]))
        return
    if any(len(cell) > CELL for cell in row.cells):
        found.warnings.append(Warned(row.line, "A cell of this row is longer than 32,000 characters and was cut."))
    found.questions.append(question_of(_entry(row, cells, topic), found.warnings))


def _cell(row: Row, index: int) -> str:
    text = row.cells[index][:CELL] if index < len(row.cells) else ""
    # The exports lead what a spreadsheet would run with an apostrophe.
    bare = text[1:] if text.startswith("'") and safe_cell(text[1:]) != text[1:] else text
    return bare.strip()


def _entry(row: Row, cells: dict[str, str], topic: str | None) -> Entry:
    levels, kinds, tags = read_tags(re.split(r"[,;\s]+", cells.get("tags", "")))
    prompt, answer, is_choice = _choice(cells)
    answer = explained(answer, cells.get("explanation", ""))
    return Entry(
        line=row.line,
        prompt=prompt,
        answer=answer,
        level=cells.get("level") or levels,
        kind=cells.get("kind") or kinds or ("multiple choice" if is_choice else kind_in(cells.get("topic", ""))),
        topic=cells.get("topic") or topic,
        tags=tags,
        minutes=cells.get("minutes", ""),
        key_points=_lines(cells.get("key_points", "")),
        follow_ups=_lines(cells.get("follow_ups", "")),
        red_flags=_lines(cells.get("red_flags", "")),
        level_answers={name[6:]: text for name, text in cells.items() if name.startswith("level:") and text},
        label=cells.get("label") or None,
        own=_own(cells),
    )


def _own(cells: dict[str, str]) -> Own | None:
    """An identity is this product's only where the use stands beside it: any table may have a column "id"."""
    if cells.get("use") not in ("live", "practice") or "visibility" not in cells:
        return None
    seen = cells["visibility"] if cells["visibility"] in ("private", "team") else ""
    return Own(cells.get("identity", ""), cells["use"], seen)


def _lines(text: str) -> list[str]:
    return [line.strip(" -*•\t") for line in text.split("\n") if line.strip(" -*•\t")]


def _choice(cells: dict[str, str]) -> tuple[str, str, bool]:
    """(prompt with its options, answer, whether there are options): a letter as answer becomes its option's text."""
    options = {name[7:]: text for name, text in cells.items() if name.startswith("option:") and text}
    options = options or _in_one_cell(cells.get("options", ""), cells.get("answer", ""))
    answer = cells.get("answer") or cells.get("correct", "")
    if len(options) < 2:
        return cells["prompt"], cells.get("answer", ""), False
    return *with_options(cells["prompt"], options, [answer] if answer else []), True


def _in_one_cell(text: str, answer: str) -> dict[str, str]:
    """ "red/green/blue" beside the answer "green"."""
    for mark in ("\n", "|", ";", "/", ","):
        texts = [part.strip() for part in text.split(mark) if part.strip()]
        if len(texts) > 1 and (answer in texts or mark == "\n"):
            return lettered(texts)
    return {}
