"""A question that its author says twice: once as a title, and again above or within the answer."""

import re
from collections.abc import Sequence

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import letters

SHORTEST = 12


def without_echoes(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """The marks less those that say with a label before it what one above says ("Focus: How ..?"), and less one of two
    that say the same right below each other: the one that does not call itself a question.
    """
    kept: list[Mark] = []
    said: set[str] = set()
    for mark in marks:
        if _labelled_key(mark) in said:
            continue
        if kept and _is_same(kept[-1], mark, page):
            if mark.label != "question" or kept[-1].label == "question":
                continue
            kept.pop()
        kept.append(mark)
        said.add(letters(mark.text))
    return kept


def _is_same(above: Mark, mark: Mark, page: Page) -> bool:
    if above.shape == mark.shape or len(letters(mark.text)) < SHORTEST or letters(above.text) != letters(mark.text):
        return False
    return not above.tail and not page.has_text(above.end, mark.line)


def _labelled_key(mark: Mark) -> str:
    """What stands behind the first colon; a few letters may come back by chance."""
    key = letters(re.split(r"[:：]", mark.text, maxsplit=1)[-1]) if re.search(r"[:：]", mark.text) else ""
    return key if len(key) >= SHORTEST else "-"
