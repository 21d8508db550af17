import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.cells import safe_cell
from reports.debrief import CorrectionLine, Debrief, PanelValue
from reports.debrief_json import debrief_hash
from reports.exporting import rows, wording
from reports.exporting.letters import visible
from reports.exporting.rows import Cell, Row
from reports.sentences import SummaryText

LONGEST_CELL = 32_000
# No temporary files: nothing of these rows is left on a disk, and nobody waits for one.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def export_xlsx(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """Five sheets; values are numbers, text of people is a string cell, and an empty cell is "not observed"."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": "Interview report", "created": wording.moment(debrief).replace(tzinfo=None)})
    writer = _Sheets(book)
    people = rows.raters(debrief)
    writer.add("Overview", ("fact", "value"), (28, 90), _overview(debrief, summary))
    writer.add("Criteria", (*rows.CRITERIA, *people), (12, 10, 44), _criteria(debrief, people))
    writer.add("Answers", (*rows.ANSWERS, *people), (6, 60, 18), _answers(debrief, people))
    writer.add("Panel", rows.PANEL, (26, 10, 16, 12, 70, 26), rows.panel_rows(debrief))
    writer.add("Evidence", rows.EVIDENCE, (12, 44, 10, 26, 8, 12, 90), rows.evidence_rows(debrief))
    book.close()
    return out.getvalue()


def _overview(debrief: Debrief, summary: SummaryText | None) -> Iterator[Row]:
    yield from _facts(debrief)
    for gap in debrief.gaps:
        yield ("gap", gap)
    for level in debrief.levels:
        yield (f"level {level.level}", wording.level_result(level))
    yield from _people_said(debrief)
    for departure in debrief.deviations:
        yield ("departure from the plan", departure)
    for section in summary.sections if summary else ():
        yield (f"summary: {section.title}", " ".join(sentence.text for sentence in section.sentences))


def _people_said(debrief: Debrief) -> Iterator[Row]:
    if debrief.decision:
        yield ("why it was decided so", debrief.decision.reason)
        yield ("why against the arithmetic", debrief.decision.departure or None)
    for line in debrief.corrections:
        yield (f"correction by {line.member}", _correction(line))


def _correction(line: CorrectionLine) -> str:
    changes = "; ".join(f"{each.what}: {each.before}, then {each.after}" for each in line.changes)
    return f"{line.reason} {changes}".strip()


def _facts(debrief: Debrief) -> tuple[Row, ...]:
    return (
        ("candidate", debrief.candidate),
        ("position", debrief.position),
        ("decision", wording.decision(debrief)),
        ("target level", debrief.target_level),
        ("held", wording.held_on(debrief)),
        ("level by the rubric", wording.verdict(debrief)),
        ("total of 100", debrief.total),
        ("observed share of the weight", debrief.coverage),
        ("rubric", f"{debrief.rubric_title}, version {debrief.rubric_number}"),
        ("rubric SHA-256", debrief.rubric_hash),
        ("report SHA-256", debrief_hash(debrief)),
        ("grey italic values", "have no evidence linked to them"),
    )


def _criteria(debrief: Debrief, people: Sequence[str]) -> Iterator[tuple[Cell | PanelValue, ...]]:
    for line in debrief.criteria:
        yield (*rows.criterion_row(line), *_by_person(line.values, people))


def _answers(debrief: Debrief, people: Sequence[str]) -> Iterator[tuple[Cell | PanelValue, ...]]:
    for line in debrief.questions:
        given = {each.member: each.value for each in line.values}
        yield (*rows.answer_row(line), *(given.get(name) for name in people))


def _by_person(values: Iterable[PanelValue], people: Sequence[str]) -> list[PanelValue | None]:
    given = {each.member: each for each in values}
    return [given.get(name) for name in people]


class _Sheets:
    """Constant memory keeps one row at a time: cells are written in order, top left to bottom right."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "0.0#", "valign": "top"})
        self.hollow = book.add_format({"num_format": "0.0#", "valign": "top", "italic": True, "font_color": "#707070"})

    def add(
        self, name: str, header: Sequence[str], widths: Sequence[int], lines: Iterable[Sequence[Cell | PanelValue]]
    ) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column in range(len(header)):
            sheet.set_column(column, column, widths[column] if column < len(widths) else 14)
            _text(sheet, (0, column), header[column], self.head)
        for number, line in enumerate(lines, start=1):
            for column, cell in enumerate(line):
                self._cell(sheet, (number, column), cell)

    def _cell(self, sheet: Worksheet, at: tuple[int, int], cell: Cell | PanelValue) -> None:
        style = self.number
        if isinstance(cell, PanelValue):
            style = self.number if cell.evidence else self.hollow
            cell = cell.value
        if isinstance(cell, Decimal | int):
            sheet.write_number(*at, float(cell), style)
        elif cell is not None:
            _text(sheet, at, cell, self.plain)


def _text(sheet: Worksheet, at: tuple[int, int], text: str, style: Format) -> None:
    sheet.write_string(*at, safe_cell(visible(text)[:LONGEST_CELL]), style)
