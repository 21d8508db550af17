"""One module per format; each renders the same Debrief and none queries the database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reports.debrief import Debrief
from reports.exporting.ats import export_ats
from reports.exporting.comma import export_csv
from reports.exporting.evidence_pack import evidence_pack
from reports.exporting.json_export import export_json
from reports.exporting.markdown_export import export_markdown
from reports.exporting.naming import file_name
from reports.exporting.pdf import export_pdf
from reports.exporting.xlsx import export_xlsx
from reports.seal import seal
from reports.sentences import SummaryText

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """`export` renders one report; several become one archive, or one table where `joined` says so.

    `part` is how many reports one job does: what a killed worker has to do again.
    """

    label: str
    extension: str
    content_type: str
    export: Callable[[Debrief, SummaryText | None], bytes]
    joined: bool = False
    part: int = 10


FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "pdf", "application/pdf", export_pdf),
    "xlsx": Format("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export_xlsx),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", export_csv, joined=True, part=500),
    "json": Format("JSON", "json", "application/json", export_json),
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", export_markdown),
    "ats": Format("ATS scorecards", "ats.json", "application/json", export_ats),
    "pack": Format("Evidence pack", "zip", "application/zip", partial(evidence_pack, sign=seal)),
}
