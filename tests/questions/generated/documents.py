"""Documents of our own making with the truth about them, and how far a reading is from it."""

import re
from dataclasses import replace
from random import Random

from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.reading import read_file
from tests.questions.generated.asked import Asked, questions
from tests.questions.generated.carriers import write
from tests.questions.generated.choices import Choices, plain
from tests.questions.generated.clear import is_clear
from tests.questions.generated.options import OPTIONS
from tests.questions.generated.paper import Paper, Truth
from tests.questions.generated.surroundings import (
    close_document,
    open_document,
    put_aside,
    put_between,
    put_section,
    section_depth,
    sections_of,
)
from tests.questions.generated.tongues import ALL_TONGUES

SINGLE = ("one depth off", "one without number", "one not bold", "stop left out", "one heading in bold")


def drawn(rng: Random) -> Choices:
    """One option of each, as often as people write so; combinations that say nothing certain are drawn anew."""
    while True:
        found = plain({name: rng.choices(list(each), list(each.values()))[0] for name, each in OPTIONS.items()})
        if is_clear(found):
            return found


def of_seed(seed: int) -> tuple[Choices, Paper]:
    """Always the same document for the same seed."""
    rng = Random(seed)  # noqa: S311 - made documents, not secrets
    choices = drawn(rng)
    return choices, made(choices, rng)


def made(choices: Choices, rng: Random) -> Paper:
    tongue = ALL_TONGUES[choices["tongue"]]
    asked = questions(choices, tongue, rng)
    paper = Paper()
    open_document(paper, choices, tongue, asked)
    _write_all(paper, choices, asked, rng)
    close_document(paper, choices)
    return paper


def _write_all(paper: Paper, c: Choices, asked: list[Asked], rng: Random) -> None:
    sections = sections_of(c, len(asked))
    size = -(-len(asked) // sections) if sections else len(asked)
    odd = rng.randrange(1, len(asked)) if c["accident"] in SINGLE else -1
    for at, (each, number) in enumerate(zip(asked, _numbers(c, len(asked), size, rng), strict=True)):
        if at:
            put_between(paper, c)
        if sections and at % size == 0:
            put_section(paper, c, at // size)
            if at == size:
                put_aside(paper, c)
        elif at == 0 and section_depth(c) > 0:
            paper.part()
        otherwise = c["accident"] == "second half otherwise" and at * 2 >= len(asked)
        write(paper, replace(each, number=number), c, c["accident"] if at == odd or otherwise else "")


def _numbers(c: Choices, count: int, size: int, rng: Random) -> list[int]:
    numbers = list(range(1, count + 1))
    at = rng.randrange(1, count)
    if c["accident"] == "numbers restart":
        return [number % size + 1 for number in range(count)]
    if c["accident"] == "from ten":
        return [number + 9 for number in numbers]
    if c["accident"] == "missing number":
        return [number + (index >= at) for index, number in enumerate(numbers)]
    if c["accident"] == "repeated number":
        return [number - (index >= at) for index, number in enumerate(numbers)]
    return numbers


def text_of(paper: Paper, choices: Choices) -> str:
    lines = paper.lines
    if choices["accident"] == "trailing blanks":
        lines = [f"{line}  " if number % 3 else line for number, line in enumerate(lines)]
    return ("\r\n" if choices["accident"] == "carriage returns" else "\n").join(lines) + "\n"


def read(paper: Paper, choices: Choices) -> ParsedDocument:
    return read_file("made.md", text_of(paper, choices).encode())


def faults(paper: Paper, document: ParsedDocument) -> list[str]:
    """What was read in another way than it was written; nothing for a document read as a person would."""
    expected = {truth.line: truth for truth in paper.truths}
    found = {question.line: question for question in document.questions}
    missing = [f"missing in line {line}: {expected[line].text}" for line in expected if line not in found]
    extra = [f"invented in line {line}: {found[line].prompt[:80]}" for line in found if line not in expected]
    both = [(truth, found[line]) for line, truth in expected.items() if line in found]
    return [*missing, *extra, *(fault for truth, read in both for fault in _misread(truth, read, paper))]


def _misread(truth: Truth, question: ParsedQuestion, paper: Paper) -> list[str]:
    where = f"line {truth.line}"
    said = (
        [f"{where} asks “{question.prompt[:80]}”"] if not _bare(question.prompt).startswith(_bare(truth.text)) else []
    )
    if truth.pieces is None and question.answer:
        said.append(f"{where} has an answer: “{question.answer[:80]}”")
    lost = [piece for piece in truth.pieces or () if _bare(piece) not in _bare(question.answer)]
    alien = [line for line in paper.foreign if _bare(line) and _bare(line) in _bare(question.answer)]
    said += [f"{where} lacks of its answer “{piece[:80]}”" for piece in lost]
    return said + [f"{where} swallowed “{line[:80]}”" for line in alien]


def _bare(text: str) -> str:
    """Without marks and blanks: how a text is set is not what is asked here."""
    return re.sub(r"[\W_]+", "", text).lower()
