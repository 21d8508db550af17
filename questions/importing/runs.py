"""Numbered lists at the margin inside of answers: what counts through the document runs on behind them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from questions.importing.marks import Mark
from questions.importing.page import Page

# What a step of the run costs that does not count on by one: to begin anew, to leave one out, to say a number twice;
# and one that takes a number out of another list.
ANEW, SKIPPED, TWICE, TORN = 1.0, 0.75, 0.5, 0.25
# What a member has to ask to be worth its place, and the members of a list to be questions themselves.
LEAST, MAY_ASK = 0.3, 0.5
FEWEST = 3
MOSTLY = 0.7


def without_inner_lists(pool: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the lists that begin anew at 1 between two numbered items of which the second counts on from the first:
    they stand at the margin as well, but are parts of the first one's answer.
    """
    listed = [mark for mark in pool if mark.carrier == "ordered" and mark.shape[1] == 1 and mark.number is not None]
    run = _run(listed, page)
    if len(run) < FEWEST or sum(mark.asks for mark in run) < MAY_ASK * len(run):
        return list(pool)
    inner = {mark.line for mark in _inner(listed, run, page)}
    return _in_one_style([mark for mark in pool if mark.line not in inner], run) if inner else list(pool)


def _run(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """The sequence that counts up, anew from 1 in each section, and asks the most."""
    search = _Search()
    for mark in marks:
        search.add(mark.number or 0, mark.asks + page.has_answer(mark.line, len(page.lines)) - LEAST)
    return [marks[at] for at in search.best()]


@dataclass(slots=True)
class _Search:
    """For each number met so far the best run that ends there: its score, and the place of the number before it.

    `ends` is the place where the best run up to a number ends, `top` where the best of all does.
    """

    numbers: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    before: list[int | None] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    top: int | None = None

    def add(self, number: int, worth: float) -> None:
        at = len(self.numbers)
        gain, end = self._best_step(number)
        self.numbers.append(number)
        self.scores.append(gain + worth)
        self.before.append(end)
        self.ends[number] = self._better(at, self.ends.get(number, at))
        self.top = at if self.top is None else self._better(at, self.top)

    def _better(self, one: int, other: int) -> int:
        return max(one, other, key=lambda at: self.scores[at])

    def _best_step(self, number: int) -> tuple[float, int | None]:
        """(the score so far, the place before) of the best run that the number goes on; 0 and None to begin one."""
        steps = [(self.ends.get(number - 1), 0.0), (self.ends.get(number - 2), SKIPPED), (self.ends.get(number), TWICE)]
        steps += [(self.top, ANEW)] if number == 1 else []
        gains = [(self.scores[end] - cost - self._tears(end, number), end) for end, cost in steps if end is not None]
        return max(gains) if any(gain > 0 for gain, _ in gains) else (0.0, None)

    def _tears(self, end: int, number: int) -> float:
        """Whether the number goes on what stands right before it, which the run would leave out."""
        return TORN if self.numbers[-1] == number - 1 and end != len(self.numbers) - 1 else 0.0

    def best(self) -> list[int]:
        way, end = [], self.top
        while end is not None:
            way.append(end)
            end = self.before[end]
        return way[::-1]


def _inner(marks: Sequence[Mark], run: Sequence[Mark], page: Page) -> Iterator[Mark]:
    lines = [mark.line for mark in marks]
    carried = sum(page.has_text(first.end, second.line) for first, second in pairwise(run)) >= MOSTLY * (len(run) - 1)
    for first, second in zip(run, [*run[1:], None], strict=True):
        end = second.line if second else len(page.lines)
        between = marks[bisect_right(lines, first.line) : bisect_left(lines, end)]
        if not between or between[0].number != 1:
            continue
        counts_on = second is not None and second.number == (first.number or 0) + 1
        certain = counts_on or (carried and sum(mark.asks for mark in between) < MAY_ASK * len(between))
        yield from (mark for mark in between if _belongs(mark, first, certain, page))


def _belongs(mark: Mark, first: Mark, certain: bool, page: Page) -> bool:
    """No title stands between the two, or, where nothing counts on from the first, not even a paragraph."""
    if certain:
        return page.section(mark.line) == page.section(first.line)
    return mark.item is not None and first.item is not None and mark.item.group == first.item.group


def _in_one_style(marks: Sequence[Mark], run: Sequence[Mark]) -> list[Mark]:
    """The run's members are of one shape: lists were taken for one of which the others are gone."""
    style = Counter(mark.style for mark in run).most_common(1)[0][0]
    members = {mark.line for mark in run}
    return [replace(m, shape=(*m.shape[:2], style, m.label)) if m.line in members else m for m in marks]
