"""Doubts about how many there are: the document names a number of questions, and another number was found."""

import re
from collections.abc import Iterator

from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.faces import face_of

STATED = re.compile(
    r"(?<![\d.,–-])(\d{1,4})\s*(\+?)\s*(?:[^\W\d_][\w./#+&-]*\s+){0,4}?(?:questions?|q\s*&\s*as?|preguntas|perguntas|fragen|"
    r"вопрос\w*)\b",
    re.I,
)
DIFFERENT = "The document speaks of {} questions; {} {} found."
TOP = 12
FEWEST = 5


def totals(reading: Reading) -> Iterator[Doubt]:
    """Said once, from the first title or the lines below it."""
    found = len(reading.questions)
    for line in reading.page.texts[:TOP]:
        if line >= reading.cuts[0].mark.line:
            return
        stated = STATED.search(face_of(reading.page.lines[line]).text)
        if stated and int(stated[1]) >= FEWEST:
            if found < int(stated[1]) or (found > int(stated[1]) and not stated[2]):
                yield Doubt(
                    line + 1, DIFFERENT.format(stated[1] + stated[2], found, "was" if found == 1 else "were"), 1
                )
            return
