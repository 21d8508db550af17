from dataclasses import dataclass
from pathlib import Path

import typst

from core.typesetting import lacks_a_letter, typeset
from reports.debrief import Debrief
from reports.exporting.pdf_content import pdf_content
from reports.exporting.wording import moment
from reports.sentences import SummaryText

TEMPLATE = Path(__file__).with_name("report.typ")


@dataclass(frozen=True, slots=True)
class Pdf:
    """`archival`: a tagged PDF/A-2a and PDF/UA-1; False where a letter is in none of the fonts."""

    content: bytes
    archival: bool


def export_pdf(debrief: Debrief, summary: SummaryText | None) -> bytes:
    return render_pdf(debrief, summary).content


def render_pdf(debrief: Debrief, summary: SummaryText | None) -> Pdf:
    """User text reaches the template as data only, never as markup; equal input gives equal bytes."""
    content, seconds = pdf_content(debrief, summary), int(moment(debrief).timestamp())
    try:
        return Pdf(
            typeset(TEMPLATE, {**content, "archival": True}, seconds=seconds, standards=["a-2a", "ua-1"]), archival=True
        )
    except typst.TypstError as problem:
        if not lacks_a_letter(problem):
            raise
    return Pdf(typeset(TEMPLATE, {**content, "archival": False}, seconds=seconds), archival=False)
