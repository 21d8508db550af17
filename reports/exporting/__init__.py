"""One module per format; each renders the same Debrief and none queries the database."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from reports.debrief import Debrief
from reports.exporting.comma import export_csv
from reports.exporting.json_export import export_json
from reports.exporting.markdown_export import export_markdown
from reports.exporting.pdf import export_pdf
from reports.exporting.xlsx import export_xlsx
from reports.sentences import SummaryText


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    extension: str
    content_type: str
    export: Callable[[Debrief, SummaryText | None], bytes]


FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "pdf", "application/pdf", export_pdf),
    "xlsx": Format("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export_xlsx),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", export_csv),
    "json": Format("JSON", "json", "application/json", export_json),
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", export_markdown),
}


def file_name(debrief: Debrief, extension: str) -> str:
    """Plain ASCII words of the candidate and the position, safe in a header and on any disk."""
    text = unicodedata.normalize("NFKD", f"{debrief.candidate} {debrief.position}")
    words = re.findall(r"[A-Za-z0-9]+", text.encode("ascii", "ignore").decode())
    return f"{'-'.join(['report', *words])[:80].lower()}.{extension}"
