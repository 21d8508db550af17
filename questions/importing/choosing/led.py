"""Lists that a line of an answer leads to: "Ask first:", and below it what one asks oneself."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from questions.importing.choosing.lists import LEADING
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS

SEVERAL = 2
# What a reply of a chat begins with, above its questions.
HERE = re.compile(r"\bhere (?:are|is|come)\b|\bmore\W*$", re.I)


def without_led(pool: Sequence[Mark], page: Page) -> list[Mark]:
    """Without the lists below such a line, where what stands over it is a title that asks or is answered, and not the
    only one.
    """
    titles = [mark for mark in pool if _is_titled(mark)]
    sure = {
        mark.line: mark.shape for mark in titles if mark.asks >= ASKS or page.has_answer(mark.line, len(page.lines))
    }
    several = {shape for shape, count in Counter(sure.values()).items() if count >= SEVERAL}
    firsts = {mark.item.group: mark for mark in reversed(pool) if mark.item and mark.item.nest == 1}
    led = set()
    for group, first in firsts.items():
        title = _over(first, titles, page)
        certain = title is not None and sure.get(title.line) in several
        if title and certain and leads(page.line_above(first.line)) and page.has_text(title.end, first.line):
            led.add(group)
    return [mark for mark in pool if not (mark.item and mark.item.group in led)]


def _is_titled(mark: Mark) -> bool:
    return mark.depth > 0 or (mark.carrier == "line" and (mark.style == "bold" or mark.label == "question"))


def _over(mark: Mark, titles: Sequence[Mark], page: Page) -> Mark | None:
    """The last title before it, unless it stands below one of another kind."""
    at = bisect_left(titles, mark.line, key=lambda title: title.line) - 1
    return titles[at] if at >= 0 and titles[at].line >= page.section(mark.line) else None


def leads(line: str) -> bool:
    """Whether it leads to what is no question of the document."""
    text = line.strip(" *_>#")
    return text.endswith((":", "：")) and not LEADING.fullmatch(text) and not HERE.search(text)
