import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from reports.debrief import Debrief
from reports.exporting.cells import safe_cell
from reports.exporting.rows import HEADER, value_rows
from reports.sentences import SummaryText

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def export_xlsx(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """A sheet of facts, one of values and one of the panel; user text is always a string cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": (debrief.ended_at or EPOCH).replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1})
    _sheet(book, "Overview", ("fact", "value"), _facts(debrief), bold)
    _sheet(book, "Values", HEADER, list(value_rows(debrief)), bold)
    members = [(m.name, m.seat, m.recommendation or "", m.confidence, m.comment) for m in debrief.members]
    _sheet(book, "Panel", ("member", "seat", "recommendation", "confidence", "comment"), members, bold)
    book.close()
    return out.getvalue()


def _facts(debrief: Debrief) -> list[tuple[str, str]]:
    return [
        ("candidate", debrief.candidate),
        ("position", debrief.position),
        ("target level", debrief.target_level),
        ("verdict", debrief.verdict or "not enough evidence"),
        ("total of 100", "" if debrief.total is None else str(debrief.total)),
        ("coverage", str(debrief.coverage)),
        ("rubric", f"{debrief.rubric_title}, version {debrief.rubric_number}"),
        ("rubric hash", debrief.rubric_hash),
    ]


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    bold: object,
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 24)
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, safe_cell(cell))
