"""Where each question ends, and what its answer is, when a person said where questions begin."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from questions.importing.answering.answers import read_question
from questions.importing.answering.cutting import Cut, Sections, cut
from questions.importing.document import ParsedQuestion, Warned
from questions.importing.entries import bounded
from questions.importing.seeing.fields import trimmed
from questions.importing.seeing.marks import Mark, Shape
from questions.importing.seeing.page import Page
from questions.importing.seeing.points import key_points_of
from questions.importing.wording import ASKS


def cut_given(given: Sequence[Mark], page: Page, own: Sequence[Mark], joins: Collection[int]) -> Sections:
    """As `cut`; and what was a question of the reader's own, on one of the lines that are to join the question above
    them (from 0), goes there with all that belonged to it, but for a title over others. What joins nothing and is set
    like a question ends it.
    """
    ends = {each.mark.line: each.end for each in cut(own, page).cuts}
    sections = cut(given, page)
    starts = [each.mark.line for each in sections.cuts]
    left = _left(own, {*starts, *joins})
    cuts = [_before_left(each, left) for each in sections.cuts]
    asked = {line for line in joins if starts and line > starts[0]} - set(starts)
    taken = (mark for mark in own if mark.line in asked)
    joined = [mark for mark in taken if not _is_title(mark, ends[mark.line], page)]
    lines = {mark.line for mark in joined}
    titles = [heading.line for heading in sections.headings if heading.line not in lines]
    for mark in joined:
        at = bisect_right(starts, mark.line) - 1
        end = min([ends[mark.line], *starts[at + 1 : at + 2]])
        apart = bisect_left(titles, cuts[at].end) < bisect_left(titles, mark.line)
        cuts[at] = _with_span(cuts[at], mark.line, end, apart=apart)
    return Sections(tuple(cuts), tuple(heading for heading in sections.headings if not _holds(cuts, heading.line)))


def _left(own: Sequence[Mark], kept: Collection[int]) -> Mapping[Shape, Sequence[int]]:
    """The lines of the reader's own questions that are none and join none, by how they are set."""
    left: dict[Shape, list[int]] = defaultdict(list)
    for mark in own:
        if mark.line not in kept:
            left[mark.shape].append(mark.line)
    return left


def read_given(
    each: Cut, page: Page, place: tuple[str, str], titles: frozenset[str]
) -> tuple[ParsedQuestion, list[Warned]]:
    """As `read_question`; what was added goes to the answer as it stands, whatever its labels say."""
    if not each.added:
        return read_question(each, page, place, titles)
    question, warnings = read_question(replace(each, end=min(each.end, each.added[0][0])), page, place, titles)
    told = [question.answer, *(trimmed(page.lines[start:end]) for start, end in each.added)]
    answer = bounded("\n\n".join(filter(None, told)), question.line, warnings)
    points = key_points_of(answer) if question.key_points == key_points_of(question.answer) else question.key_points
    return replace(question, answer=answer, key_points=points), warnings


def _before_left(each: Cut, left: Mapping[Shape, Sequence[int]]) -> Cut:
    """What is set like the question and begins none is the next thing of its kind, and no part of the answer."""
    alike = left.get(each.mark.shape, ())
    after = alike[bisect_right(alike, each.mark.line) :][:1]
    return replace(each, end=min([each.end, *after]))


def _is_title(mark: Mark, end: int, page: Page) -> bool:
    """A heading that neither asks nor counts, with no text below it."""
    counts = mark.label or mark.asks >= ASKS or mark.tail
    return mark.depth > 0 and not counts and not page.has_text(mark.end, end)


def _with_span(each: Cut, start: int, end: int, *, apart: bool) -> Cut:
    """`apart`: the title of another section stands before it, and stays what it is."""
    if apart:
        return replace(each, added=(*each.added, (start, end)))
    begin = start if each.added else min(each.end, start)
    return replace(each, end=max(each.end, end), added=(*each.added, (begin, end)))


def _holds(cuts: Sequence[Cut], line: int) -> bool:
    at = bisect_right(cuts, line, key=lambda each: each.mark.line) - 1
    return at >= 0 and (line < cuts[at].end or any(start <= line < end for start, end in cuts[at].added))
