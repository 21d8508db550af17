"""A document that is one question: its title asks, and all that stands below answers."""

import re
from collections.abc import Sequence

from questions.importing.marks import Mark
from questions.importing.page import Page
from questions.importing.wording import ends_asking

# Without a question mark a title asks only in words that no manual has above it: "How to .." tells.
REQUEST = re.compile(r"(?:please )?(?:explain|define|discuss|compare|differentiate|differences? between)\b", re.I)
PRODUCT = re.compile(r"(?:installation|install|usage|licen[sc]e|contribut\w*|getting started|quick ?start)\W*", re.I)
MOSTLY = 0.6


def lone_question(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The title's mark, unless what was chosen below it asks for itself."""
    title = next((mark for mark in marks if mark.depth), None)
    if title is None or not _asks(title, page) or not page.has_text(title.end, len(page.lines)):
        return []
    inner = [mark for mark in chosen if mark is not title]
    if len(inner) > 1 and any(not mark.depth or mark.label for mark in inner):
        return []
    return [title] if len(inner) < 2 or sum(_requests(mark) for mark in inner) < MOSTLY * len(inner) else []


def _asks(title: Mark, page: Page) -> bool:
    if not page.headings or page.headings[0].line != title.line:
        return False
    others = page.headings[1:]
    if any(heading.depth <= title.depth for heading in others):
        return False
    if any(PRODUCT.fullmatch(heading.text) for heading in others):
        return False
    return _requests(title)


def _requests(mark: Mark) -> bool:
    return ends_asking(mark.text) or REQUEST.match(mark.text) is not None
