"""Marks that call themselves a question: "Q7. ..", "**Question:** ..", "## Question"."""

import re
from collections.abc import Sequence

from questions.importing.choosing.eligible import ENOUGH
from questions.importing.choosing.groups import ends_of, is_covered, measure
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, MAY_ASK, asking

# So many labels are no accident, though answers follow upon some of them only.
SEVERAL, SOME = 5, 0.25
SCENARIO = re.compile(r"(?:scenario|case|problem|challenge|puzzle)\s*[:：]\s*\S", re.I)


def labelled(pool: Sequence[Mark], page: Page) -> list[Mark]:
    """Marks that call themselves a question, unless it is one word that happens to stand before a colon."""
    marks = _without_empty([mark for mark in pool if mark.label == "question"], page)
    if not marks:
        return []
    marks = _with_scenarios(_without_inner(_without_repeated(marks, page), page), pool)
    group = measure(marks[0].shape, marks, page)
    certain = any(mark.number is not None for mark in marks) or group.answered >= ENOUGH
    certain = certain or (len(marks) >= SEVERAL and group.answered >= SOME)
    asks = sum(mark.asks if mark.text else _asks_below(mark, page) for mark in marks) / len(marks)
    return marks if certain or asks >= ENOUGH else []


def _without_empty(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """ "Question:" that nobody went on with asks nothing."""
    both = zip(marks, ends_of(marks, page), strict=True)
    return [mark for mark, end in both if mark.text or mark.number is not None or page.has_text(mark.end, end)]


def _asks_below(mark: Mark, page: Page) -> float:
    """Of "## Question" and nothing else: what stands right below it."""
    below = page.between(mark.end, len(page.lines))[:1]
    return asking(face_of(below[0].text).text) if below and below[0].kind == "paragraph" else 0.0


def _with_scenarios(marks: Sequence[Mark], pool: Sequence[Mark]) -> list[Mark]:
    """ "**Scenario:** .." set as "**Q:** .." is beside it."""
    shapes = {(mark.carrier, mark.style) for mark in marks if mark.number is None and not mark.depth}
    beside = [mark for mark in pool if SCENARIO.match(mark.text) and (mark.carrier, mark.style) in shapes]
    return sorted([*marks, *(mark for mark in beside if mark.label != "question")], key=lambda mark: mark.line)


def _without_repeated(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """ "Q7. A cache." right below "Q7. What is it?" is the answer, by a slip of the author's."""
    kept: list[Mark] = []
    for mark in marks:
        above = kept[-1] if kept else mark
        slip = above.number is not None and above.number == mark.number and mark.asks < min(MAY_ASK, above.asks)
        if not (slip and not above.tail and not page.has_text(above.end, mark.line)):
            kept.append(mark)
    return kept


def _without_inner(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """ "**Question:** How ..?" below "### Q7: Backups" is what that asks, and no question besides; so it is right below
    "### Q7: When to keep backups".
    """
    counted = [mark for mark in marks if mark.number is not None and (mark.depth or mark.carrier == "summary")]
    silent = [mark for mark in counted if mark.asks < ASKS]
    ends, titles = ends_of(silent, page), {mark.line for mark in counted}
    kept: list[Mark] = []
    for mark in marks:
        below = kept and kept[-1].line in titles and not page.has_text(kept[-1].end, mark.line)
        if mark.number is not None or not (below or is_covered(mark.line, silent, ends)):
            kept.append(mark)
    return kept
