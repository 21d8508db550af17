"""Documents whose title says questions, and whose lists or titles only name what is asked about."""

import re
from collections import Counter
from collections.abc import Sequence

from questions.importing.about import BOILERPLATE, OF_READERS, QUESTIONS, is_boilerplate
from questions.importing.choosing.filling import fills
from questions.importing.choosing.lists import ADVICE
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.opening import first_line
from questions.importing.seeing.page import Page

FEWEST, FEWEST_GRADED = 8, 3
MOSTLY = 0.8
GRADED = re.compile(r"[(\[–—-]\s*(?:easy|medium|med|hard)\W*$", re.I)


def named_topics(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Where nothing else was found and the title itself says "questions": the items of lists that fill the document, or
    the titles of one depth over a text each. None where they lead elsewhere, or are of another subject.
    """
    title = page.headings[0].text if page.headings else first_line(page)
    if not QUESTIONS.search(OF_READERS.sub("", title)):
        return []
    first = page.headings[0].line if page.headings else page.texts[0]
    own = [mark for mark in marks if mark.line > first and not _is_beside(mark, page)]
    return _items(own, page) or _titles(own, page)


def _is_beside(mark: Mark, page: Page) -> bool:
    over = page.title_over(mark.line, mark.depth or 7)
    if mark.is_linked or page.is_turned(mark.line) or page.is_in_answer(mark.line):
        return True
    own = mark.text if mark.depth else ""
    return is_boilerplate(over) or BOILERPLATE.fullmatch(own) is not None or any(map(ADVICE.search, (over, own)))


def _items(marks: Sequence[Mark], page: Page) -> list[Mark]:
    items = [mark for mark in marks if mark.item and mark.item.nest == 1 and not mark.depth]
    return items if len(items) >= _fewest(items) and fills(items, page) else []


def _titles(marks: Sequence[Mark], page: Page) -> list[Mark]:
    depths = Counter(mark.depth for mark in marks if mark.depth > 1)
    for depth, count in depths.most_common(1):
        found = [mark for mark in marks if mark.depth == depth]
        told = sum(page.has_text(mark.end, page.closing(mark.line, len(page.lines), depth)) for mark in found)
        if count >= _fewest(found) and (told >= MOSTLY * count or _are_graded(found)):
            return found
    return []


def _fewest(marks: Sequence[Mark]) -> int:
    return FEWEST_GRADED if _are_graded(marks) else FEWEST


def _are_graded(marks: Sequence[Mark]) -> bool:
    """Whether nearly each says how hard it is: then it is a task, and no subject of a plan."""
    return sum(GRADED.search(mark.text) is not None for mark in marks) >= max(1, MOSTLY * len(marks))
