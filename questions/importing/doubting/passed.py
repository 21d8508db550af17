"""Doubts about what was passed over: lines that ask outside of all questions, or in a question's answer."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from questions.importing.about import AFTERWARDS, BOILERPLATE
from questions.importing.answering.cutting import Cut
from questions.importing.choosing.lists import ADVICE
from questions.importing.doubting.reading import Doubt, Reading, doubt_of
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, ends_asking

LEFT = "This asks, and is not taken for a question: it stands apart from those that recur."
MANY_LEFT = "{} lines ask, and are not taken for questions, since they stand apart from those that recur: {}."
ASKING = "{} lines ask, and none of them was taken for a question: {}."
WITHIN = "This looks like a question as well; it was left in the answer of the question in line {}."
BESIDE = "Line {} of this answer looks like a question as well."
MANY_WITHIN = "{} lines look like questions as well; each was left in the answer above it: {}."
OTHERS = "{} lines inside of answers ask as well, and were left there: {}."
CONTENTS = re.compile(
    r"\W*(?:table of contents?|contents?|toc|index|目录|目次|목차|оглавление|содержание|contenidos?|índice|inhalt)\W*",
    re.I,
)
SEVERAL, SELDOM, ENOUGH = 3, 0.2, 0.7


def outside(reading: Reading) -> Iterator[Doubt]:
    """Not what repeats a question, as a table of contents does, nor what is set apart for somebody else."""
    left = [mark for mark in reading.marks if _asks_apart(mark, reading) and not reading.repeats(mark)]
    lines = sorted({mark.line + 1 for mark in left})
    plain = all(map(_is_plain, left))
    if len(lines) > plain:
        yield from doubt_of(LEFT, MANY_LEFT, lines, weight=2 if plain or len(lines) == 1 else 3)


def _is_plain(mark: Mark) -> bool:
    return mark.carrier == "line" and not mark.style and not mark.label


def _asks_apart(mark: Mark, reading: Reading) -> bool:
    asks = mark.asks >= ASKS and (ends_asking(mark.text) or (mark.label and not mark.item))
    if (
        not (asks or reading.is_kin(mark))
        or reading.cut_over(mark.line)
        or _is_set_apart(mark, reading.page)
        or reading.holds(mark)
    ):
        return False
    return not (mark.item and ADVICE.search(reading.page.title_over(mark.line, 7)))


def _is_set_apart(mark: Mark, page: Page) -> bool:
    """In a list of contents, among what is asked afterwards, or what somebody else may ask."""
    over = page.title_over(mark.line, mark.depth or 7)
    if mark.is_linked or "](#" in page.lines[mark.line] or CONTENTS.fullmatch(over) or AFTERWARDS.search(over):
        return True
    return page.is_turned(mark.line) or page.is_in_answer(mark.line) or BOILERPLATE.fullmatch(mark.text) is not None


def none_taken(reading: Reading) -> Iterator[Doubt]:
    """Of a document without questions: which lines ask nevertheless."""
    left = [mark for mark in reading.marks if mark.asks >= ASKS and ends_asking(mark.text)]
    lines = sorted({mark.line + 1 for mark in left if not _is_set_apart(mark, reading.page)})
    if len(lines) >= SEVERAL:
        yield from doubt_of("", ASKING, lines, weight=2)


def inside(reading: Reading) -> Iterator[Doubt]:
    within = [(mark, cut.mark) for mark in reading.marks if (cut := _around(mark, reading))]
    alike: list[tuple[Mark, Mark]] = []
    rest: list[tuple[Mark, Mark]] = []
    for mark, over in within:
        (alike if _is_alike(mark, over, reading) else rest).append((mark, over))
    titled = [(mark, over) for mark, over in rest if _is_titled(mark)]
    if alike:
        yield from _swallowed(alike, 3)
    elif len(reading.cuts) > 1 and titled and len(titled) <= max(1, SELDOM * len(reading.cuts)):
        yield from _swallowed(titled, 2)
    yield from _rivals([mark for mark, _ in rest], reading)


def _swallowed(found: Sequence[tuple[Mark, Mark]], weight: int) -> Iterator[Doubt]:
    lines = sorted({mark.line + 1 for mark, _ in found})
    beside = {over.line + 1: BESIDE.format(mark.line + 1) for mark, over in reversed(found)}
    one = WITHIN.format(found[0][1].line + 1)
    return doubt_of(one, MANY_WITHIN, lines, tuple(beside.items()), weight=weight)


def _is_titled(mark: Mark) -> bool:
    """Set like a title, and asking: rhetorical where answers do so all the time, and else perhaps a question."""
    return ends_asking(mark.text) and (mark.carrier == "heading" or (mark.style == "bold" and not mark.item))


def _around(mark: Mark, reading: Reading) -> Cut | None:
    """The question in whose answer a line asks."""
    cut = reading.cut_over(mark.line)
    if cut is None or mark.line < cut.mark.end or mark.asks < ASKS:
        return None
    return None if reading.is_follow_up(mark) or reading.is_part(mark, cut.mark) else cut


def _is_alike(mark: Mark, over: Mark, reading: Reading) -> bool:
    """Of the very shape of the question that it stands in, or the number that comes next."""
    if mark.shape == over.shape:
        return True
    counted = mark.number is not None and over.number is not None and mark.number == over.number + 1
    return counted and reading.is_first(mark)


def _rivals(marks: Sequence[Mark], reading: Reading) -> Iterator[Doubt]:
    """Another shape that asks as often as there are questions, where those hardly ask themselves."""
    if sum(cut.mark.asks for cut in reading.cuts) >= ENOUGH * len(reading.cuts):
        return
    shapes: dict[object, list[Mark]] = defaultdict(list)
    for mark in marks:
        if ends_asking(mark.text):
            shapes[mark.shape].append(mark)
    for members in shapes.values():
        if len(members) >= max(SEVERAL, len(reading.cuts)):
            yield from doubt_of("", OTHERS, [mark.line + 1 for mark in members], weight=2)
