import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

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
        return Pdf(_compile({**content, "archival": True}, seconds, ["a-2a", "ua-1"]), archival=True)
    except typst.TypstError as problem:
        if "could not be displayed" not in problem.message:
            raise
    return Pdf(_compile({**content, "archival": False}, seconds, []), archival=False)


def _compile(content: dict[str, Any], seconds: int, standards: list[Any]) -> bytes:
    """A compiler belongs to one thread; the fonts, which take the time, are shared."""
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())
    data = {"data": json.dumps(content, ensure_ascii=False)}
    written = compiler.compile(format="pdf", sys_inputs=data, pdf_standards=standards, timestamp=seconds)
    if not isinstance(written, bytes):
        raise TypeError("Typst answers with the bytes of one PDF.")
    return written


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()
