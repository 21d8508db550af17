"""Whether the marks of one shape, with what is set in below them, are nearly all that a document of questions holds."""

from collections.abc import Sequence

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page

FILLING = 0.6
FEWEST, MANY = 5, 0.4


def fills(marks: Sequence[Mark], page: Page) -> bool:
    """Titles over the marks and ways to them count for nothing; the share of all other lines that they take."""
    lines = {line for mark in marks for line in range(mark.line, mark.item.end if mark.item else mark.end)}
    titles = {heading.line for heading in page.headings} - lines
    texts = [line for line in page.texts if line not in titles and "](#" not in page.lines[line]]
    return sum(line in lines for line in texts) >= FILLING * len(texts)


def asks_throughout(marks: Sequence[Mark], page: Page) -> bool:
    """Where a title says questions, what fills the document and asks here and there: the others name a subject."""
    enough = len(marks) >= FEWEST and sum(mark.asks for mark in marks) >= MANY * len(marks)
    return page.titled_questions and enough and fills(marks, page)
