"""Reads a Markdown document of interview questions. Structure comes from the parser's tokens alone."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from markdown_it.token import Token

from questions.importing.about import is_about
from questions.importing.answering.appendix import appendices, with_answers
from questions.importing.answering.behind import answered_behind
from questions.importing.answering.cutting import Cut, Sections, cut
from questions.importing.answering.extras import items_of, kind_of, read_rubric
from questions.importing.answering.given import cut_given, read_given
from questions.importing.choosing.bare import bare_questions
from questions.importing.choosing.given import given_marks
from questions.importing.choosing.shapes import choose
from questions.importing.choosing.topics import named_topics
from questions.importing.decoding import decode
from questions.importing.document import (
    Given,
    Layout,
    Look,
    ParsedDocument,
    ParsedQuestion,
    ParsedRubric,
    Skipped,
    Warned,
)
from questions.importing.doubting.reading import Reading
from questions.importing.doubts import beside_questions, doubts
from questions.importing.levels import is_bare_level, picture_of
from questions.importing.seeing.blocks import blocks_of
from questions.importing.seeing.fences import parse_recovering, unfenced
from questions.importing.seeing.fields import answer_titles
from questions.importing.seeing.head import parted
from questions.importing.seeing.labels import read_label
from questions.importing.seeing.looks import looks_of
from questions.importing.seeing.marks import PLAIN, Mark, find_marks
from questions.importing.seeing.opening import open_page
from questions.importing.seeing.outline import read_leaves
from questions.importing.seeing.page import Heading, Page
from questions.importing.seeing.parsing import NESTING, parse

__all__ = ["decode", "read_markdown"]
PARTED = re.compile(r"[-_.]+")
MOST = 0.75
Cutting = Callable[..., Sections]
TOO_DEEP = "Lists or quotations are nested too deeply here; what follows may not have been read."
TAKEN_AWAY = "No question begins anywhere: each beginning was taken away."


@dataclass(slots=True)
class _Found:
    """What has been gathered so far while walking down the document."""

    questions: list[ParsedQuestion] = field(default_factory=list)
    rubrics: list[ParsedRubric] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def read_markdown(text: str, name: str = "", given: Given | None = None) -> ParsedDocument:
    """Every question with its place, answer and reason; zero questions come with a warning that says why. Where none
    was found the file's name may say that there are.

    `given`: what a person says instead of what the reader would choose.
    """
    whole = text
    head, text = parted(text)
    called = PARTED.sub(" ", name)
    opened = _open(text, head)
    if not opened.own and is_about(called):
        opened = _open(text, f"{head}\n{called}")
    looks = looks_of(opened.page.leaves, opened.marks)
    if given is None:
        return _read(opened, answered_behind(opened.own, opened.page), cut, looks)
    lines, joins = ({line - 1 for line in said} for said in (given.begins, given.joins))
    opened = _opened_for(lines, opened, whole.split("\n"))
    chosen = answered_behind(given_marks(lines, opened.own, opened.marks, opened.page), opened.page)
    said = lines - {mark.line for mark in opened.own}
    document = _read(opened, chosen, partial(cut_given, own=opened.own, joins=joins), looks, said)
    if not document.questions:
        return replace(document, warnings=(Warned(1, TAKEN_AWAY),))
    # Nobody doubts aloud what a person has just said.
    return replace(document, warnings=tuple(warned for warned in document.warnings if warned.line not in given.joins))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document laid open; `own` are the marks that the reader itself takes for questions."""

    tokens: Sequence[Token]
    page: Page
    marks: Sequence[Mark]
    own: Sequence[Mark]
    head: str
    warnings: Sequence[Warned]


def _open(text: str, head: str) -> _Opened:
    warnings: list[Warned] = []
    tokens, lines = parse_recovering(text, warnings)
    leaves = read_leaves(tokens, lines)
    marks = find_marks(leaves)
    page = open_page(lines, leaves, marks, head)
    own = _chosen(marks, page) or named_topics(marks, page)
    return _Opened(tokens, page, marks, own, head, [*warnings, *_too_deep(tokens)])


def _opened_for(given: Collection[int], opened: _Opened, written: Sequence[str]) -> _Opened:
    """Where a question begins in code or in the head of the document, those are a text like any other."""
    text = unfenced(opened.tokens, opened.page.lines, given) or opened.page.lines
    plain = [written[at].strip("`~ ") if at in given and not line.strip() else line for at, line in enumerate(text)]
    if plain == opened.page.lines:
        return opened
    tokens = parse("\n".join(plain))
    leaves = read_leaves(tokens, plain)
    marks = find_marks(leaves)
    page = open_page(plain, leaves, marks, opened.head)
    return replace(opened, tokens=tokens, page=page, marks=marks)


