"""Questions that a slip of their author sets apart: without the number that the others have, or a step too deep."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from questions.importing.seeing.marks import Mark, Shape
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, ends_asking, has_mark

FEWEST = 3
RARELY = 0.35


def unnumbered(pool: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """Those whose number was forgotten: titles as high as the numbered ones, or lines in bold that ask, where a number
    is missing or where their answer is labelled as those of the others are; or all such titles, where all of them ask.
    """
    shapes = Counter(mark.shape for mark in chosen if mark.number is not None)
    lines = {mark.line for mark in chosen}
    shape = shapes.most_common(1)[0][0] if shapes else None
    if shape is None or shapes[shape] < 2 or shape[0] not in ("heading", "line"):
        return []
    bare = (*shape[:3], "") if shape[0] == "heading" else ("line", 0, "bold", "")
    texts = Counter(mark.text for mark in pool)
    alike = [mark for mark in pool if mark.shape == bare and mark.line not in lines and texts[mark.text] == 1]
    left = [mark for mark in alike if mark.depth or _asks(mark)]
    rare = shapes[shape] >= FEWEST and len(left) < RARELY * shapes[shape]
    aloud = [mark for mark in left if ends_asking(mark.text) and _asks(mark)] if rare and shape[0] == "heading" else []
    if len(aloud) + 1 >= len(left) and aloud:
        return left if all(map(_asks, left)) else aloud
    return [mark for mark in left if _stands_for_one(mark, chosen, page)]


def _asks(mark: Mark) -> bool:
    return mark.asks >= ASKS and not mark.text.endswith((":", "："))


def _stands_for_one(mark: Mark, chosen: Sequence[Mark], page: Page) -> bool:
    at = bisect_left([each.line for each in chosen], mark.line)
    before, after = (chosen[at - 1] if at else None), (chosen[at] if at < len(chosen) else None)
    if before is None:
        return False
    limit = after.line if after else len(page.lines)
    asks = has_mark(mark.text) or (mark.depth > 0 and mark.asks >= MAY_ASK)
    answered = asks and page.has_answer(before.line, mark.line) and page.has_answer(mark.line, limit)
    numbers = (before.number, after.number if after else None)
    return answered or (None not in numbers and numbers[1] == (numbers[0] or 0) + 2)


def set_deeper(pool: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """The titles that count on from the one above them, but were set a step higher or deeper by a slip."""
    lines, found = [mark.line for mark in pool], []
    for before, after in zip(chosen, [*chosen[1:], None], strict=False):
        between = pool[bisect_right(lines, before.line) : bisect_left(lines, after.line) if after else None]
        apart = [mark for mark in between if before.depth and abs(mark.depth - before.depth) == 1 and mark.depth > 1]
        counted = [mark for mark in apart if mark.label == before.label and mark.number is not None]
        wanted = (before.number or -1) + 1
        if after is not None and after.number == wanted:
            continue
        if len(counted) == 1 and counted[0].asks >= MAY_ASK and counted[0].number == wanted:
            found += counted
    return found


def continued(pool: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """What counts on behind the last question, though its author went over to another style there."""
    last = chosen[-1].number if chosen else None
    shapes: dict[Shape, list[Mark]] = defaultdict(list)
    for mark in pool if last is not None else ():
        if mark.line > chosen[-1].line and (mark.depth or mark.style == "bold"):
            shapes[mark.shape].append(mark)
    for marks in shapes.values():
        counted = [mark.number for mark in marks] == [(last or 0) + step for step in range(1, len(marks) + 1)]
        if counted and len(marks) > 1 and sum(mark.asks for mark in marks) >= MAY_ASK * len(marks):
            return marks
    return []


def unanswered(pool: Sequence[Mark], chosen: Sequence[Mark]) -> list[Mark]:
    """Among questions in bold with their answers behind them those that nobody has answered yet."""
    if not chosen or any(mark.shape != ("line", 0, "lead", "") for mark in chosen):
        return []
    return [mark for mark in pool if mark.shape == ("line", 0, "bold", "") and has_mark(mark.text)]
