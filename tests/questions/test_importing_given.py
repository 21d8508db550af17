"""A document read again with the beginnings that a person gave, instead of those that the reader chose."""

import random
import re
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest

from bench.document import document
from questions.importing.document import Given, Layout, ParsedDocument, ParsedQuestion
from questions.importing.limited import read_limited
from questions.importing.markdown import TAKEN_AWAY
from questions.importing.reading import read_file
from tests.questions.test_importing_traps import NAMES, TRAPS

# Taking one of their questions away leaves answers that stand behind all questions without a reader.
ANSWERED_ELSEWHERE = ("answers-behind-all-questions", "answers-behind-each-part", "an-appendix-of-solutions")
SECONDS = 10
PAIRS = 2
BARE = "# Questions\n\n- What is a lease?\n- Why so?\n- What is a lock?\n- What is a fence?\n"


def read(text: str, begins: Sequence[int] | None = None, joins: Sequence[int] = ()) -> ParsedDocument:
    return read_file("x.md", text.encode(), None if begins is None else Given(tuple(begins), tuple(joins)))


def layout_of(found: ParsedDocument) -> Layout:
    assert found.layout
    return found.layout


def asked(found: ParsedDocument) -> list[tuple[str, str]]:
    return [(question.prompt, question.answer) for question in found.questions]


def words(question: ParsedQuestion) -> list[str]:
    lists = (*question.key_points, *question.follow_ups, *question.red_flags, *question.level_answers.values())
    return re.findall(r"\w+", " ".join((question.prompt, question.answer, *lists)).lower())


@pytest.mark.parametrize("name", NAMES)
def test_the_reader_s_own_beginnings_give_the_same_document(name: str) -> None:
    data = (TRAPS / f"{name}.md").read_bytes()
    own = read_file("x.md", data)
    if own.questions:
        assert read_file("x.md", data, Given(layout_of(own).begins)) == own


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_given_lines_begin_a_question(name: str) -> None:
    text = (TRAPS / f"{name}.md").read_text()
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if re.search(r"[^\W_]", line)]
    rng = random.Random(name)  # noqa: S311 - lines to try, not secrets
    for count in (1, 3, len(lines)):
        begins = sorted(rng.sample(lines, min(count, len(lines))))
        found = read(text, begins)
        assert sorted({question.line for question in found.questions}) == begins
        assert all(question.prompt.strip() not in ("", "Question None") for question in found.questions)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ANSWERED_ELSEWHERE])
def test_what_joins_the_question_above_takes_all_its_words_along(name: str) -> None:
    text = (TRAPS / f"{name}.md").read_text()
    own = read(text)
    begins = layout_of(own).begins
    pairs = list(pairwise(begins))
    some = random.Random(name).sample(pairs, min(PAIRS, len(pairs)))  # noqa: S311 - lines to try, not secrets
    for before, line in some:
        found = read(text, [each for each in begins if each != line], joins=[line])
        above = [question for question in found.questions if question.line == before][-1]
        gone = [word for question in own.questions if question.line == line for word in words(question)]
        assert not set(gone) - set(words(above))


def test_an_item_of_a_bare_list_becomes_the_answer_above_it() -> None:
    expected = [("What is a lease?", "- Why so?"), ("What is a lock?", "- What is a fence?")]
    assert asked(read(BARE, [3, 5], joins=[4, 6])) == expected


def test_an_item_that_only_begins_no_question_is_cut_off_as_in_any_list() -> None:
    assert asked(read(BARE, [3, 5])) == [("What is a lease?", ""), ("What is a lock?", "")]


def test_several_that_join_one_question_stand_in_their_order() -> None:
    assert asked(read(BARE, [3], joins=[4, 5])) == [("What is a lease?", "- Why so?\n\n- What is a lock?")]


@pytest.mark.parametrize("joins", [[3], [1], [99], [4]])
def test_what_has_no_question_above_or_is_none_of_the_reader_s_joins_nothing(joins: list[int]) -> None:
    assert asked(read(BARE, [4, 5, 6], joins)) == asked(read(BARE, [4, 5, 6]))


def test_the_title_of_a_section_between_stays_one() -> None:
    text = "# Q\n\n### Who?\n\nA.\n\n## Late\n\n### Why?\n\nB.\n\n### Where?\n\nC.\n\n### When?\n\nD.\n"
    found = read(text, [3, 13, 17], joins=[9])
    expected = [("Who?", "A.\n\n### Why?\n\nB.", ""), ("Where?", "C.", "Late"), ("When?", "D.", "Late")]
    assert [(question.prompt, question.answer, question.section) for question in found.questions] == expected


def test_headings_that_are_left_as_a_whole_are_titles_over_what_is_taken_instead() -> None:
    topics = ("locks", "queues", "leases")
    text = "# Q&A\n\n" + "".join(f"### What are {topic}?\n\n- Name two\n- Draw one\n\nThink.\n\n" for topic in topics)
    own, given = read(text), read(text, [5, 6, 12, 13])
    assert layout_of(own).begins == (3, 10, 17)
    assert [(question.prompt, question.section) for question in given.questions] == [
        ("Name two", "What are locks?"),
        ("Draw one", "What are locks?"),
        ("Name two", "What are queues?"),
        ("Draw one", "What are queues?"),
    ]


