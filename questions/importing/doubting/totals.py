"""Doubts about how many there are: the document names a number of questions, and another number was found."""

import re
from collections.abc import Iterator

from questions.importing.doubting.reading import Doubt, Reading
from questions.importing.seeing.faces import LINK, face_of

STATED = re.compile(
    r"(?<![\w.,–-])(\d{1,4})\s*(\+?)\s*(?:[^\W\d_][\w./#+&-]*\s+){0,4}?(?:questions?|q\s*&\s*as?|preguntas|perguntas|fragen|"
    r"вопрос\w*)\b",
    re.I,
)
DIFFERENT = "The document speaks of {} questions; {} {} found."
TOP = 12
FEWEST = 5


def totals(reading: Reading) -> Iterator[Doubt]:
    """Said once, from the first title or the lines below it; what HTML shows there is a badge or a picture."""
    page, found = reading.page, len(reading.questions)
    pictures = {leaf.start for leaf in page.leaves if leaf.kind == "html"}
    above = [line for line in page.texts[:TOP] if line < reading.cuts[0].mark.line and line not in pictures]
    shown = (STATED.search(LINK.sub("", face_of(page.lines[line]).text)) for line in above)
    line, stated = next(((at, said) for at, said in zip(above, shown, strict=True) if said), (0, None))
    if stated and _differs(int(stated[1]), bool(stated[2]), found):
        were = "was" if found == 1 else "were"
        yield Doubt(line + 1, DIFFERENT.format(stated[1] + stated[2], found, were), 1)


def _differs(stated: int, more: bool, found: int) -> bool:
    return stated >= FEWEST and (found < stated or (found > stated and not more))
