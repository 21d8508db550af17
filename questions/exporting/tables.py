"""CSV and Excel: one row a question, a list as one line an item."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from core.cells import safe_cell
from questions.exporting.entries import Entry

HEADER = (
    "id",
    "question",
    "expected answer",
    "answer label",
    "levels",
    "kind",
    "topic",
    "tags",
    "minutes",
    "key points",
    "follow-ups",
    "red flags",
    "junior answer",
    "mid answer",
    "senior answer",
    "principal answer",
    "use",
    "visibility",
)
WIDTHS = (14, 70, 70, 16, 14, 14, 24, 18, 9, 50, 40, 40, 30, 30, 30, 30, 10, 10)
LONGEST_CELL = 32_000
LEVELS = ("junior", "mid", "senior", "principal")
# Nothing that somebody wrote becomes a formula or a link.
# No temporary files: nothing of these rows is left on a disk, and nobody waits for one.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def _row(entry: Entry) -> list[str]:
    return [
        entry.identity,
        entry.prompt,
        entry.answer,
        entry.answer_label,
        ", ".join(entry.levels),
        entry.kind,
        entry.topic,
        ", ".join(entry.tags),
        str(entry.minutes or ""),
        _items(entry.key_points),
        _items(entry.follow_ups),
        _items(entry.red_flags),
        *(entry.level_answers.get(level, "") for level in LEVELS),
        entry.use,
        entry.visibility,
    ]


def _items(items: Sequence[str]) -> str:
    return "\n".join(" ".join(item.split()) for item in items)


def export_csv(entries: Sequence[Entry]) -> bytes:
    """UTF-8 with a mark at the beginning, without which Excel takes it for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows([safe_cell(cell) for cell in _row(entry)] for entry in entries)
    return out.getvalue().encode("utf-8-sig")


def export_xlsx(entries: Sequence[Entry]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    sheet = book.add_worksheet("Questions")
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, HEADER[column], bold)
    sheet.freeze_panes(1, 2)
    for number, entry in enumerate(entries, start=1):
        for column, cell in enumerate(_row(entry)):
            if cell:
                sheet.write_string(number, column, safe_cell(cell[:LONGEST_CELL]), wrapped)
    book.close()
    return out.getvalue()
