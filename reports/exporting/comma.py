import csv
import io

from reports.debrief import Debrief
from reports.exporting.cells import safe_cell
from reports.exporting.rows import HEADER, value_rows
from reports.sentences import SummaryText


def export_csv(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """UTF-8 with a byte-order mark, every cell quoted; one row per value."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(("candidate", "position", *HEADER))
    for row in value_rows(debrief):
        writer.writerow([safe_cell(cell) for cell in (debrief.candidate, debrief.position, *row)])
    return out.getvalue().encode("utf-8-sig")
