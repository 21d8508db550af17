"""Lists of contents without links: their entries repeat the titles below, and are no questions besides."""

import re
from collections import defaultdict
from collections.abc import Sequence

from questions.importing.marks import Mark

BEHIND = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\W*$")
MOSTLY = 0.8
FEWEST = 3


def without_contents(pool: Sequence[Mark]) -> list[Mark]:
    """Without the lists of which nearly all entries come back further down as titles, in bold or folded."""
    last = {key_of(mark): mark.line for mark in pool if _is_titled(mark)}
    lists: dict[int, list[Mark]] = defaultdict(list)
    for mark in pool:
        if mark.item:
            lists[mark.item.group].append(mark)
    repeated = {group for group, marks in lists.items() if len(marks) >= FEWEST and _repeats(marks, last)}
    return [mark for mark in pool if not (mark.item and mark.item.group in repeated)]


def _repeats(marks: Sequence[Mark], last: dict[str, int]) -> bool:
    return sum(last.get(key_of(mark), -1) > mark.line for mark in marks) >= MOSTLY * len(marks)


def _is_titled(mark: Mark) -> bool:
    return mark.depth > 0 or mark.carrier == "summary" or (mark.style == "bold" and not mark.item)


def titles_of(marks: Sequence[Mark]) -> set[str]:
    """The words of titles and lines in bold, which a list of contents repeats."""
    return {key_of(mark) for mark in marks if _is_titled(mark)}


def key_of(mark: Mark) -> str:
    """The words alone, without what a bracket says behind them: "(asked at Acme)", "[Senior]"."""
    return re.sub(r"\W+", "", BEHIND.sub("", mark.text)).lower()
