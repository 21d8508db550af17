"""Files that are made to hurt: refused in a sentence, in bounded time and memory, and nothing is written."""

import io
import json
import re
import resource
import time
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from bench.document import QUESTIONS, document
from core.errors import DomainError
from questions.importing.limited import read_limited
from questions.importing.reading import read_file
from questions.models import ImportDraft, Question

pytestmark = pytest.mark.usefixtures("read_in_a_process")
# A slow machine under load may take this long; on a quiet one each takes less than two seconds.
SECONDS = 10
MEGABYTES = 512


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY l0 "ha">{entities}]><quiz>&l9;</quiz>'.encode()


def row_bomb() -> bytes:
    """Half a million rows of one cell: small as a file, large in memory."""
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        row = b'<row><c t="inlineStr"><is><t>What is it?</t></is></c></row>'
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + row * 1_000_000)
    return sheet.getvalue()


def long_sheet() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number in range(8_000):
        sheet.write_string(number, 0, f"What is {number}?")
    book.close()
    return out.getvalue()


def nested_json() -> bytes:
    return b'{"a":' * 5_000 + b"1" + b"}" * 5_000


def nested_xml() -> bytes:
    return b"<quiz>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</quiz>"


def macros() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
    return out.getvalue()


def archive_of(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: int = 3, **parts: bytes) -> bytes:
    """A workbook of questions, with some of its parts replaced (by their name without folder and ending)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["question", "answer"])
    for number in range(1, rows + 1):
        sheet.write_row(number, 0, [f"What is {number}?", "It"])
    book.close()
    with zipfile.ZipFile(out) as old:
        return archive_of(
            {n: parts.get(n.rpartition("/")[2].removesuffix(".xml"), old.read(n)) for n in old.namelist()}
        )


def laughs() -> bytes:
    return workbook(sharedStrings=b'<!DOCTYPE x [<!ENTITY a "ha">]><sst><si><t>&a;</t></si></sst>')


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entity bomb": ("x.xml", entity_bomb, "declares entities"),
    "outside entity": (
        "x.xml",
        lambda: b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
        "declares entities",
    ),
    "deep XML": ("x.xml", nested_xml, "nested more than 60 deep"),
    "broken XML": ("x.xml", lambda: b"<quiz><question>", "not well-formed XML"),
    "other XML": ("x.xml", lambda: b"<html></html>", "not a Moodle question export"),
    "row bomb": ("x.xlsx", row_bomb, "unpacks to far more"),
    "long sheet": ("x.xlsx", long_sheet, "more than 5,000 rows"),
    "macros": ("x.xlsx", macros, "holds macros"),
    "entities in a workbook": ("x.xlsx", laughs, "not a readable workbook"),
    "many entries": (
        "x.xlsx",
        lambda: archive_of({"xl/workbook.xml": b"", **{f"xl/{n}.xml": b"" for n in range(300)}}),
        "unpacks to far more",
    ),
    "huge integer": ("x.json", lambda: b'[{"question": "a?", "minutes": ' + b"9" * 5_000 + b"}]", "not well-formed"),
    "no UTF-16": ("x.csv", lambda: b"\xff\xfeq\x00u\xd8", "says it is UTF-16"),
    "no workbook": ("x.xlsx", lambda: b"PK\x03\x04rubbish", "not a readable workbook"),
    "archive": ("x.zip", lambda: b"PK\x03\x04rubbish", "Archives are not opened"),
    "long CSV": ("x.csv", lambda: b"question,answer\n" + b"What is it?,It\n" * 100_000, "more than 5,000 rows"),
    "wide CSV": ("x.csv", lambda: b"question" + b"," * 500_000 + b"\nWhat?\n", "more than 60 columns"),
    "deep JSON": ("x.json", nested_json, "nested more than 20 deep"),
    "rather deep JSON": ("x.json", lambda: b'{"a":' * 30 + b"1" + b"}" * 30, "nested more than 20 deep"),
    "broken JSON": ("x.json", lambda: b'{"questions": [', "not well-formed JSON"),
    "not a number": ("x.json", lambda: b'[{"question": "a?", "minutes": NaN}]', "NaN"),
    "other version": ("x.json", lambda: b'{"schema": "interviewprep.questions/9"}', "of the form"),
    "NUL": ("x.md", lambda: b"# Q\n\n### What \x00 is a?\n", "not a text document"),
    "empty": ("x.md", lambda: b"", "empty"),
    "old Excel": ("x.xls", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 500, "old kind"),
    "too large": ("x.md", lambda: b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
}


# Read in the limited process, as all uploads are; the others show the same sentence without its start.
HEAVY = ("entity bomb", "deep XML", "row bomb", "long sheet", "long CSV", "wide CSV", "deep JSON")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence_and_in_time(name: str) -> None:
    file_name, build, sentence = BAD[name]
    data = build()
    read = read_limited if name in HEAVY else read_file
    start = time.monotonic()
    with pytest.raises(DomainError, match=sentence):
        read(file_name, data)
    assert time.monotonic() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEGABYTES * 1024


def nested_quotes() -> bytes:
    return b"# Questions\n\n### What is a?\n\n" + b">" * 5_000 + b" deep\n\n### What is b?\n\nB.\n"


def nested_lists() -> bytes:
    return b"### What is a?\n\n" + b"".join(b"  " * n + b"- x\n" for n in range(1_500)) + b"\n### What is b?\n\nB.\n"


GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "quotations 5,000 deep": ("x.md", nested_quotes),
    "broken UTF-8": ("x.md", lambda: b"### What is \xff\xfea?\n\nA \xc3\x28.\n\n### What is b?\n\nB.\n"),
    "cp1252": ("x.md", lambda: "### What is “a”?\n\nÄ – ö.\n\n### What is b?\n\nB.\n".encode("cp1252")),
    "brackets": ("x.md", lambda: b"### What is a?\n\n" + b"[" * 50_000 + b"\n\n### What is b?\n\nB.\n"),
    "stars": ("x.md", lambda: b"### What is a?\n\n" + b"**a " * 20_000 + b"\n\n### What is b?\n\nB.\n"),
    "HTML never closed": ("x.md", lambda: b"### What is a?\n\n" + b"<div " * 20_000 + b"\n\n### What is b?\n\nB.\n"),
    "a workbook called .csv": ("x.csv", lambda: workbook(2)),
    "a table called .xlsx": ("x.xlsx", lambda: b"question,answer\nWhat is a?,A\nWhat is b?,B\n"),
    "old line ends": ("x.csv", lambda: b"question,answer\rWhat is a?,A\rWhat is b?,B\r"),
    "a number beyond all bounds": ("x.json", lambda: b'[{"question": "a?", "minutes": 1e999}, {"question": "b?"}]'),
    "the same key twice": ("x.json", lambda: b'[{"question": "a?", "question": "c?"}, {"question": "b?"}]'),
    "Moodle's HTML": (
        "x.xml",
        lambda: (
            b'<quiz><question type="essay"><questiontext><text>What? '
            + b"&lt;ul&gt;&lt;li&gt;" * 5_000
            + b'</text></questiontext></question><question type="essay"><questiontext><text>Why?</text></questiontext>'
            + b"</question></quiz>"
        ),
    ),
}


# One line each, in an answer or for a title.
HARD: dict[str, str] = {
    "arrows": "[" + "⬆" * 60 + " to x",
    "comments": "<!---->" * 40 + "<x",
    "comments never closed": "a " + "<!--" * 25_000,
    "links never closed": "<a " * 30_000,
    "links without an end": "<a href=x>" * 10_000,
    "attributes never closed": "{." * 50_000,
    "one run of back ticks": "`" * 100_000,
    "pictures never closed": "![](" * 25_000,
    "a bar": "_" * 100_000 + "x",
    "stars": "*" * 100_000 + "x",
    "blanks": "Answer" + " " * 100_000 + "x",
    "blanks behind a bracket": "(" + " " * 100_000 + "x",
    "blanks behind a name": "Question" + " " * 100_000 + "x",
    "dashes": "(" + "- " * 50_000 + "x",
}


@pytest.mark.parametrize("before", ["", "### "])
@pytest.mark.parametrize("line", HARD.values(), ids=HARD)
def test_a_line_of_a_hundred_thousand_letters_is_read_in_time(line: str, before: str) -> None:
    text = f"# Questions\n\n## What is a?\n\nA.\n\n{before}{line}\n\n## What is b?\n\nB.\n"
    start = time.monotonic()
    assert [question.prompt for question in read_file("x.md", text.encode()).questions] == ["What is a?", "What is b?"]
    assert time.monotonic() - start < SECONDS


def test_subjects_in_bold_before_a_hundred_thousand_stops_are_read_in_time() -> None:
    asked = "".join(f"**What is {number}?** It is a thing.\n\n" for number in range(4))
    terms = "".join(f"**Term {letter}:** a b c {'.' * 100_000}!x\n\n" for letter in "abcd")
    start = time.monotonic()
    assert len(read_file("x.md", f"# Questions\n\n{asked}{terms}".encode()).questions) == 4
    assert time.monotonic() - start < SECONDS


def test_five_hundred_sections_of_questions_beside_titles_that_ask_are_read_in_time() -> None:
    lists = "## More questions\n\nThese are told:\n\n" + "- What is a?\n- Locks\n" * 3
    text = "".join(f"### Q{number}: What is {number}?\n\nIt.\n\n{lists}\n" for number in range(1, 501))
    start = time.monotonic()
    assert len(read_file("x.md", f"# Interview questions\n\n{text}".encode()).questions) >= 500
    assert time.monotonic() - start < SECONDS


def test_a_thousand_questions_in_one_paragraph_are_read_in_time() -> None:
    text = "".join(f"Q{number}. What is {number}?\nAnswer: it.\n" for number in range(1, 1_001))
    start = time.monotonic()
    assert len(read_file("x.md", text.encode()).questions) == 1_000
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("name", GOOD)
def test_a_strange_file_is_read_in_time(name: str) -> None:
    file_name, build = GOOD[name]
    data = build()
    start = time.monotonic()
    assert len(read_file(file_name, data).questions) == 2
    assert time.monotonic() - start < SECONDS


def test_lists_1500_deep_are_warned_of_with_their_line() -> None:
    warnings = read_limited("x.md", nested_lists()).warnings
    assert [w.line for w in warnings if "nested too deeply" in w.text] == [51]


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800"])
def test_a_question_with_a_letter_that_no_database_keeps_is_skipped(letter: str) -> None:
    text = f'[{{"question": "What is a{letter}?"}}, {{"question": "What is b?"}}]'
    document = read_file("x.json", text.encode())
    assert [question.prompt for question in document.questions] == ["What is b?"]
    assert "cannot be stored" in document.skipped[0].reason
    assert "\x00" not in json.dumps(document.skipped[0].text)


@pytest.mark.django_db
def test_one_bad_file_of_several_leaves_the_others_and_writes_no_question(
    lead: User, as_user: Callable[[User], Client]
) -> None:
    files = [
        SimpleUploadedFile("good.md", b"### What is a?\n\nA.\n\n### What is b?\n\nB.\n"),
        SimpleUploadedFile("bad.xml", entity_bomb()),
    ]
    answer = as_user(lead).post("/questions/import/", {"file": files})
    assert answer.status_code == 422
    assert "bad.xml: This XML file declares entities" in answer.content.decode()
    assert [draft.file_name for draft in ImportDraft.objects.all()] == ["good.md"]
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_script_in_a_document_is_shown_and_never_run(lead: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(lead)
    data = b"### What is <script>alert(1)</script>?\n\n<img src=x onerror=alert(2)>\n\n### What is b?\n\nB.\n"
    answer = client.post("/questions/import/", {"file": SimpleUploadedFile("x.md", data)}, follow=True)
    page = answer.content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert(2)&gt;", "")


def test_a_document_of_2600_questions_is_read_in_time() -> None:
    start = time.monotonic()
    assert len(read_file("x.md", document()).questions) == QUESTIONS
    assert time.monotonic() - start < SECONDS


def test_a_workbook_that_claims_to_be_one_cell_is_read_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(3))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lie = workbook(3, sheet1=re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', sheet))
    assert len(read_file("x.xlsx", lie).questions) == 3


def test_a_quotation_mark_that_is_not_closed_is_warned_of_with_its_line() -> None:
    rows = "".join(f"What is {n}?,It\n" for n in range(300))
    document = read_file("x.csv", f'question,answer\nWhat is a?,A\nWhat is b?,"B\n{rows}'.encode())
    assert [(w.line, "not closed" in w.text) for w in document.warnings] == [(3, True)]


@pytest.mark.parametrize("after", [1, 50, 400])
def test_an_open_quotation_mark_is_warned_of_however_little_it_takes(after: int) -> None:
    text = 'question,answer\nWhat is a?,A\nWhat is b?,"B\n' + "What is c?,C\n" * after
    assert [w.line for w in read_file("x.csv", text.encode()).warnings] == [3]


def test_quotation_marks_that_are_closed_or_doubled_are_no_trouble() -> None:
    text = 'question,answer\nWhat is a?,"A\nand ""more"""\nHow wide is it?,5" at most\n'
    assert read_file("x.csv", text.encode()).warnings == ()


def test_letters_that_had_to_be_guessed_are_warned_of() -> None:
    document = read_file(
        "x.md", "### 1. Was heißt „Köln“?\n\nEine Stadt.\n\n### 2. Was ist b?\n\nB.\n".encode("cp1252")
    )
    assert (document.questions[0].prompt, document.warnings[0].text[:26]) == (
        "Was heißt „Köln“?",
        "This file is not UTF-8. It",
    )
