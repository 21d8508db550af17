"""What the page of beginnings shows: a document line by line, where its questions begin, and what else might."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F

from questions.models import ImportDraft, WaitingFile
from questions.services.beginnings import lines_of, says_something

LINES = 250
LONGEST = 1_000
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """`begins` and `within` count the questions of the document from 1: the one that begins here, or goes on here.

    `left` letters of it are not shown. `turned` is "added" or "taken" where the rows do not know it yet.
    """

    number: int
    text: str
    left: int
    begins: int | None
    within: int | None
    may_begin: bool
    turned: str
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """Lines that are set alike, as something to take or leave as a whole; `place` is where the file holds them.

    `asking` is how many of them ask; `only_asking`: whether it is just those that are taken.
    """

    place: int
    name: str
    count: int
    taken: int
    asking: int
    sample: str

    only_asking: bool

    @property
    def offers_asking(self) -> bool:
        return 0 < self.asking < self.count and not self.only_asking

    @property
    def state(self) -> str:
        return "all" if self.taken == self.count else "some" if self.taken else "none"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said last of one line, and the `others` set like it of which it is not true yet."""

    line: int
    begins: bool
    others: int
    name: str


class Beginnings:
    """One waiting file, laid out for its page."""

    def __init__(self, file: WaitingFile, remarks: Mapping[int, Sequence[str]]) -> None:
        self.file, self.remarks = file, remarks
        self.lines = lines_of(file)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.lines) // LINES))

    @property
    def count(self) -> int:
        return len(self.file.begins)

    @property
    def added(self) -> int:
        return len(set(self.file.begins) - set(self.file.read))

    @property
    def taken(self) -> int:
        return len(set(self.file.read) - set(self.file.begins))

    def page_of(self, line: int) -> int:
        return min(max(line - 1, 0) // LINES + 1, self.pages)

    def shown(self, page: int) -> list[Line]:
        first = (page - 1) * LINES + 1
        return [self._line(number) for number in range(first, min(first + LINES, len(self.lines) + 1))]

    def offers(self) -> list[Offer]:
        """Those of which most is taken first, then those that ask most; a single line is set like no other."""
        begins = set(self.file.begins)
        found = [self._offer(place, look, begins) for place, look in enumerate(self.file.looks)]
        several = (offer for offer in found if offer.count >= FEWEST or offer.taken)
        return sorted(several, key=lambda offer: (-offer.taken, -offer.asking - offer.count / 10))

    def said_of(self, line: int) -> Said | None:
        """None where the line stands in no look, or is not there."""
        look = next((look for look in self.file.looks if line in look["lines"]), None)
        if look is None:
            return None
        begins = set(self.file.begins)
        others = sum((other in begins) != (line in begins) for other in look["lines"])
        return Said(line, line in begins, others, look["name"])

    def next_unsure(self, line: int) -> int | None:
        """The next line behind this one that the reader was unsure of."""
        return min((number for number in self.remarks if number > line), default=None)

    def _offer(self, place: int, look: Mapping[str, Any], begins: set[int]) -> Offer:
        lines: list[int] = look["lines"]
        taken = [line for line in lines if line in begins]
        sample = " ".join(self.lines[(taken or lines)[0] - 1].split())
        asking: list[int] = look["asking"]
        return Offer(place, look["name"], len(lines), len(taken), len(asking), sample, taken == asking)

    def _line(self, number: int) -> Line:
        text = self.lines[number - 1]
        at = bisect_right(self.file.begins, number)
        begins = at > 0 and self.file.begins[at - 1] == number
        goes_on = at > 0 and not begins and number < self._ends[at - 1]
        known = number in self._read
        return Line(
            number,
            text[:LONGEST],
            max(0, len(text) - LONGEST),
            at if begins else None,
            at if goes_on else None,
            says_something(text),
            "" if begins == known else "added" if begins else "taken",
            self.remarks.get(number, ()),
        )

    @cached_property
    def _read(self) -> Mapping[int, int]:
        return dict(zip(self.file.read, self.file.ends, strict=True))

    @cached_property
    def _ends(self) -> list[int]:
        """The line behind the last of each question, as far as it can be said before the document is read again."""
        limits = [*self.file.begins[1:], len(self.lines) + 1]
        return [self._end(line, limit) for line, limit in zip(self.file.begins, limits, strict=False)]

    def _end(self, line: int, limit: int) -> int:
        """What was taken away below goes to the question above it; a new one reaches as far as what it stands in."""
        read, joins = self.file.read, self.file.joins
        below = read[bisect_left(read, line) : bisect_left(read, limit)]
        ends = [self._read[each] for each in below if each == line or each in joins]
        at = bisect_right(read, line) - 1
        if line not in self._read and at >= 0:
            ends.append(self._read[read[at]])
        known = max(ends, default=0)
        return min(limit, known) if known > line else limit


def remarks_by_line(draft: ImportDraft) -> dict[int, list[str]]:
    """What the reader was unsure of, without the whole of what it found."""
    found = ImportDraft.objects.filter(pk=draft.pk).values_list(F("document__warnings"), flat=True)
    said: dict[int, list[str]] = {}
    # None is there when it was imported or discarded a moment ago.
    for warning in found.first() or ():
        said.setdefault(warning["line"], []).append(warning["text"])
    said.pop(0, None)
    return said
