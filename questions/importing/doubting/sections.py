"""Doubts about a section whose title announces questions, and of which none was taken."""

from bisect import bisect_left
from collections.abc import Iterator

from questions.importing.about import BOILERPLATE, OF_READERS, QUESTIONS, TURNED
from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.page import Heading
from questions.importing.places import lines_said
from questions.importing.wording import asking

EMPTY = "“{}” announces questions, and none below it was taken for one."
EMPTIES = "{} sections announce questions, and none below them was taken for one: {}."


def announced(reading: Reading) -> Iterator[Doubt]:
    if len(reading.cuts) == 1:
        return
    empty = [heading for heading in reading.page.headings if _announces(heading) and _is_empty(heading, reading)]
    lines = [heading.line + 1 for heading in empty]
    if len(empty) == 1:
        yield Doubt(lines[0], EMPTY.format(empty[0].text[:80]), 3)
    elif empty:
        yield Doubt(lines[0], EMPTIES.format(len(empty), lines_said(lines)), 3)


def _announces(heading: Heading) -> bool:
    text = OF_READERS.sub("", heading.text)
    about = heading.depth > 1 and QUESTIONS.search(text) and asking(text) < 1
    return bool(about) and not (BOILERPLATE.fullmatch(text) or TURNED.search(text))


def _is_empty(heading: Heading, reading: Reading) -> bool:
    page = reading.page
    end = page.closing(heading.line, len(page.lines), heading.depth)
    cuts = reading.cuts[bisect_left(reading.cuts, heading.line, key=lambda cut: cut.mark.line) :]
    held = bool(cuts) and cuts[0].mark.line < end
    marks = [mark for mark in reading.marks if heading.line < mark.line < end]
    repeated = sum(mark.is_linked or reading.repeats(mark) for mark in marks) * 2 > len(marks)
    return not held and not repeated and page.has_text(heading.line + 1, end) and not page.is_turned(heading.line)
