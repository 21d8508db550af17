"""Questions that only their number shows, since they were set in another style than those before and behind."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from questions.importing.marks import ASKS, Mark


def left_out(pool: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """The one mark between questions 2 and 4 that is a third and asks, though it was set in another style."""
    lines = [mark.line for mark in pool]
    found = []
    for before, after in pairwise(chosen):
        if before.number is None or after.number != before.number + 2:
            continue
        between = pool[bisect_right(lines, before.line) : bisect_left(lines, after.line)]
        least = min(ASKS, before.asks, after.asks)
        third = [mark for mark in between if mark.number == before.number + 1 and mark.asks >= least > 0]
        found += third if len(third) == 1 else []
    return found


def next_in_count(left: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """Marks of another shape whose number is the one that is missing just there."""
    lines = [mark.line for mark in chosen]
    found = []
    for mark in left:
        at = bisect_left(lines, mark.line)
        before = chosen[at - 1].number if at else None
        after = chosen[at].number if at < len(chosen) else None
        wanted = {None if before is None else before + 1, None if after is None else after - 1}
        if mark.asks >= ASKS and mark.number is not None and mark.number in wanted and _is_first(mark, left):
            found.append(mark)
    return found


def _is_first(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether it begins its list: another list's fourth item is not the fourth question of these."""
    group = mark.item.group if mark.item else None
    return group is None or next(each for each in marks if each.item and each.item.group == group) is mark
