"""One module per format; each renders the same Debrief and none queries the database."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.debrief import Debrief
from reports.exporting.comma import export_csv
from reports.exporting.json_export import export_json
from reports.exporting.markdown_export import export_markdown
from reports.exporting.naming import content_disposition, file_name
from reports.exporting.pdf import export_pdf
from reports.exporting.xlsx import export_xlsx
from reports.sentences import SummaryText

__all__ = ["FORMATS", "Format", "content_disposition", "file_name"]


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
