"""Doubts about an answer that holds the label of an answer once more: it may be the next question's."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from questions.importing.cutting import Cut
from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.faces import face_of
from questions.importing.page import Page
from questions.importing.places import lines_said

SECOND = "This answer is labelled a second time here, in line {}; both stand in the answer of the question in line {}."
NOTE = "The label of an answer stands here twice."
SECONDS = "{} questions hold the label of an answer twice: {}. Look whether one of them has swallowed another."
OFTEN = 0.4


def labelled_twice(reading: Reading) -> Iterator[Doubt]:
    """Not where that is how the document answers."""
    found = [(line, cut.mark.line + 1) for cut in reading.cuts if (line := _second(cut, reading.page)) is not None]
    if not found or len(found) > OFTEN * len(reading.cuts):
        return
    beside = tuple(line for _, line in found)
    if len(found) == 1:
        yield Doubt(found[0][0] + 1, SECOND.format(found[0][0] + 1, beside[0]), 3, beside, NOTE)
    else:
        lines = [line + 1 for line, _ in found]
        yield Doubt(lines[0], SECONDS.format(len(found), lines_said(lines)), 3, beside, NOTE)


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
