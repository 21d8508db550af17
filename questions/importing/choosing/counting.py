"""Questions that only their number shows, since they were set in another style than those before and behind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from questions.importing.seeing.marks import Mark
from questions.importing.wording import ASKS, MAY_ASK

# So many titles that count on, whatever their depth, are no chance; hardly any other number may stand among them.
LONG, CLEAN, MOSTLY = 8, 0.9, 0.7


def counted_titles(pool: Sequence[Mark]) -> list[Mark]:
    """The titles that count from 1 to the end, where their author changed depth or label on the way."""
    numbered = [mark for mark in pool if mark.depth and mark.number is not None]
    found = _counted(numbered, 0, None, 1)
    several = len({mark.shape for mark in found}) > 1
    clean = len(found) >= max(LONG, CLEAN * len(numbered))
    asked = sum(mark.label == "question" or mark.asks >= MAY_ASK for mark in found)
    return found if several and clean and asked >= MOSTLY * len(found) else []


def missing(left: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """Of `left`, the marks outside of the questions, those that ask and have the numbers that are left out there."""
    asking = [mark for mark in left if mark.asks >= ASKS and mark.number is not None]
    found: list[Mark] = []
    for before, after in pairwise([None, *chosen, None]):
        found += _whole(_outside(_between(asking, before, after), before, after), left)
    return found


def _between(marks: Sequence[Mark], before: Mark | None, after: Mark | None) -> Sequence[Mark]:
    low = bisect_right(marks, before.line, key=lambda mark: mark.line) if before else 0
    high = bisect_left(marks, after.line, key=lambda mark: mark.line) if after else len(marks)
    return marks[low:high]


def _outside(marks: Sequence[Mark], before: Mark | None, after: Mark | None) -> list[Mark]:
    """What counts on from the question before, and behind that what leads up to the question after."""
    first, last = before.number if before else None, after.number if after else None
    up = _counted(marks, first, last, 1)
    rest = [mark for mark in marks if not up or mark.line > up[-1].line]
    return up + _counted(rest[::-1], last, up[-1].number if up else first, -1)[::-1]


def _counted(marks: Iterable[Mark], number: int | None, stop: int | None, step: int) -> list[Mark]:
    found: list[Mark] = []
    for mark in marks:
        if number is not None and mark.number == number + step != stop:
            found.append(mark)
            number = mark.number
    return found


def _whole(found: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """Without another list's fourth item, which is not the fourth question of these: a list goes from its first on."""
    firsts = {mark.item.group: mark.line for mark in reversed(marks) if mark.item}
    lines = {mark.line for mark in found}
    return [mark for mark in found if mark.item is None or firsts[mark.item.group] in lines]
