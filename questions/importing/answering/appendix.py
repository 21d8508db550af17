"""Answers that stand together behind the questions, under a title of their own, counted as the questions are."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from textwrap import dedent

from questions.importing.document import ParsedQuestion
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.fields import is_placeholder, trimmed
from questions.importing.seeing.labels import is_answer_label, read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.options import spelled_out
from questions.importing.seeing.outline import Leaf
from questions.importing.seeing.page import Heading, Page
from questions.importing.seeing.points import key_points_of

# "1-b, 2-d, 3-a" on one line.
PAIR = re.compile(r"(?:q\.?\s*)?(\d{1,3})\s*[-–.):=]+\s*\(?([a-h])\)?(?=[\s,;|.]|$)[\s,;|.]*", re.I)
# So many questions at least stand before each such title; else it is the label of a single answer.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """`text` is what stands on the entry's own line; `indent` is how far its other lines are set in."""

    number: int
    line: int
    text: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Appendix:
    """`texts` are the answers by the line of the question (from 0); `title` is the line over them."""

    title: Heading
    texts: Mapping[int, str]


def appendices(chosen: Sequence[Mark], page: Page) -> list[Appendix]:
    """Each part that counts exactly the questions before it, since the part before; none of those has such a title of
    its own, whose answer may count its steps.
    """
    found: list[Appendix] = []
    begin = own = 0
    titles = list(_titles(page))
    for leaf, label in titles if len(titles) * FEWEST <= len(chosen) else ():
        first = begin >= own or _at(chosen, begin) == _at(chosen, own)
        own = leaf.start
        if not first:
            continue
        end = _end(leaf, chosen, page)
        scope = chosen[_at(chosen, begin) : _at(chosen, leaf.start)]
        texts = _texts(_entries(page.between(leaf.end, end)), end, page)
        if _counts_all(texts, scope):
            depth = min([leaf.depth or 6, *(mark.depth for mark in scope if mark.depth)])
            by_line = {mark.line: text for mark, text in zip(scope, texts.values(), strict=True)}
            found.append(Appendix(Heading(leaf.start, depth, label), by_line))
            begin = end
    return found


def with_answers(questions: Sequence[ParsedQuestion], parts: Sequence[Appendix]) -> list[ParsedQuestion]:
    """The questions with what stands for them in such a part, where none of its questions has an answer of its own."""
    answers = {}
    for part in parts:
        asked = [question for question in questions if question.line - 1 in part.texts]
        if not any(question.answer for question in asked):
            answers.update({line: (text, part.title.text) for line, text in part.texts.items()})
    return [_answered(each, *answers[each.line - 1]) if each.line - 1 in answers else each for each in questions]


def _titles(page: Page) -> Iterator[tuple[Leaf, str]]:
    for leaf in page.leaves:
        face = face_of(leaf.text) if leaf.kind in ("heading", "summary", "paragraph") and not leaf.nest else None
        said = face.text.strip(" :：") if face and not face.tail and "\n" not in leaf.text else ""
        if len(said) > 1 and is_answer_label(said):
            yield leaf, said


def _end(title: Leaf, chosen: Sequence[Mark], page: Page) -> int:
    """The next question, or the next heading as high as the title."""
    after = chosen[bisect_right(chosen, title.start, key=_line) :][:1]
    limit = after[0].line if after else len(page.lines)
    return next((leaf.start for leaf in page.between(title.end, limit) if _closes(leaf, title)), limit)


def _at(chosen: Sequence[Mark], line: int) -> int:
    return bisect_left(chosen, line, key=_line)


def _line(mark: Mark) -> int:
    return mark.line


def _closes(leaf: Leaf, title: Leaf) -> bool:
    if leaf.kind != "heading" or leaf.nest or leaf.depth > (title.depth or 6):
        return False
    return title.depth > 0 or read_label(face_of(leaf.text).text) is None


def _entries(leaves: Sequence[Leaf]) -> list[_Entry]:
    """Those that count from 1 up; a list inside of an answer begins anew and is none."""
    found: list[_Entry] = []
    for entry in chain.from_iterable(map(_of_leaf, leaves)):
        if entry.number == len(found) + 1:
            found.append(entry)
    return found


def _of_leaf(leaf: Leaf) -> Iterator[_Entry]:
    pairs = PAIR.findall(leaf.text) if leaf.kind == "paragraph" and not PAIR.sub("", leaf.text).strip() else []
    if len(pairs) > 1:
        yield from (_Entry(int(number), leaf.start, letter) for number, letter in pairs)
    elif leaf.kind == "table":
        yield from (
            _Entry(int(cells[0]), line, cells[1]) for line, cells in leaf.rows if len(cells) > 1 and cells[0].isdigit()
        )
    elif leaf.item and leaf.item.number is not None and leaf.item.nest == 1:
        yield _Entry(leaf.item.number, leaf.start, leaf.text.split("\n")[0], leaf.item.indent)
    elif leaf.kind in ("heading", "paragraph") and not leaf.nest:
        yield from _of_lines(leaf)


def _of_lines(leaf: Leaf) -> Iterator[_Entry]:
    for offset, line in enumerate(leaf.text.split("\n")):
        face = face_of(line)
        label = read_label(f"{face.text} {face.tail}".strip())
        if label and label.number is not None:
            yield _Entry(label.number, leaf.start + offset, label.text.strip("* "))


def _texts(entries: Sequence[_Entry], end: int, page: Page) -> dict[int, str]:
    """The whole text of each entry by its number: its own line, and what stands below up to the next."""
    limits = [*(entry.line for entry in entries[1:]), end]
    return {entry.number: _text(entry, limit, page) for entry, limit in zip(entries, limits, strict=False)}


def _text(entry: _Entry, limit: int, page: Page) -> str:
    below = [line[min(entry.indent, len(line) - len(line.lstrip())) :] for line in page.lines[entry.line + 1 : limit]]
    return trimmed([entry.text, *below]) if entry.text else dedent(trimmed(below))


def _counts_all(texts: Mapping[int, str], scope: Sequence[Mark]) -> bool:
    numbers = [mark.number for mark in scope]
    counted = all(number is None for number in numbers) or numbers == list(texts)
    return FEWEST <= len(texts) == len(scope) and counted


def _answered(question: ParsedQuestion, text: str, label: str) -> ParsedQuestion:
    answer = "" if is_placeholder(text) else spelled_out(text, question.prompt)
    return replace(question, answer=answer, answer_label=label, key_points=key_points_of(answer))
