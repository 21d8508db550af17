"""Templates: marks of a question that somebody is still to write, and that ask nothing themselves."""

import re
from bisect import bisect_left

from questions.importing.marks import Mark
from questions.importing.page import Page

# "[Question text]", as in a form; a link has an address behind it.
BLANK = re.compile(r"\W*\[[^\[\]()]{3,80}\]\W*")
# "- **My answer**:" with nothing behind it.
EMPTY = re.compile(r"[\s>*+-]*(?:\*\*[^*]+\*\*\s*[:：]|\*\*[^*]+[:：]\s*\*\*|[^\W_][^:：]{1,40}[:：])\s*")


def is_blank(mark: Mark, page: Page) -> bool:
    """Also a bare "Question 1" above labels without a text."""
    if mark.text:
        return BLANK.fullmatch(mark.text) is not None
    at = bisect_left(page.texts, mark.end)
    below = page.texts[at : at + 2]
    return bool(below) and all(EMPTY.fullmatch(page.lines[line]) for line in below)
