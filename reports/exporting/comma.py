import csv
import io
from collections.abc import Iterable

from core.cells import safe_cell
from reports.debrief import Debrief
from reports.exporting.letters import visible
from reports.exporting.rows import VALUES, Cell, value_rows
from reports.sentences import SummaryText

# Counted up with every change of the columns, of how a cell is written or of what is hidden in it: lines of another
# edition are made anew.
EDITION = 2
# Without its byte-order mark Excel misreads names.
HEAD = "\ufeff"


def export_csv(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """One row per value, every cell quoted, UTF-8. The prose has no place here."""
    return (csv_head() + csv_lines(debrief)).encode()


def csv_head() -> str:
    return HEAD + _written([("interview", "candidate", "position", *VALUES)])


def csv_lines(debrief: Debrief) -> str:
    """Numbers have all their digits and a dot; an empty value is "not observed"."""
    named = (debrief.interview_id, debrief.candidate, debrief.position)
    return _written(tuple(map(_cell, (*named, *row))) for row in value_rows(debrief))


def _cell(cell: Cell) -> str:
    return "" if cell is None else safe_cell(visible(str(cell)))


def _written(rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
