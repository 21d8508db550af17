"""What a selection can be exported to, in the order of the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from questions.exporting.anki import export_anki
from questions.exporting.entries import Entry
from questions.exporting.gift import export_gift
from questions.exporting.json_file import export_json
from questions.exporting.markdown_file import export_markdown
from questions.exporting.moodle import export_moodle
from questions.exporting.tables import export_csv, export_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """`loses` says in a sentence what the file cannot hold; "" means that it comes back identical, everywhere."""

    label: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Entry]], bytes]
    loses: str


MARKDOWN = "Complete: comes back identical. Of pictures the names."
FORMATS: dict[str, Format] = {
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", export_markdown, MARKDOWN),
    "json": Format("JSON", "json", "application/json", export_json, ""),
    "csv": Format(
        "CSV", "csv", "text/csv; charset=utf-8", export_csv, "Items of lists become single lines; no pictures."
    ),
    "xlsx": Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        export_xlsx,
        "Cells end at 32,000 characters; no pictures.",
    ),
    "moodle": Format(
        "Moodle XML",
        "xml",
        "application/xml",
        export_moodle,
        "All that is expected is one note to the grader; no pictures.",
    ),
    "gift": Format(
        "GIFT", "gift", "text/plain; charset=utf-8", export_gift, "What is expected becomes the feedback; no pictures."
    ),
    "anki": Format(
        "Anki deck",
        "apkg",
        "application/octet-stream",
        export_anki,
        "For learning; it cannot be read back. No pictures.",
    ),
}
