"""Workbooks, read in this process; what is hostile in them stands in test_importing_bad_input.py."""

import io
import re
import zipfile

import pytest
import xlsxwriter

from core.errors import DomainError
from questions.importing.formats.xlsx_file import UNSIZED, read_xlsx

HEAD = ("question", "answer")


def workbook(sheets: dict[str, list[tuple[str, ...]]], hidden: str = "") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if title == hidden:
            sheet.hide()
    book.close()
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_each_row_is_a_question() -> None:
    found = read_xlsx(workbook({"Bank": [HEAD, ("What is a queue?", "FIFO"), ("What is a stack?", "LIFO")]}))
    assert [(q.prompt, q.answer) for q in found.questions] == [
        ("What is a queue?", "FIFO"),
        ("What is a stack?", "LIFO"),
    ]


def test_blank_rows_between_questions_are_passed_over() -> None:
    found = read_xlsx(workbook({"Bank": [HEAD, ("What is a queue?", "FIFO"), ("", ""), ("What is a stack?", "LIFO")]}))
    assert [q.prompt for q in found.questions] == ["What is a queue?", "What is a stack?"]


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    rows = [HEAD, ("What is a queue?", "FIFO")]
    found = read_xlsx(workbook({"Bank": rows, "Old": [HEAD, ("What is a drum?", "Memory")]}, hidden="Old"))
    assert [q.prompt for q in found.questions] == ["What is a queue?"]
    assert [str(skipped.reason) for skipped in found.skipped] == ["A hidden sheet."]


def test_questions_of_two_sheets_share_no_line() -> None:
    sheets = {name: [HEAD, (f"What is {name}?", "A thing")] for name in ("sorting", "hashing")}
    lines = [q.line for q in read_xlsx(workbook(sheets)).questions]
    assert len(set(lines)) == 2


def test_a_workbook_without_questions_says_so() -> None:
    found = read_xlsx(workbook({"Bank": []}))
    assert "This workbook holds no question." in [warning.text for warning in found.warnings]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (archive(xl__workbook=b"x"), "not a readable workbook"),
        (archive(**{"xl__workbook.xml": b"<a/>", "xl__vbaProject.bin": b"x"}), "holds macros"),
        (archive(**{"xl__workbook.xml": b"<!DOCTYPE x><a/>"}), "not a readable workbook"),
        (archive(**{"xl__workbook.xml": b"<broken"}), "not a readable workbook"),
        (archive(**{f"part{n}": b"" for n in range(201)}), "unpacks to far more"),
        (workbook({"Bank": [tuple("question" for _ in range(300))]}), "columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        read_xlsx(data)


def unsized(rows: int) -> bytes:
    """A sheet that does not say how large it is, with so many rows below one that asks."""
    made = zipfile.ZipFile(io.BytesIO(workbook({"Bank": [HEAD, ("What is a queue?", "FIFO")]})))
    files = {name: made.read(name) for name in made.namelist()}
    sheet = re.sub(rb"<dimension[^>]*/>", b"", files["xl/worksheets/sheet1.xml"])
    blank = b"".join(b'<row r="%d"/>' % number for number in range(3, rows + 3))
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", blank + b"</sheetData>")
    return archive(**files)


def test_a_sheet_that_does_not_say_its_size_is_read() -> None:
    assert [q.prompt for q in read_xlsx(unsized(rows=10)).questions] == ["What is a queue?"]


def test_many_rows_of_a_sheet_that_does_not_say_its_size_are_refused_before_they_are_looked_through() -> None:
    with pytest.raises(DomainError, match="more than 5,000 rows"):
        read_xlsx(unsized(rows=UNSIZED + 1))
