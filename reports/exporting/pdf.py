import threading
from pathlib import Path

import typst

from reports.debrief import Debrief
from reports.exporting.json_export import export_json
from reports.sentences import SummaryText

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARDS = ["a-2a", "ua-1"]
_lock = threading.Lock()


def export_pdf(debrief: Debrief, summary: SummaryText | None) -> bytes:
    """A tagged PDF/A-2a and PDF/UA-1; without the standards where a letter is in none of the fonts.

    User text reaches the template as data only, never as markup.
    """
    data = {"data": export_json(debrief, summary).decode()}
    with _lock:
        try:
            return typst.compile(str(TEMPLATE), sys_inputs=data, pdf_standards=STANDARDS)
        except typst.TypstError:
            return typst.compile(str(TEMPLATE), sys_inputs=data)
