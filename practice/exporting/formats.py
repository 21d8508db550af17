from collections.abc import Callable
from dataclasses import dataclass

from practice.exporting.anki_deck import export_anki
from practice.exporting.contents import PracticeRecord
from practice.exporting.json_file import export_json
from practice.exporting.markdown_file import export_markdown
from practice.exporting.pdf import export_pdf


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    ending: str
    media_type: str
    write: Callable[[PracticeRecord], bytes]
    holds: str


FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf", export_pdf, "progress and answers, to print"),
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", export_markdown, "answers, to edit"),
    "json": Format("JSON", "json", "application/json", export_json, "everything, for programs"),
    "anki": Format("Anki deck", "apkg", "application/octet-stream", export_anki, "the questions you answered"),
}
