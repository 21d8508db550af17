"""Any file in, one ParsedDocument out: the name and the bytes say which reader it is for."""

import re
from dataclasses import replace

from core.errors import DomainError
from questions.importing.columns import place_of
from questions.importing.decoding import decode, is_guessed
from questions.importing.document import Given, ParsedDocument, Warned
from questions.importing.formats.csv_file import read_csv
from questions.importing.formats.gift import read_gift
from questions.importing.formats.json_file import read_json
from questions.importing.formats.json_objects import TOO_DEEP
from questions.importing.formats.moodle import read_moodle
from questions.importing.formats.own_markdown import is_own_markdown, read_own_markdown
from questions.importing.formats.xlsx_file import read_xlsx
from questions.importing.markdown import read_markdown
from questions.importing.storable import storable
from questions.importing.unanswered import unanswered

SIZE = 5 * 1024 * 1024
TOO_LARGE = "This file is larger than 5 MB. Split the document and import the parts."
ARCHIVE = "Archives are not opened. Unpack the file and import what is in it."
OLD_EXCEL = (
    "Workbooks of the old kind (.xls), with macros (.xlsm) or with a password are not opened. Save it as .xlsx without."
)
GUESSED = "This file is not UTF-8. It was read as Windows-1252: look whether letters such as “é” and “ü” are right."
READERS = {
    "own_markdown": read_own_markdown,
    "json": read_json,
    "csv": read_csv,
    "moodle_xml": read_moodle,
    "gift": read_gift,
}
ENDINGS = {
    "json": "json",
    "jsonl": "json",
    "csv": "csv",
    "tsv": "csv",
    "xlsx": "csv",
    "xls": "csv",
    "xml": "moodle_xml",
    "gift": "gift",
    "md": "markdown",
    "markdown": "markdown",
}
GIFT_LINE = re.compile(r"^(?:::[^:\n]+::|\$CATEGORY:)", re.M)
GIFT_BRACES = re.compile(r"(?<!\\)\{\s*(?:[=~#]|T(?:RUE)?\s*[#}]|F(?:ALSE)?\s*[#}]|\})")
# A number and a text: a list that was copied out of a page, and no table.
COUNTED = re.compile(r"\s*\d{1,4}[.)]?\t[^\t]+")
LONGEST_HEADER = 40
ANKI = re.compile(r"#(?:separator|html|notetype|deck):", re.I)


def read_file(name: str, data: bytes, given: Given | None = None) -> ParsedDocument:
    """DomainError says in a sentence why a file cannot be read; zero questions is no error.

    `given` is what a person says of a file that gave a `layout`.
    """
    if len(data) > SIZE:
        raise DomainError(TOO_LARGE)
    document = storable(_read(name, data, given))
    warnings = [*document.warnings, *unanswered(document.questions)]
    return replace(document, warnings=tuple(sorted(warnings, key=lambda warned: warned.line)))


def _read(name: str, data: bytes, given: Given | None) -> ParsedDocument:
    ending = name.rpartition(".")[2].lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_archive(ending, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DomainError(OLD_EXCEL)
    text = decode(data)
    kind = _format(ending, text)
    try:
        document = read_markdown(text, name, given) if kind == "markdown" else READERS[kind](text)
    except RecursionError:
        raise DomainError(TOO_DEEP if ending == "json" else "This file is nested too deeply to be read.") from None
    return replace(document, warnings=(Warned(1, GUESSED), *document.warnings)) if is_guessed(data) else document


def _read_archive(ending: str, data: bytes) -> ParsedDocument:
    """A workbook is one by what it holds, whatever it is called."""
    if ending == "xlsx" or (ending not in ("zip", "xlsm", "xlsb") and b"xl/workbook.xml" in data):
        return read_xlsx(data)
    raise DomainError(OLD_EXCEL if ending in ("xlsm", "xls", "xlsb") else ARCHIVE)


def _format(ending: str, text: str) -> str:
    """The content speaks before the ending: `.txt` may hold anything, and `.json` is sometimes Markdown."""
    head = text.lstrip()[:2_000]
    if is_own_markdown(text):
        return "own_markdown"
    if re.match(r"<\?xml|<quiz\b", head):
        return "moodle_xml"
    if ending in ENDINGS and ending not in ("md", "markdown"):
        return ENDINGS[ending]
    if ANKI.match(head):
        return "csv"
    return _plain_format(head, text) if ending not in ("md", "markdown") else "markdown"


def _plain_format(head: str, text: str) -> str:
    if re.match(r"\{\s*\"|\[\s*[{\[]", head):
        return "json"
    if GIFT_LINE.search(head) and GIFT_BRACES.search(text):
        return "gift"
    lines = [line for line in text.split("\n")[:50] if line.strip()]
    if lines and _names_columns(lines):
        return "csv"
    tabbed = len(lines) > 1 and all(line.count("\t") == lines[0].count("\t") > 0 for line in lines)
    return "csv" if tabbed and not all(COUNTED.fullmatch(line) for line in lines) else "markdown"


def _names_columns(lines: list[str]) -> bool:
    """Whether the first line is nothing but names of columns, and the lines below are parted as it is."""
    mark = max(",;", key=lines[0].count)
    names = [name.strip(' "') for name in lines[0].split(mark, LONGEST_HEADER)]
    known = place_of(names)
    parted = sum(mark in line for line in lines[1:])
    return "prompt" in known and len(known) == len(names) > 1 and parted * 2 > len(lines) - 1
