"""Numbered lists at the margin inside of answers: what counts through the document runs on behind them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.importing.marks import Mark
from questions.importing.page import Page

# What a step of the run costs that does not count on by one: to begin anew, to leave one out, to say a number twice.
ANEW, SKIPPED, TWICE = 1.0, 0.75, 0.5
NEUTRAL = 0.5
FEWEST = 3
MOSTLY = 0.7


def without_inner_lists(pool: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the lists that begin anew at 1 between two numbered items of which the second counts on from the first:
    they stand at the margin as well, but are parts of the first one's answer.
    """
    listed = [mark for mark in pool if mark.carrier == "ordered" and mark.shape[1] == 1 and mark.number is not None]
    run = _run(listed, page)
    if len(run) < FEWEST or sum(mark.asks for mark in run) < MOSTLY * len(run):
        return list(pool)
    inner = {mark.line for mark in _inner(listed, run, page)}
    return _in_one_style([mark for mark in pool if mark.line not in inner], run) if inner else list(pool)


def _run(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """The sequence that counts up, anew from 1 in each section, and asks the most."""
    scores: list[float] = []
    before: list[int | None] = []
    ends: dict[int, int] = {}
    top: int | None = None
    for at, mark in enumerate(marks):
        gain, end = _best_step(mark.number or 0, scores, ends, top)
        scores.append(gain + mark.asks + page.has_answer(mark.line, len(page.lines)) - NEUTRAL)
        before.append(end)
        ends[mark.number or 0] = max(at, ends.get(mark.number or 0, at), key=lambda each: scores[each])
        top = at if top is None else max(at, top, key=lambda each: scores[each])
    return [marks[at] for at in _way_to(top, before)]


def _best_step(number: int, scores: Sequence[float], ends: dict[int, int], top: int | None) -> tuple[float, int | None]:
    """(the score so far, the mark before) of the best run that the number goes on; 0 and None to begin one."""
    steps = [(ends.get(number - 1), 0.0), (ends.get(number - 2), SKIPPED), (ends.get(number), TWICE)]
    steps += [(top, ANEW)] if number == 1 else []
    gains = [(scores[end] - cost, end) for end, cost in steps if end is not None]
    return max(gains, default=(0.0, None)) if any(gain > 0 for gain, _ in gains) else (0.0, None)


def _way_to(end: int | None, before: Sequence[int | None]) -> list[int]:
    way = []
    while end is not None:
        way.append(end)
        end = before[end]
    return way[::-1]


def _inner(marks: Sequence[Mark], run: Sequence[Mark], page: Page) -> Iterator[Mark]:
    lines = [mark.line for mark in marks]
    for first, second in zip(run, [*run[1:], None], strict=True):
        end = second.line if second else len(page.lines)
        between = marks[bisect_right(lines, first.line) : bisect_left(lines, end)]
        if not between or between[0].number != 1:
            continue
        counts_on = second is not None and second.number == (first.number or 0) + 1
        yield from (mark for mark in between if _belongs(mark, first, counts_on, page))


def _belongs(mark: Mark, first: Mark, counts_on: bool, page: Page) -> bool:
    """No title stands between the two, or, where nothing counts on from the first, not even a paragraph."""
    if counts_on:
        return page.section(mark.line) == page.section(first.line)
    return mark.item is not None and first.item is not None and mark.item.group == first.item.group


def _in_one_style(marks: Sequence[Mark], run: Sequence[Mark]) -> list[Mark]:
    """The run's members are of one shape: lists were taken for one of which the others are gone."""
    style = Counter(mark.style for mark in run).most_common(1)[0][0]
    members = {mark.line for mark in run}
    return [replace(m, shape=(*m.shape[:2], style, m.label)) if m.line in members else m for m in marks]
