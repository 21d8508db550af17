"""Doubts about numbers: those of questions that count up leave one out, or come twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.places import lines_said
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page

MOSTLY = 0.7
FEWEST, FEWEST_OF_OTHERS = 4, 10
LATE = "The first number is {}, in line {}: nothing above was taken for a question."
GAP = "The numbers go from {} in line {} to {} in line {}: nothing between them was taken for a question."
GAPS = "The numbers leave out {} questions: look at {}."
GAP_BESIDE = "The next number that was found is {}, in line {}."
TWICE_BESIDE = "The question in line {} has the same number."
TWICES = "{} numbers come twice in a row, the second time in {}: all of them were taken for questions."
TWICE = "Number {} stands in line {} and again in line {}: both were taken for questions."


def runs(reading: Reading) -> Iterator[Doubt]:
    """Nothing where the numbers do not count: they are all 1, or of an order of their own."""
    marks = [cut.mark for cut in reading.cuts if cut.mark.number is not None]
    if len(marks) < FEWEST or len(marks) < MOSTLY * len(reading.cuts):
        return
    steps = list(_steps(marks, reading.page))
    if sum(step in (None, 1, 2) for *_, step in steps) < MOSTLY * len(steps):
        return
    alike = [(before, after, step) for before, after, step in steps if before.shape == after.shape]
    yield from _late(marks[0], reading)
    yield from _gaps([(before, after) for before, after, step in alike if (step or 0) > 1])
    yield from _twice([(before, after) for before, after, step in alike if step == 0])


def _steps(marks: Sequence[Mark], page: Page) -> Iterator[tuple[Mark, Mark, int | None]]:
    """None where the count begins anew, with a section or at 1, or goes on from its highest number so far."""
    highest = 0
    for before, after in pairwise(marks):
        highest = max(highest, before.number or 0)
        step = (after.number or 0) - (before.number or 0)
        anew = after.number in (0, 1) and (step or page.section(before.line) != page.section(after.line))
        yield before, after, None if anew or after.number == highest + 1 else step


def _late(first: Mark, reading: Reading) -> Iterator[Doubt]:
    """Not where a document goes on from another, from far above 1."""
    before = any(mark.number == (first.number or 0) - 1 and mark.line < first.line for mark in reading.marks)
    if (first.number or 0) > 1 and (before or (first.number or 0) < FEWEST_OF_OTHERS):
        text = LATE.format(first.number, first.line + 1)
        yield Doubt(first.line + 1, text, 2, ((first.line + 1, text),))


def _gaps(gaps: list[tuple[Mark, Mark]]) -> Iterator[Doubt]:
    beside = tuple((before.line + 1, GAP_BESIDE.format(after.number, after.line + 1)) for before, after in gaps)
    if len(gaps) == 1:
        (before, after), *_ = gaps
        text = GAP.format(before.number, before.line + 1, after.number, after.line + 1)
        yield Doubt(before.line + 1, text, 3, beside)
    elif gaps:
        lost = sum((after.number or 0) - (before.number or 0) - 1 for before, after in gaps)
        places = lines_said([f"{before.line + 1}–{after.line + 1}" for before, after in gaps])
        yield Doubt(gaps[0][0].line + 1, GAPS.format(lost, places), 3, beside)


def _twice(pairs: list[tuple[Mark, Mark]]) -> Iterator[Doubt]:
    if pairs:
        before, after = pairs[0]
        one = TWICE.format(before.number, before.line + 1, after.line + 1)
        beside = [(second.line + 1, TWICE_BESIDE.format(first.line + 1)) for first, second in pairs]
        yield from doubt_of(one, TWICES, [line for line, _ in beside], beside, weight=2)
