"""Lists of contents without links: their entries repeat the titles below, and are no questions besides."""

import re
from collections import defaultdict
from collections.abc import Sequence

from questions.importing.marks import ASKS, Mark

BEHIND = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])[^\w()\[\]]*$")
MOSTLY, HALF = 0.8, 0.5
FEWEST, LONG = 3, 8


def without_contents(pool: Sequence[Mark]) -> list[Mark]:
    """Without the lists of which nearly all entries come back further down as titles, in bold or folded."""
    last = {key_of(mark): mark.line for mark in pool if _is_titled(mark)}
    lists: dict[int, list[Mark]] = defaultdict(list)
    for mark in pool:
        if mark.item:
            lists[mark.item.group].append(mark)
    repeated = {group for group, marks in lists.items() if len(marks) >= FEWEST and _repeats(marks, last, MOSTLY)}
    opening = _opening(pool)
    if len(opening) >= LONG and _repeats(opening, last, HALF):
        repeated |= {mark.item.group for mark in opening if mark.item}
    return [mark for mark in pool if not (mark.item and mark.item.group in repeated)]


def _opening(pool: Sequence[Mark]) -> list[Mark]:
    """The items, whatever their list, that stand before the first line that could repeat them, and lead nowhere."""
    titles = [mark.line for mark in pool if _is_titled(mark) and mark.asks >= ASKS]
    return [mark for mark in pool if mark.item and titles and mark.line < titles[0] and not mark.is_linked]


def _repeats(marks: Sequence[Mark], last: dict[str, int], share: float) -> bool:
    return sum(last.get(key_of(mark), -1) > mark.line for mark in marks) >= share * len(marks)


def _is_titled(mark: Mark) -> bool:
    return mark.depth > 0 or mark.carrier == "summary" or (mark.style == "bold" and not mark.item)


def titles_of(marks: Sequence[Mark]) -> set[str]:
    """The words of titles and lines in bold, which a list of contents repeats."""
    return {key_of(mark) for mark in marks if _is_titled(mark)}


def key_of(mark: Mark) -> str:
    """The words alone, without what a bracket says behind them: "(asked at Acme)", "[Senior]"."""
    return re.sub(r"\W+", "", BEHIND.sub("", mark.text)).lower()
