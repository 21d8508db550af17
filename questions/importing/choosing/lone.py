"""A document that is one question: its title asks, or a section states it, and what stands below answers."""

import re
from collections.abc import Sequence

from questions.importing.choosing.stated import is_afterwards, stated_question
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ends_asking, has_mark

# Without a question mark a title asks only in words that no manual has above it: "How to .." tells.
REQUEST = re.compile(r"(?:please )?(?:explain|define|discuss|compare|differentiate|differences? between)\b", re.I)
PRODUCT = re.compile(r"(?:installation|install|usage|licen[sc]e|contribut\w*|getting started|quick ?start)\W*", re.I)
MOSTLY = 0.6


def lone_question(marks: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The title's mark, unless what was chosen below it asks for itself."""
    stated = stated_question(marks, chosen, page)
    if stated:
        return [stated]
    if not chosen and (opening := _opening(marks, page)):
        return [opening]
    title = next((mark for mark in marks if mark.depth), None)
    if title is None or not _asks(title, page) or not page.has_text(title.end, len(page.lines)):
        return []
    inner = [mark for mark in chosen if mark is not title and not is_afterwards(mark, page)]
    if len(inner) > 1 and any(not mark.depth or mark.label for mark in inner):
        return []
    return [title] if len(inner) < 2 or sum(_requests(mark) for mark in inner) < MOSTLY * len(inner) else []


def _opening(marks: Sequence[Mark], page: Page) -> Mark | None:
    """The only question of a page about interviews: in bold, right below the title, and the rest answers."""
    titled = [heading.line for heading in page.headings]
    first = next((line for line in page.texts if line not in titled), None)
    mark = next((mark for mark in marks if mark.line == first and mark.style == "bold"), None)
    if mark is None or len(titled) > 1 or not page.opens_with_questions or not ends_asking(mark.text):
        return None
    return mark if page.has_text(mark.end, len(page.lines)) else None


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
    return has_mark(mark.text) or REQUEST.match(mark.text) is not None
