"""What was read out of a document, laid beside what it might hold besides; and a doubt about it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from questions.importing.cutting import Cut
from questions.importing.document import ParsedQuestion
from questions.importing.marks import Mark
from questions.importing.page import Page


@dataclass(frozen=True, slots=True)
class Doubt:
    """`line` is where to look, from 1; `beside` are the lines of the questions that it concerns.

    `weight`: 3 where a question is probably lost or invented, 2 where it may be, 1 where it is worth a word.
    """

    line: int
    text: str
    weight: int
    beside: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reading:
    """`cuts` and `questions` go side by side, in the order of the document."""

    marks: Sequence[Mark]
    cuts: Sequence[Cut]
    questions: Sequence[ParsedQuestion]
    page: Page

    def cut_over(self, line: int) -> Cut | None:
        """The question that the line stands in, its own line included."""
        at = bisect_right(self.cuts, line, key=lambda cut: cut.mark.line) - 1
        return self.cuts[at] if at >= 0 and line < self.cuts[at].end else None

    def repeats(self, mark: Mark) -> bool:
        """Whether a question says the same, or an item names the number of one, as in a table of contents."""
        if mark.item and mark.label == "question" and mark.number is not None:
            return mark.number in self._numbers
        return not self._texts.isdisjoint((_key(mark.text), _key(mark.text.partition(":")[2])))

    def is_follow_up(self, mark: Mark) -> bool:
        return _key(mark.text) in self._follow_ups

    def is_first(self, mark: Mark) -> bool:
        """Whether it stands alone or begins its list: the fifth step of an answer is no question."""
        return mark.item is None or self._firsts[mark.item.group] == mark.line

    @cached_property
    def counted(self) -> set[int]:
        """The lines of those whose number is just the one behind or before their neighbour's."""
        numbers = [cut.mark.number for cut in self.cuts]
        around = zip([None, *numbers], numbers, [*numbers[1:], None], strict=False)
        fits = [one is not None and (before == one - 1 or after == one + 1) for before, one, after in around]
        return {cut.mark.line for cut, fit in zip(self.cuts, fits, strict=True) if fit}

    @cached_property
    def _numbers(self) -> set[int | None]:
        return {cut.mark.number for cut in self.cuts}

    @cached_property
    def _texts(self) -> set[str]:
        return {_key(cut.mark.text) for cut in self.cuts} - {""}

    @cached_property
    def _follow_ups(self) -> set[str]:
        return {_key(text) for question in self.questions for text in question.follow_ups}

    @cached_property
    def _firsts(self) -> dict[int, int]:
        """The line of each list's first mark."""
        return {mark.item.group: mark.line for mark in reversed(self.marks) if mark.item}


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
