"""The run of numbers that counts through the document, and the lists inside of it that begin anew: parts of answers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile, zip_longest

from questions.importing.choosing.led import leads
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import MAY_ASK

# The line of a section for the line of each mark.
Sections = Mapping[int, int]

# What a step of the run costs that does not count on by one: to leave one out, as a run does that begins late, to say
# a number twice, to take a number out of another list, from right below it or not, to change the style, and to begin
# anew, below a title and elsewhere.
SKIPPED, TWICE, TORN, PARTED, OTHER, ANEW, ASTRAY = 0.75, 0.5, 0.6, 0.25, 0.4, 0.5, 3.0
# What a member has to ask to be worth its place, less so with a text below.
LEAST, CARRIED = 0.2, 0.3
# So much of a run asks where a title says that there are questions.
SOME = 0.25
# What the members of a list are worth less that a line leads to: "Ask first:".
LED = 0.5
FEWEST = 3
# A number may be left out, or come twice.
AHEAD = 2
MOSTLY = 0.7


def run_of(pool: Sequence[Mark], page: Page) -> list[Mark]:
    """The numbers that count through the document or through each section; none where they hardly ask, or not half of
    them do and no title says that there are questions.
    """
    marks = _counted(pool)
    run = _run(marks, _sections(marks, page), page)
    asks = sum(mark.asks for mark in run)
    counted = any(mark.number != 1 for mark in run)  # "1." throughout is what a reader sees counted
    least = SOME if page.titled_questions else MAY_ASK
    return run if counted and len(run) >= FEWEST and asks >= least * len(run) else []


def without_inner_lists(pool: Sequence[Mark], run: Sequence[Mark], page: Page) -> list[Mark]:
    """Without what begins anew at 1 between two numbers of which the second counts on from the first: it is set in the
    same way, but is part of the first one's answer.
    """
    marks = _counted(pool)
    inner = {mark.line for mark in _inner(marks, run, _sections(marks, page), page)} if run else set()
    return [mark for mark in pool if mark.line not in inner]


def between(run: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """Members of the run that were not chosen, though those right before and behind them were."""
    lines = {mark.line for mark in chosen}
    found = []
    for before, mark, after in zip(run, run[1:], run[2:], strict=False):
        near = before.line in lines and after.line in lines and mark.line not in lines
        found += [mark] if near and before.number == (mark.number or 0) - 1 == (after.number or 0) - 2 else []
    return found


def _counted(pool: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in pool if mark.number is not None and _may_count(mark)]


def _may_count(mark: Mark) -> bool:
    return mark.carrier in ("heading", "line") or mark.shape[:2] == ("ordered", 1)


def _run(marks: Sequence[Mark], sections: Sections, page: Page) -> list[Mark]:
    """The sequence that counts up, anew from 1 in each section, and asks the most."""
    search, last, led = _Search(), -1, _led(marks, page)
    for mark, after in zip_longest(marks, marks[1:]):
        close = mark.line == last  # one of several options, say, of which none has an answer of its own
        answered = not close and page.has_answer(mark.line, len(page.lines))
        worth = mark.asks + answered + CARRIED * _carries(mark, after, page) - LEAST - LED * (_list_of(mark) in led)
        search.add(_Place(mark.number or 0, mark.shape[:2], sections[mark.line], worth, TORN if close else PARTED))
        last = mark.end
    return [marks[at] for at in search.best()]


def _led(marks: Sequence[Mark], page: Page) -> set[int]:
    """The lists that begin at 1 right below a line with a colon at its end."""
    return {_list_of(mark) for mark in marks if mark.number == 1 and leads(page.line_above(mark.line))}


def _list_of(mark: Mark) -> int:
    return mark.item.group if mark.item else -mark.line


def kind_of(mark: Mark) -> tuple[str, int, str]:
    return mark.carrier, mark.shape[1], mark.label


def _carries(mark: Mark, after: Mark | None, page: Page) -> bool:
    """Whether a text stands below it, or a list that begins anew."""
    listed = after is not None and after.number == 1
    return listed or page.has_text(mark.end, after.line if after else len(page.lines))


def _sections(marks: Sequence[Mark], page: Page) -> Sections:
    """For the line of each mark that of the title it stands under, or -1; a line in bold above a 1 is one as well."""
    bold = [mark.line for mark in marks if mark.number == 1 and not mark.depth and _is_title(mark.line, page)]
    return {mark.line: max(_title_of(mark, page), _last(bold, mark.line + 1)) for mark in marks}


def _title_of(mark: Mark, page: Page) -> int:
    return _last(page.by_depth[mark.depth - 1], mark.line) if mark.depth else page.section(mark.line)


def _last(lines: Sequence[int], before: int) -> int:
    at = bisect_left(lines, before)
    return lines[at - 1] if at else -1


def _is_title(line: int, page: Page) -> bool:
    face = face_of(page.line_above(line))
    return face.style == "bold" and not face.text.endswith((":", "：")) and read_label(face.text) is None


@dataclass(frozen=True, slots=True)
class _Place:
    """A number with what it is worth to a run, and what it costs to take it out of the list it stands in."""

    number: int
    kind: tuple[str, int]
    section: int
    worth: float
    torn: float


@dataclass(slots=True)
class _Search:
    """For each place the score of the best run that ends there, and the place before it in that run.

    `ends` says for each number where its best run ends, `top` where the best of all does.
    """

    places: list[_Place] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    before: list[int | None] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    top: int | None = None

    def add(self, place: _Place) -> None:
        at = len(self.places)
        gain, end = self._best_step(place)
        self.places.append(place)
        self.scores.append(gain + place.worth)
        self.before.append(end)
        self.ends[place.number] = self._better(at, self.ends.get(place.number, at))
        self.top = at if self.top is None else self._better(at, self.top)

    def _better(self, one: int, other: int) -> int:
        return max(one, other, key=lambda at: self.scores[at])

    def _best_step(self, place: _Place) -> tuple[float, int | None]:
        """(the score so far, the place before) of the best run that the place goes on; None to begin one."""
        steps = self._anew(place) if place.number == 1 else self._on(place)
        gains = [(self.scores[end] - cost, end) for end, cost in steps]
        alone = -SKIPPED * min(AHEAD, max(0, place.number - 1))
        return max(gains) if any(gain > alone for gain, _ in gains) else (alone, None)

    def _anew(self, place: _Place) -> list[tuple[int, float]]:
        """(end, cost) of the run that was the best so far."""
        if self.top is None:
            return []
        return [(self.top, ASTRAY if self.places[self.top].section == place.section else ANEW)]

    def _on(self, place: _Place) -> list[tuple[int, float]]:
        """(end, cost) of each run whose last number may come before this one."""
        number = place.number
        steps = ((number - 1, 0.0), (number - 2, SKIPPED), (number, TWICE))
        found = [(self.ends[last], cost) for last, cost in steps if last in self.ends]
        return [(end, cost + self._change(end, place)) for end, cost in found]

    def _change(self, end: int, place: _Place) -> float:
        """What it costs that the run changes its style, or leaves out what stands right before the number."""
        torn = self.places[-1].number == place.number - 1 and end != len(self.places) - 1
        other = self.places[end].kind != place.kind
        return torn * place.torn + other * OTHER

    def best(self) -> list[int]:
        way, end = [], self.top
        while end is not None:
            way.append(end)
            end = self.before[end]
        return way[::-1]


def _inner(marks: Sequence[Mark], run: Sequence[Mark], sections: Sections, page: Page) -> Iterator[Mark]:
    lines = [mark.line for mark in marks]
    carried = sum(page.has_text(first.end, second.line) for first, second in pairwise(run)) >= MOSTLY * (len(run) - 1)
    for first, second in zip(run, [*run[1:], None], strict=True):
        behind = marks[bisect_right(lines, first.line) : bisect_left(lines, second.line if second else len(page.lines))]
        counts_on = second is not None and 0 <= (second.number or 0) - (first.number or 0) <= AHEAD
        for kind in {first.shape[:2], (second or first).shape[:2]}:
            alike = [mark for mark in behind if mark.shape[:2] == kind]
            lists = list(_from_one(alike if counts_on else _up_to_next(alike, first)))
            if carried and (_hardly_ask(lists) or _are_led_to(lists, second, page)):
                yield from (mark for mark in lists if sections[mark.line] == sections[first.line])


def _hardly_ask(lists: Sequence[Mark]) -> bool:
    """Steps may each request something, where there are several."""
    asks = sum(mark.asks for mark in lists)
    return asks < MAY_ASK * len(lists) or (asks == MAY_ASK * len(lists) and len(lists) > 1)


def _are_led_to(lists: Sequence[Mark], second: Mark | None, page: Page) -> bool:
    """Whether a line of the answer leads to each list, "Ask first:", and the next number is not of the last of them."""
    listed = all(mark.item is not None for mark in lists)
    apart = second is None or second.item is None or second.item.group not in map(_list_of, lists)
    return listed and apart and all(leads(page.line_above(mark.line)) for mark in lists if mark.number == 1)


def _up_to_next(marks: Sequence[Mark], first: Mark) -> Iterator[Mark]:
    """What may still belong to the last number: nothing behind the next one."""
    return takewhile(lambda mark: mark.number != (first.number or 0) + 1, marks)


def _from_one(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Those that count up from 1, whatever stands between two such lists."""
    last: int | None = None
    for mark in marks:
        last = mark.number if mark.number == 1 or (last is not None and mark.number == last + 1) else None
        if last is not None:
            yield mark
