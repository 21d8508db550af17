"""What the exports hold, and that Markdown and JSON come back identical, whatever somebody wrote."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from questions.exporting.anki import export_anki
from questions.exporting.entries import Entry
from questions.exporting.formats import FORMATS
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.reading import read_file

# Texts as the bank stores them: no control characters but line feed and tab, and no halves of pairs.
LETTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")
# Pieces that mean something to one of the readers.
MARKS = st.sampled_from(
    [
        "## Question 2",
        "**Q3: Why?**",
        "```",
        "---",
        "-->",
        "<!-- ip-",
        "**Answer:**",
        "- a",
        "  - b",
        "\n\n",
        "{",
        "'=1",
    ]
)
TEXT = st.lists(st.one_of(st.text(LETTERS, max_size=20), MARKS), max_size=6).map("".join)
FILLED = TEXT.filter(lambda text: bool(text.strip()))
LIST = st.lists(TEXT, max_size=3)
ENTRIES = st.lists(
    st.builds(
        Entry,
        identity=st.text("abc123", min_size=1, max_size=8),
        title=st.just("t"),
        prompt=FILLED,
        answer=TEXT,
        answer_label=st.text(LETTERS, max_size=8),
        key_points=LIST,
        follow_ups=LIST,
        red_flags=LIST,
        level_answers=st.dictionaries(st.sampled_from(["junior", "principal"]), TEXT, max_size=2),
        minutes=st.none() | st.integers(1, 120),
        levels=st.sampled_from([[], ["mid"], ["junior", "senior"]]),
        kind=st.sampled_from(["conceptual", "coding"]),
        topic=st.text(LETTERS, max_size=10),
        tags=st.lists(st.text(LETTERS, max_size=5), max_size=2),
        use=st.sampled_from(["live", "practice"]),
        visibility=st.sampled_from(["private", "team"]),
    ),
    min_size=1,
    max_size=3,
)


def back(found: ParsedQuestion) -> Entry:
    return Entry(
        found.identity,
        "t",
        found.prompt,
        found.answer,
        found.answer_label or "",
        list(found.key_points),
        list(found.follow_ups),
        list(found.red_flags),
        found.level_answers,
        found.minutes,
        list(found.levels),
        found.kind,
        found.topic or "",
        list(found.tags),
        found.use,
        found.visibility,
    )


@pytest.mark.parametrize(("name", "file"), [("markdown", "bank.md"), ("json", "bank.json")])
@settings(max_examples=60, deadline=None)
@given(entries=ENTRIES)
def test_what_was_exported_comes_back_identical(name: str, file: str, entries: list[Entry]) -> None:
    document = read_file(file, FORMATS[name].write(entries))
    assert [back(question) for question in document.questions] == entries
    assert not [w for w in document.warnings if "changed" in w.text]


ONE = Entry(
    identity="q1",
    title="What is {a} lock: ~really~?",
    prompt="What is {a} lock: ~really~?\n\n```sql\nSELECT 1; -- #=\n```",
    answer="It keeps others out.\n\n- by row\n- by table",
    key_points=["names two kinds", "says who waits"],
    follow_ups=["What is a deadlock?"],
    red_flags=["never heard of waiting"],
    level_answers={"junior": "knows the word"},
    minutes=7,
    levels=["mid", "senior"],
    kind="scenario",
    topic="Storage / Locks",
    tags=["sql"],
)


def exported(name: str) -> bytes:
    return FORMATS[name].write([ONE])


def read_back(name: str) -> ParsedDocument:
    return read_file(f"x.{FORMATS[name].ending}", exported(name))


@pytest.mark.parametrize("name", ["csv", "xlsx", "moodle", "gift"])
def test_the_other_formats_keep_every_part(name: str) -> None:
    found = read_back(name).questions[0]
    assert (found.prompt, found.answer) == (ONE.prompt, ONE.answer)
    assert (found.levels, found.kind, found.topic, found.minutes) == (("mid", "senior"), "scenario", ONE.topic, 7)
    assert [list(found.key_points), list(found.follow_ups), list(found.red_flags)] == [
        ONE.key_points,
        ONE.follow_ups,
        ONE.red_flags,
    ]
    assert (found.level_answers, found.tags) == ({"junior": "knows the word"}, ("sql",))


FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "'=1", '"=1']


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_starts_a_formula_and_the_text_comes_back(formula: str) -> None:
    entry = Entry(identity="q", title="t", prompt="Is it?", answer=formula)
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"].write([entry]))).active
    assert sheet is not None
    assert str(sheet["C2"].value).startswith("'")
    for name in ("csv", "xlsx"):
        written = FORMATS[name].write([entry])
        assert read_file(f"x.{name}", written).questions[0].answer == formula.strip()


def notes(deck: bytes, folder: Path) -> list[tuple[str, str, str]]:
    (folder / "c.anki2").write_bytes(zipfile.ZipFile(io.BytesIO(deck)).read("collection.anki2"))
    with sqlite3.connect(folder / "c.anki2") as cards:
        return cards.execute("SELECT guid, flds, tags FROM notes").fetchall()


def test_an_anki_deck_keeps_its_ids_so_that_cards_are_updated(tmp_path: Path) -> None:
    changed = Entry(identity="q1", title="t", prompt="Changed <script>alert(1)</script>?")
    (before,), (after,) = notes(export_anki([ONE]), tmp_path), notes(export_anki([changed]), tmp_path)
    assert before[0] == after[0]
    assert "names two kinds" in before[1]
    assert "level::mid" in before[2]
    assert "<script>" not in after[1]
