"""Workbooks. What the file claims about itself is checked before it is opened, and counted while it is read."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from core.errors import DomainError
from questions.importing.document import ParsedDocument, Skipped, Warned
from questions.importing.formats.tables import COLUMNS, ROWS, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Gathered, Row, read_rows

UNPACKED = 50_000_000
RATIO = 100
ENTRIES = 200
BLANK_ROWS = 1_000
# In a sheet that does not say how large it is openpyxl looks for that through all rows, before anybody can count them.
UNSIZED = 50_000
BOMB = "This workbook unpacks to far more than a bank of questions needs. Save the questions into a new one."
BROKEN = "This file is not a readable workbook. Save it as .xlsx and try again."
MACROS = "This workbook holds macros. Save it as .xlsx without them."


def read_xlsx(data: bytes) -> ParsedDocument:
    _check(data)
    found = Gathered()
    try:
        for title, rows in _sheets(data, found):
            read_rows(rows, title, found)
    except DomainError:
        raise
    except Exception as broken:  # openpyxl lets out whatever its parts raise on a damaged file
        raise DomainError(BROKEN) from broken
    if not found.questions:
        found.warnings.append(Warned(1, "This workbook holds no question."))
    return ParsedDocument(
        "", tuple(found.questions), skipped=tuple(found.skipped), warnings=tuple(found.warnings), format="xlsx"
    )


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data))
            _check_contents({entry.filename for entry in entries})
            _unpack(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as broken:
        raise DomainError(BROKEN) from broken


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    # Small files are mostly text that repeats: the ratio counts from half a megabyte on.
    if len(entries) > ENTRIES or unpacked > UNPACKED or (unpacked > 500_000 and unpacked > RATIO * size):
        raise DomainError(BOMB)


def _check_contents(names: set[str]) -> None:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise DomainError(MACROS)
    if "xl/workbook.xml" not in names:
        raise DomainError(BROKEN)


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """What the directory claims may be a lie: the bytes are counted as they come."""
    left = UNPACKED
    for entry in entries:
        rows, sized = 0, False
        for piece in _pieces(archive, entry):
            left -= len(piece)
            if left < 0:
                raise DomainError(BOMB)
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise DomainError(BROKEN)
            rows, sized = rows + piece.count(b"<row"), sized or b"<dimension" in piece
        if rows > UNSIZED and not sized:
            raise DomainError(TOO_MANY_ROWS)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 16):
            yield piece


def _sheets(data: bytes, found: Gathered) -> Iterator[tuple[str | None, list[Row]]]:
    from openpyxl import load_workbook  # 60 ms that only a workbook costs

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            found.skipped.append(Skipped(1, "A hidden sheet.", sheet.title))
    offset = 0
    for sheet in sheets:
        rows = _rows(sheet, offset)
        yield (sheet.title if len(sheets) > 1 else None), rows
        # Rows of a later sheet go on counting, so that no two questions share a number.
        offset = rows[-1].line if rows else offset


def _rows(sheet: Any, offset: int) -> list[Row]:
    sheet.reset_dimensions()  # a file may claim any size
    rows: list[Row] = []
    blank = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = ["" if value is None else str(value) for value in values]
        if not any(cells):
            blank += 1
            if blank > BLANK_ROWS:
                break
            continue
        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            raise DomainError(TOO_MANY_COLUMNS)
        if len(rows) > ROWS:
            raise DomainError(TOO_MANY_ROWS)
        blank = 0
        rows.append(Row(offset + number, cells[:COLUMNS]))
    return rows
