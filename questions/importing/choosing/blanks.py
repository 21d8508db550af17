"""Templates: marks of a question that somebody is still to write, and that ask nothing themselves."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from questions.importing.seeing.fields import is_placeholder
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page

# "[Question text]", as in a form; a link has an address behind it.
BLANK = re.compile(r"\W*\[[^\[\]()]{3,80}\]\W*")
# "- **My answer**:" with nothing behind it.
EMPTY = re.compile(r"[\s>*+-]*(?:\*\*[^*]+\*\*\s*[:：]|\*\*[^*]+[:：]\s*\*\*|[^\W_][^:：]{1,40}[:：])\s*")

SEVERAL = 3


def without_blanks(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Also without titles that come back, and neither ask nor have a text below: somebody counted ahead."""
    counts = Counter(mark.text for mark in marks if mark.depth)
    return [mark for mark in marks if not _is_blank(mark, page) and not _is_ahead(mark, counts[mark.text], page)]


def _is_ahead(mark: Mark, same: int, page: Page) -> bool:
    same = SEVERAL if mark.label == "question" and not mark.text else same
    empty = not page.has_text(mark.end, page.closing(mark.line, len(page.lines), mark.depth or 6))
    return mark.depth > 0 and mark.number is not None and same >= SEVERAL and not mark.asks and empty


def _is_blank(mark: Mark, page: Page) -> bool:
    """Also a bare "Question 1" above labels without a text."""
    if mark.text:
        return BLANK.fullmatch(mark.text) is not None or (mark.number is not None and is_placeholder(mark.text))
    at = bisect_left(page.texts, mark.end)
    below = page.texts[at : at + 2]
    return bool(below) and all(EMPTY.fullmatch(page.lines[line]) for line in below)
