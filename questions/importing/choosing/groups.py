"""The marks of one shape, measured: how much they ask, carry answers and count up."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.importing.seeing.marks import Mark, Shape
from questions.importing.seeing.page import Page
from questions.importing.wording import has_mark

ANSWERED = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """`ends` are the lines where each mark's body would end; each measure is a share from 0 to 1."""

    shape: Shape
    marks: tuple[Mark, ...]
    ends: tuple[int, ...]
    asks: float
    answered: float
    carries: float
    counts_up: float

    @property
    def value(self) -> float:
        return max(self.asks, self.answered) + 0.3 * self.carries + 0.3 * self.counts_up

    @property
    def rank(self) -> float:
        return float(len(self.marks) * self.value**2)

    @property
    def asks_aloud(self) -> float:
        """The share of those that ask by a question mark."""
        return sum(has_mark(mark.text) for mark in self.marks) / len(self.marks)

    @property
    def rises(self) -> bool:
        """Whether each number is above the one before, or 1 anew, though some may be left out."""
        numbers = [mark.number or 0 for mark in self.marks]
        return 0 not in numbers and all(second > first or second == 1 for first, second in pairwise(numbers))

    @property
    def is_answered(self) -> bool:
        return len(self.marks) > 1 and self.answered >= ANSWERED

    def covers(self, mark: Mark) -> bool:
        """Whether the line lies behind one of the marks and before its end."""
        return is_covered(mark.line, self.marks, self.ends)


def measure(shape: Shape, marks: Sequence[Mark], page: Page) -> Group:
    ends = ends_of(marks, page)
    both = list(zip(marks, ends, strict=True))
    return Group(
        shape,
        tuple(marks),
        tuple(ends),
        sum(mark.asks for mark in marks) / len(marks),
        sum(page.has_answer(mark.line, end) for mark, end in both) / len(marks),
        sum(carries(mark, end, page) for mark, end in both) / len(marks),
        _counts_up(marks),
    )


def ends_of(marks: Sequence[Mark], page: Page) -> list[int]:
    """For each mark the next one, or the next heading that stands at least as high; a row of a table, and an
    item inside of another, end with themselves.
    """
    limits = [*(mark.line for mark in marks[1:]), len(page.lines)]
    return [
        page.closing(mark.line, _inside(mark, limit), mark.depth or 6)
        for mark, limit in zip(marks, limits, strict=False)
    ]


def _inside(mark: Mark, limit: int) -> int:
    if mark.carrier == "row":
        return mark.end
    return min(limit, max(mark.item.end, mark.end)) if mark.item and mark.item.nest > 1 else limit


def is_covered(line: int, marks: Sequence[Mark], ends: Sequence[int]) -> bool:
    at = bisect_right(marks, line, key=lambda mark: mark.line) - 1
    return at >= 0 and line < ends[at]


def carries(mark: Mark, end: int, page: Page) -> bool:
    return bool(mark.tail or mark.answer) or page.has_text(mark.end, end)


def _counts_up(marks: Sequence[Mark]) -> float:
    """How often a number is one more than the one before, or begins anew at 1."""
    numbers = [mark.number for mark in marks]
    if len(numbers) < 2 or marks[0].label not in ("number", "task"):
        return 0.0
    steps = [_is_next(first, second) for first, second in pairwise(numbers)]
    return sum(steps) / len(steps)


def _is_next(before: int | None, number: int | None) -> bool:
    return before is not None and number is not None and (number == before + 1 or number == 1 != before)