def test_code_in_which_a_question_begins_is_a_text() -> None:
    text = "# Notes\n\n```\nWhat is a lease?\nA lock that ends.\nWhat is a fence?\n```\n\nThe end.\n"
    expected = [("What is a lease?", "A lock that ends."), ("What is a fence?", "The end.")]
    assert asked(read(text, [4, 6])) == expected


def test_a_block_of_code_can_be_what_is_asked() -> None:
    text = "# Notes\n\n```python\nprint(1)\n```\n\nIt prints 1.\n"
    assert asked(read(text, [3])) == [("```python\nprint(1)\n```", "It prints 1.")]


def test_a_row_of_a_table_asks_with_its_first_cell() -> None:
    text = "| Topic | Note |\n|---|---|\n| Leases | They end. |\n| Locks | They do not. |\n"
    assert asked(read(text, [3, 4])) == [("Leases", "They end."), ("Locks", "They do not.")]


def test_a_line_of_the_document_s_head_can_ask() -> None:
    text = "---\nsubject: leases\n---\n\nThey end.\n"
    assert asked(read(text, [2])) == [("subject: leases", "They end.")]


def test_a_line_in_the_middle_of_a_paragraph_parts_it() -> None:
    text = "Leases and\nlocks, which end\nor not.\nThink of both.\n"
    expected = [("Leases and", ""), ("locks, which end or not.", "Think of both.")]
    assert asked(read(text, [1, 2])) == expected


@pytest.mark.parametrize("begins", [[], [2], [999]])
def test_without_a_line_that_says_something_there_is_no_question(begins: list[int]) -> None:
    found = read("# Questions\n\n### What is a?\n\nA.\n\n### What is b?\n\nB.\n", begins)
    assert found.questions == ()
    assert [warned.text for warned in found.warnings] == [TAKEN_AWAY]


def test_a_title_over_questions_that_was_taken_for_one_stays_a_title() -> None:
    text = "# Q\n\n### What is a?\n\nA.\n\n### Bonus\n\n### What is b?\n\nB.\n"
    assert asked(read(text, [3, 9], joins=[7])) == [("What is a?", "A."), ("What is b?", "B.")]


def test_the_lines_of_a_document_are_parted_by_how_they_are_set() -> None:
    text = "# Q\n\n### What is a?\n\n- It is\n- It was\n\n### What is b?\n\n**Why**\n\n```\nWhat now?\n```\n"
    looks = {look.name: look.lines for look in layout_of(read(text)).looks}
    assert looks == {
        "Headings of level 1": (1,),
        "Headings of level 3": (3, 8),
        "Items of lists": (5, 6),
        "Lines of their own in bold": (10,),
        "Lines in code blocks that ask": (13,),
    }


def test_each_line_has_one_look() -> None:
    for name in NAMES:
        lines = [line for look in layout_of(read((TRAPS / f"{name}.md").read_text())).looks for line in look.lines]
        assert len(lines) == len(set(lines))


def test_a_layout_says_where_each_question_ends() -> None:
    text = "# Q\n\n### What is a?\n\nA.\n\n\n### What is b?\n\nB.\n"
    assert (layout_of(read(text)).begins, layout_of(read(text)).ends) == ((3, 8), (6, 11))


@pytest.mark.parametrize(
    ("name", "data"), [("x.csv", b"question,answer\nWhy?,So\n"), ("x.json", b'[{"question": "Why?"}]')]
)
def test_tables_and_the_like_have_no_layout(name: str, data: bytes) -> None:
    assert read_file(name, data).layout is None


@pytest.mark.usefixtures("read_in_a_process")
def test_thousands_of_beginnings_reach_the_process_that_reads() -> None:
    data = document()
    lines = data.decode().split("\n")
    begins = [number for number, line in enumerate(lines, start=1) if line.startswith("**Q")]
    start = time.monotonic()
    found = read_limited("x.md", data, Given(tuple(begins[::2])))
    assert [question.line for question in found.questions] == begins[::2]
    assert time.monotonic() - start < SECONDS


def test_what_a_person_said_is_not_doubted() -> None:
    found = read(BARE, [3, 5, 6], joins=[4])
    assert 4 not in [warned.line for warned in found.warnings]


MANY = {
    "a paragraph": "\n".join(f"word {n} of a paragraph that never ends" for n in range(10_000)),
    "a block of code": "```\n" + "\n".join(f"line {n} of a program" for n in range(10_000)) + "\n```\n",
    "many blocks of code": "\n".join(f"```\nline {n}\n```" for n in range(3_500)),
}


@pytest.mark.parametrize("name", MANY)
def test_thousands_of_questions_in_one_place_are_read_in_time(name: str) -> None:
    begins = [at for at, line in enumerate(MANY[name].split("\n"), start=1) if re.search(r"\w", line)][:3_000]
    start = time.monotonic()
    assert len(read(MANY[name], begins).questions) == len(begins)
    assert time.monotonic() - start < SECONDS


def test_a_line_that_a_person_took_for_a_question_is_not_doubted() -> None:
    asked = "".join(f"{number}. What is rope {number}?\n" for number in range(1, 8))
    text = f"# Harbour interview\n\n## Rope\n\n{asked}\n## Wind\n\n**Luffing**\n\nTurn into it.\n"
    lines = [5, 6, 7, 8, 9, 10, 11, 15]
    assert [question.line for question in read(text, lines).questions] == lines
    assert [warned.text for warned in read(text, lines).warnings] == ["Only 1 of 8 questions has an answer: line 15."]
