"""Lists of contents without links: their entries repeat the titles below, and are no questions besides."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from questions.importing.choosing.groups import carries, ends_of
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, letters

BEHIND = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])[^\w()\[\]]*$")
MOSTLY, HALF = 0.8, 0.5
FEWEST, LONG = 3, 8


def without_contents(pool: Sequence[Mark]) -> list[Mark]:
    """Without the lists of which nearly all entries come back further down as titles, in bold or folded, or whatever
    there is of them again and again: what each chapter is parted into.
    """
    last = {_key(mark): mark.line for mark in pool if _is_titled(mark)}
    lists: dict[int, list[Mark]] = defaultdict(list)
    for mark in pool:
        if mark.item:
            lists[mark.item.group].append(mark)
    repeated = {group for group, marks in lists.items() if len(marks) >= FEWEST and _repeats(marks, last, MOSTLY)}
    often = Counter(_key(mark) for mark in pool if mark.depth)
    repeated |= {group for group, marks in lists.items() if all(often[_key(mark)] >= FEWEST for mark in marks)}
    opening = _opening(pool)
    if len(opening) >= LONG and _repeats(opening, last, HALF):
        repeated |= {mark.item.group for mark in opening if mark.item}
    return [mark for mark in pool if not (mark.item and mark.item.group in repeated)]


def _opening(pool: Sequence[Mark]) -> list[Mark]:
    """The items, whatever their list, that stand before the first line that could repeat them, and lead nowhere."""
    titles = [mark.line for mark in pool if _is_titled(mark) and mark.asks >= ASKS]
    return [mark for mark in pool if mark.item and titles and mark.line < titles[0] and not mark.is_linked]


def _repeats(marks: Sequence[Mark], last: dict[str, int], share: float) -> bool:
    return sum(last.get(_key(mark), -1) > mark.line for mark in marks) >= share * len(marks)


def _is_titled(mark: Mark) -> bool:
    return mark.depth > 0 or mark.carrier == "summary" or (mark.style == "bold" and not mark.item)


def _key(mark: Mark) -> str:
    """The words alone, without what a bracket says behind them: "(asked at Acme)", "[Senior]"."""
    return letters(BEHIND.sub("", mark.text))


def once(chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """A list of contents without links repeats the questions below it: the one with the answer stays."""
    carried = [carries(mark, end, page) for mark, end in zip(chosen, ends_of(chosen, page), strict=True)]
    answered = {_key(mark) for mark, sure in zip(chosen, carried, strict=True) if sure}
    numbers = {mark.number for mark, sure in zip(chosen, carried, strict=True) if sure and mark.depth and mark.number}
    listed = [mark for mark in chosen if mark.carrier == "item" and mark.label == "question"]
    if listed and {mark.number for mark in listed} <= numbers:  # "- Q7: .." stands for the title "Q7" below
        answered |= {_key(mark) for mark in listed}
    repeats = [mark for mark, sure in zip(chosen, carried, strict=True) if not sure and _key(mark) in answered]
    bare = {_list_of(mark) for mark in chosen} - {_list_of(m) for m, sure in zip(chosen, carried, strict=True) if sure}
    return _without(repeats, chosen, bare)


def _without(repeats: Sequence[Mark], chosen: Sequence[Mark], bare: Collection[int | str | None]) -> list[Mark]:
    """A single item that is asked elsewhere as well is asked twice; half of a list and more are contents, and what else
    stands in such a list is said in other words where nothing there is answered.
    """
    sizes, repeated = Counter(map(_list_of, chosen)), Counter(map(_list_of, repeats))
    contents = {None, *(group for group, count in repeated.items() if count * 2 >= sizes[group])}
    whole = {group for group in contents & set(bare) if isinstance(group, int) and repeated[group] >= FEWEST}
    dropped = {mark.line for mark in repeats if _list_of(mark) in contents}
    dropped |= {mark.line for mark in chosen if _list_of(mark) in whole}
    return [mark for mark in chosen if mark.line not in dropped]


def _list_of(mark: Mark) -> int | str | None:
    return mark.item.group if mark.item else "row" if mark.carrier == "row" else None