def _read(
    opened: _Opened, chosen: Sequence[Mark], into: Cutting, looks: Sequence[Look], said: Collection[int] = ()
) -> ParsedDocument:
    found, page = _Found(warnings=list(opened.warnings)), opened.page
    parts = appendices(chosen, page)
    page.entitle(part.title for part in parts)
    sections = into(chosen, page=page)
    pictures = [picture_of(page.lines[each.mark.line]) for each in sections.cuts]
    page.pictured = len(set(filter(None, pictures))) > 1 and sum(map(bool, pictures)) * 2 > len(pictures)
    _walk(sections, page, opened.tokens, found)
    found.questions = with_answers(found.questions, parts)
    reading = Reading(opened.marks, sections.cuts, found.questions, page, said)
    return ParsedDocument(
        _title(page),
        tuple(found.questions),
        tuple(found.rubrics),
        tuple(found.tips),
        tuple(found.resources),
        tuple(each for each in found.skipped if each.line - 1 not in {part.title.line for part in parts}),
        tuple(sorted([*beside_questions(found.warnings, reading), *doubts(reading)], key=lambda warned: warned.line)),
        layout=_layout(sections.cuts, page, looks),
    )


def _layout(cuts: Sequence[Cut], page: Page, looks: Sequence[Look]) -> Layout:
    """Of several questions in one line the last one's end."""
    ends = {each.mark.line + 1: _last_written(each, page) for each in cuts}
    return Layout(tuple(ends), tuple(ends.values()), tuple(looks))


def _last_written(each: Cut, page: Page) -> int:
    """The line behind the last that belongs to the question and is not blank, from 1."""
    end = max([each.end, *(last for _, last in each.added)])
    written = (at for at in range(end, each.mark.line, -1) if page.lines[at - 1].strip())
    return next(written, each.mark.line + 1) + 1


def _chosen(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Where lines without any mark were found, and nearly all lines of the page ask, those that request count too."""
    chosen = choose(marks, page)
    if not all(mark.shape == PLAIN for mark in chosen):
        return _with_lines(chosen, page)
    bare = bare_questions(page.leaves, page)
    taken = len(bare) > len(chosen) and (not chosen or len(bare) >= MOST * len(page.texts))
    return _without_opening(bare if taken else chosen, page)


def _with_lines(chosen: list[Mark], page: Page) -> list[Mark]:
    """Where a page of lines that ask closes with a short list of the same kind, both are questions."""
    if not all(mark.item and not mark.tail for mark in chosen):
        return chosen
    bare = bare_questions(page.leaves, page)
    return [*bare, *chosen] if len(bare) > len(chosen) and bare[-1].line < chosen[0].line else chosen


def _without_opening(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """What greets the reader before the first title asks nobody, where the other lines stand under titles."""
    first = page.headings[0].line if page.headings else -1
    below = [mark for mark in marks if mark.line > first]
    return below if len(below) >= MOST * len(marks) else list(marks)


def _too_deep(tokens: Sequence[Token]) -> list[Warned]:
    """The parser passes over what lies deeper than its limit, and all that follows inside of it."""
    lines = (token.map[0] for token in tokens if token.map and token.level >= NESTING - 1)
    line = next(lines, None)
    return [] if line is None else [Warned(line + 1, TOO_DEEP)]


def _title(page: Page) -> str:
    """ "Q: What is a lease?" without its label."""
    text = next((heading.text for heading in page.headings if heading.depth == 1), "")
    label = read_label(text)
    return label.text if label and label.kind == "question" and label.number is None and label.text else text


def _walk(sections: Sections, page: Page, tokens: Sequence[Token], found: _Found) -> None:
    """Down the document: headings open sections, or are read as what their title says where no question stands."""
    headings: dict[int, Heading] = {}
    passed = -1
    titles = answer_titles(page.leaves, len(sections.cuts))
    steps: list[Heading | Cut] = [*sections.headings, *sections.cuts]
    for step in sorted(steps, key=lambda s: s.mark.line if isinstance(s, Cut) else s.line):
        if isinstance(step, Cut):
            question, warnings = read_given(step, page, _place(list(headings.values())), titles)
            found.questions.append(question)
            found.warnings += warnings
        elif step.line > passed:
            passed = _heading(step, sections, page, tokens, headings, found)


def _heading(
    heading: Heading,
    sections: Sections,
    page: Page,
    tokens: Sequence[Token],
    headings: dict[int, Heading],
    found: _Found,
) -> int:
    """Opens a section; one that holds no question is read as what its title says, and passed over."""
    for depth in [depth for depth in headings if depth >= heading.depth]:
        del headings[depth]
    end = next(
        (other.line for other in sections.headings if other.line > heading.line and other.depth <= heading.depth),
        len(page.lines),
    )
    if heading.depth == 1 or sections.hold(heading.line, end):
        headings[heading.depth] = heading
        return heading.line
    _extra(heading, end, tokens, found)
    return end - 1


def _extra(heading: Heading, end: int, tokens: Sequence[Token], found: _Found) -> None:
    kind = kind_of(heading.text)
    body = [block for block in blocks_of(tokens) if heading.line < block.start < end] if kind else []
    rubric = read_rubric(heading.text, heading.line + 1, body) if kind == "rubric" else None
    if rubric:
        found.rubrics.append(rubric)
    elif kind == "tips":
        found.tips += items_of(body)
    elif kind == "resources":
        found.resources += items_of(body)
    else:
        found.skipped.append(Skipped(heading.line + 1, "A section without a question.", heading.text))


def _place(headings: Sequence[Heading]) -> tuple[str, str]:
    """(section, sub-heading): a heading that only names a level is never a section."""
    below = [heading.text for heading in headings if heading.depth > 1]
    if below and is_bare_level(below[0]):
        return "", below[-1]
    return (below[0] if below else ""), (below[-1] if len(below) > 1 else "")
