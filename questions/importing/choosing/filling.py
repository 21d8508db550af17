"""Whether the marks of one shape, with what is set in below them, are nearly all that a document of questions holds."""

from bisect import bisect_left
from collections.abc import Sequence

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page

FILLING = 0.6
FEWEST, MANY = 5, 0.4


def fills(marks: Sequence[Mark], page: Page) -> bool:
    """Titles over the marks and ways to them count for nothing; the share of all other lines that they take."""
    titles = sum(mark.depth > 0 for mark in marks)
    taken = sum(_lines(mark, page) for mark in marks if not mark.depth)
    return taken + titles >= FILLING * (len(page.bodies) + titles)


def _lines(mark: Mark, page: Page) -> int:
    return bisect_left(page.bodies, mark.whole_end) - bisect_left(page.bodies, mark.line)


def asks_throughout(marks: Sequence[Mark], page: Page) -> bool:
    """Where a title says questions, what fills the document and asks here and there: the others name a subject."""
    enough = len(marks) >= FEWEST and sum(mark.asks for mark in marks) >= MANY * len(marks)
    return page.titled_questions and enough and fills(marks, page)
