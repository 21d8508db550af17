"""Doubts about sections of which no question was taken, though their title or their neighbours announce some."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from questions.importing.about import BOILERPLATE, OF_READERS, TURNED
from questions.importing.choosing.lists import ADVICE, GUIDE
from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.seeing.labels import read_label
from questions.importing.seeing.page import Heading
from questions.importing.wording import asking

EMPTY = "“{}” announces questions, and none below it was taken for one."
EMPTIES = "{} sections announce questions, and none below them was taken for one: {}."
BESIDE = "The sections beside this one hold questions; in this one none was found."
BESIDES = "{} sections hold no question that was found, though those beside them do: {}."
# One question is no announcement: "Template for any question".
SEVERAL = re.compile(
    r"questions\b|q\s*&\s*a\b|вопросы|题目|問題集|面试题|preguntas|perguntas|fragen|domande|pytania", re.I
)
MOSTLY, FEWEST = 0.5, 3


def announced(reading: Reading) -> Iterator[Doubt]:
    titles = reading.page.headings[1:] if len(reading.cuts) > 1 else []
    empty = [heading for heading in titles if _announces(heading.text) and _is_empty(heading, reading)]
    lines = [heading.line + 1 for heading in empty]
    yield from doubt_of(EMPTY.format(empty[0].text[:80]) if empty else "", EMPTIES, lines, weight=3)


def _announces(text: str) -> bool:
    said = OF_READERS.sub("", text)
    if not SEVERAL.search(said) or asking(said) >= 1 or "](" in said:
        return False
    return not any(pattern.search(said) for pattern in (TURNED, ADVICE)) and not (
        BOILERPLATE.fullmatch(said) or GUIDE.fullmatch(said)
    )


def _is_empty(heading: Heading, reading: Reading) -> bool:
    page = reading.page
    end = page.closing(heading.line, len(page.lines), heading.depth)
    if reading.has_question(heading.line, end) or page.is_turned(heading.line):
        return False
    marks = reading.marks_between(heading.line, end)
    repeated = sum(mark.is_linked or reading.repeats(mark) for mark in marks) * 2 > len(marks)
    return page.has_text(heading.line + 1, end) and not repeated


def beside_others(reading: Reading) -> Iterator[Doubt]:
    """Numbered titles of one depth, of which most hold questions and some hold none."""
    asked = {cut.mark.line for cut in reading.cuts}
    depths: dict[int, list[Heading]] = defaultdict(list)
    for heading in reading.page.headings:
        if heading.line not in asked and read_label(heading.text):
            depths[heading.depth].append(heading)
    found = (doubt for depth in sorted(depths, reverse=True) for doubt in _among(depths[depth], reading))
    yield from islice(found, 1)


def _among(titles: Sequence[Heading], reading: Reading) -> Iterator[Doubt]:
    empty = [h for h in titles if _is_empty(h, reading) and not reading.cut_over(h.line) and not ADVICE.search(h.text)]
    if len(titles) < FEWEST or not empty or len(empty) > MOSTLY * len(titles):
        return
    yield from doubt_of(BESIDE, BESIDES, [heading.line + 1 for heading in empty], weight=3)
