"""What was read out of a document, laid beside what it might hold besides; and a doubt about it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from questions.importing.answering.cutting import Cut
from questions.importing.document import Note, ParsedQuestion
from questions.importing.places import lines_said
from questions.importing.seeing.marks import Mark, Shape
from questions.importing.seeing.page import Page
from questions.importing.wording import MAY_ASK, letters

RARE = 0.25
DOTTED = re.compile(r"\W*\d{1,3}\.\d")


@dataclass(frozen=True, slots=True)
class Doubt:
    """As `Warned`, with a `weight`: 3 where a question is probably lost or invented, 2 where it may be, 1 where it is
    worth a word.
    """

    line: int
    text: str
    weight: int
    beside: tuple[Note, ...] = ()


def doubt_of(one: str, many: str, lines: Sequence[int], beside: Sequence[Note] = (), *, weight: int) -> Iterator[Doubt]:
    """One doubt about all the lines, from 1; `many` is said with their count and the lines themselves."""
    if lines:
        text = one if len(lines) == 1 else many.format(len(lines), lines_said(lines))
        yield Doubt(lines[0], text, weight, tuple(beside))


@dataclass(frozen=True)
class Reading:
    """`cuts` and `questions` go side by side, in the order of the document; in the lines `said`, from 0, a person saw
    a question and the reader none.
    """

    marks: Sequence[Mark]
    cuts: Sequence[Cut]
    questions: Sequence[ParsedQuestion]
    page: Page
    said: Collection[int] = frozenset()

    def cut_over(self, line: int) -> Cut | None:
        """The question that the line stands in, its own line included."""
        at = bisect_right(self.cuts, line, key=lambda cut: cut.mark.line) - 1
        return self.cuts[at] if at >= 0 and line < self.cuts[at].end else None

    def repeats(self, mark: Mark) -> bool:
        """Whether a question says the same, or an item names the number of one, as in a table of contents."""
        if mark.item and mark.label == "question" and mark.number is not None:
            return mark.number in self._numbers
        return not self._texts.isdisjoint((letters(mark.text), letters(mark.text.partition(":")[2])))

    def is_follow_up(self, mark: Mark) -> bool:
        return letters(mark.text) in self._follow_ups

    def marks_between(self, start: int, end: int) -> Sequence[Mark]:
        """Behind the first line and before the second."""
        first = bisect_right(self.marks, start, key=lambda mark: mark.line)
        return self.marks[first : bisect_left(self.marks, end, key=lambda mark: mark.line)]

    def is_part(self, mark: Mark, over: Mark) -> bool:
        """Whether a title in an answer says again what was asked, or is numbered as its part: "1.2" below "1"."""
        said = len(letters(mark.text)) > 3 and letters(mark.text) in self._prompts[over.line]
        dotted = DOTTED.match(self.page.lines[mark.line]) and not DOTTED.match(self.page.lines[over.line])
        return said or bool(dotted)

    def holds(self, mark: Mark) -> bool:
        """Whether it is a title over questions."""
        end = self.page.closing(mark.line, len(self.page.lines), mark.depth) if mark.depth else mark.line
        return self.has_question(mark.line, end)

    def has_question(self, start: int, end: int) -> bool:
        """Whether one begins behind the first line and before the second."""
        at = bisect_right(self.cuts, start, key=lambda cut: cut.mark.line)
        return at < len(self.cuts) and self.cuts[at].mark.line < end

    def is_kin(self, mark: Mark) -> bool:
        """Whether it is set as a good part of the questions are, and may ask; or counts on from the one before it."""
        if mark.shape not in self.usual or not self.is_first(mark):
            return False
        at = bisect_right(self.cuts, mark.line, key=lambda cut: cut.mark.line)
        before = self.cuts[at - 1].mark.number if at else None
        return mark.asks >= MAY_ASK or (before is not None and mark.number == before + 1)

    def is_first(self, mark: Mark) -> bool:
        """Whether it stands alone or begins its list: the fifth step of an answer is no question."""
        return mark.item is None or self._firsts[mark.item.group] == mark.line

    @cached_property
    def usual(self) -> set[Shape]:
        """The shapes of more than a quarter of the questions."""
        counts = Counter(cut.mark.shape for cut in self.cuts)
        return {shape for shape, count in counts.items() if count > RARE * len(self.cuts)}

    @cached_property
    def counted(self) -> set[int]:
        """The lines of those whose number is just the one behind or before their neighbour's."""
        numbers = [cut.mark.number for cut in self.cuts]
        around = zip([None, *numbers], numbers, [*numbers[1:], None], strict=False)
        fits = [one is not None and (before == one - 1 or after == one + 1) for before, one, after in around]
        return {cut.mark.line for cut, fit in zip(self.cuts, fits, strict=True) if fit}

    @cached_property
    def _prompts(self) -> dict[int, str]:
        return {question.line - 1: letters(question.prompt) for question in self.questions}

    @cached_property
    def _numbers(self) -> set[int | None]:
        return {cut.mark.number for cut in self.cuts}

    @cached_property
    def _texts(self) -> set[str]:
        return {letters(cut.mark.text) for cut in self.cuts} - {""}

    @cached_property
    def _follow_ups(self) -> set[str]:
        return {letters(text) for question in self.questions for text in question.follow_ups}

    @cached_property
    def _firsts(self) -> dict[int, int]:
        """The line of each list's first mark."""
        return {mark.item.group: mark.line for mark in reversed(self.marks) if mark.item}
