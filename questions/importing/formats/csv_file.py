"""CSV and its relatives: any delimiter, with or without a header, with the directives of Anki's text export."""

import csv
import io
import re

from core.errors import DomainError
from questions.importing.columns import place_of
from questions.importing.document import ParsedDocument, Warned
from questions.importing.formats.html_text import markdown_of
from questions.importing.formats.tables import COLUMNS, ROWS, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Gathered, Row, read_rows

FIELD = 5_000_000
DELIMITERS = ",;\t|"
DIRECTIVE = re.compile(r"#(separator|html|columns|tags|notetype|deck|guid)[^:\n]*:(.*)", re.I)
# One cell, with a comma in it.
WRAPPED = re.compile(r'"(?:[^",]|"")*+,(?:[^"]|"")*+"')
NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
UNCLOSED = "A quotation mark that opens here is not closed before the end of the file."
NOTHING = "This table holds no question."


def read_csv(text: str) -> ParsedDocument:
    csv.field_size_limit(FIELD)
    directives, skipped, body = _directives(_unwrapped(text))
    found = Gathered()
    rows = _rows(body, _delimiter(directives, body), skipped, found)
    if directives.get("html") == "true":
        rows = [Row(row.line, [markdown_of(cell) for cell in row.cells]) for row in rows]
    if columns := directives.get("columns"):
        rows.insert(0, Row(skipped, re.split(r"[\t,;]", columns)))
    read_rows(rows, directives.get("deck") or None, found)
    if not found.questions:
        found.warnings.append(Warned(1, NOTHING))
    return ParsedDocument(
        "", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings), format="csv"
    )


def _unwrapped(text: str) -> str:
    """A table whose rows a program quoted as a whole, as if each were one cell, without those quotation marks."""
    lines = [line.strip() for line in text.lstrip().split("\n")]
    if not lines[0] or not all(not line or WRAPPED.fullmatch(line) for line in lines):
        return text
    rows = [line[1:-1].replace('""', '"') for line in lines]
    header, *_ = csv.reader(rows[:1])
    return "\n".join(rows) if "prompt" in place_of(header) else text


def _directives(text: str) -> tuple[dict[str, str], int, str]:
    """(Anki's lines "#separator:tab" at the top, how many there are, the rest)."""
    directives: dict[str, str] = {}
    lines = text.split("\n")
    while lines and (found := DIRECTIVE.match(lines[0])):
        directives[found[1].lower()] = found[2].strip()
        lines.pop(0)
    return directives, text.count("\n") + 1 - len(lines), "\n".join(lines)


def _delimiter(directives: dict[str, str], body: str) -> str:
    named = directives.get("separator", "")
    if named:
        return NAMES.get(named.lower(), named[:1])
    return min(DELIMITERS, key=lambda mark: _unevenness(body, mark))


def _unevenness(body: str, mark: str) -> tuple[bool, float]:
    """(never splits a row, share of rows that are not as wide as the first) over the beginning of the file."""
    try:
        widths = [len(cells) for cells in csv.reader(io.StringIO(body[:20_000]), delimiter=mark) if cells][:-1]
    except csv.Error:
        return True, 1.0
    widths = widths or [len(body.split("\n", 1)[0].split(mark))]
    return widths[0] < 2, sum(width != widths[0] for width in widths) / len(widths)


def _rows(body: str, delimiter: str, before: int, found: Gathered) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    line = before + 1
    try:
        for cells in reader:
            if len(rows) > ROWS:
                raise DomainError(TOO_MANY_ROWS)
            if len(cells) > COLUMNS:
                raise DomainError(TOO_MANY_COLUMNS)
            rows.append(Row(line, cells))
            line = before + reader.line_num + 1
    except csv.Error as broken:
        found.warnings.append(Warned(line, f"The table cannot be read beyond this line: {broken}."))
    if rows and _is_open(body, rows[-1].line - before):
        found.warnings.append(Warned(rows[-1].line, UNCLOSED))
    return rows


def _is_open(body: str, first: int) -> bool:
    """Of quotation marks that are doubled or closed, a row holds an even number; an open one takes all that follows."""
    rest = [line for line in body.split("\n")[first - 1 :] if line.strip()]
    return len(rest) > 1 and sum(line.count('"') for line in rest) % 2 == 1
