"""Doubts about an answer that holds the label of an answer once more: it may be the next question's."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from questions.importing.answering.cutting import Cut
from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.page import Page

SECOND = "An answer is labelled here once more; it was left in the answer of the question in line {}."
NOTE = "Line {} of this answer labels an answer once more."
SECONDS = "{} questions hold the label of an answer twice: {}. Look whether one of them has swallowed another."
OFTEN = 0.4


def labelled_twice(reading: Reading) -> Iterator[Doubt]:
    """Not where that is how the document answers."""
    found = [(line + 1, cut.mark.line + 1) for cut in reading.cuts if (line := _second(cut, reading.page)) is not None]
    if found and len(found) <= OFTEN * len(reading.cuts):
        beside = [(over, NOTE.format(line)) for line, over in found]
        yield from doubt_of(SECOND.format(found[0][1]), SECONDS, [line for line, _ in found], beside, weight=3)


def _second(cut: Cut, page: Page) -> int | None:
    """The line where a label stands again in the same words."""
    lines = page.answers[bisect_left(page.answers, cut.mark.end) : bisect_left(page.answers, cut.end)]
    heads: Counter[str] = Counter()
    for line in lines:
        head = _head(page.lines[line])
        heads[head] += 1
        if heads[head] > 1:
            return line
    return None


def _head(line: str) -> str:
    return re.sub(r"[\W\d_]+", "", re.split(r"[:：]", face_of(line.lstrip("#>-* \t")).text, maxsplit=1)[0]).lower()
