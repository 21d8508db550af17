import csv
import io

from core.cells import safe_cell
from reports.debrief import Debrief
from reports.exporting.letters import visible
from reports.exporting.rows import VALUES, value_rows
from reports.sentences import SummaryText


def export_csv(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """One row per value, every cell quoted; UTF-8 with a byte-order mark, without which Excel misreads names.

    Numbers have all their digits and a dot; an empty value is "not observed". The prose has no place here.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(("interview", "candidate", "position", *VALUES))
    for row in value_rows(debrief):
        cells = (debrief.interview_id, debrief.candidate, debrief.position, *row)
        writer.writerow(["" if cell is None else safe_cell(visible(str(cell))) for cell in cells])
    return out.getvalue().encode("utf-8-sig")
