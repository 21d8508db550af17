"""How far a question may reach: to the next one, to the end of its fold, or to what stands below its list."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from questions.importing.seeing.marks import Mark
from questions.importing.seeing.outline import ListItem
from questions.importing.seeing.page import Page


def lists_of_questions(chosen: Sequence[Mark], page: Page) -> set[int]:
    """Lists of several items of which most are questions; in others an answer that was not set in goes on."""
    asked = Counter(mark.item.group for mark in chosen if mark.item)
    return {group for group, count in asked.items() if page.sizes.get(group, 0) > 1 and count * 2 > page.sizes[group]}


def breaks_lists(chosen: Sequence[Mark], page: Page) -> bool:
    """Whether answers that were not set in part the numbers into lists of one or two."""
    items = [mark for mark in chosen if mark.item and mark.item.nest == 1 and mark.number is not None]
    counted = [(a, b) for a, b in pairwise(items) if a.number is not None and b.number == a.number + 1]
    apart = [(a, b) for a, b in counted if a.item and b.item and a.item.group != b.item.group]
    broken = [(a, b) for a, b in apart if page.has_text(a.whole_end, b.line)]
    under = [(a, b) for a, b in broken if page.section(a.line) == page.section(b.line)]
    set_in = sum(page.has_text(mark.end, mark.item.end) for mark in items if mark.item)
    return len(under) > 1 and len(under) >= set_in


def limit_of(mark: Mark, after: Mark | None, lists: set[int], page: Page) -> int:
    """The next question; for an item among others of its list, a paragraph below the list as well."""
    if mark.carrier == "row":
        return mark.end
    limit = after.line if after else len(page.lines)
    if mark.carrier == "summary":
        return min(limit, _end_of_fold(mark, page))
    limit = min(limit, page.end_around(mark.line, limit))
    return min(limit, _limit_of_item(mark, mark.item, after, lists, page)) if mark.item else limit


def _limit_of_item(mark: Mark, item: ListItem, after: Mark | None, lists: set[int], page: Page) -> int:
    limit = _before_topic(item, after, page) if after else len(page.lines)
    if item.nest > 1:
        limit = min(limit, max(item.end, mark.end))
    elif page.broken:
        return limit
    if item.group not in lists:
        return limit
    flat = item.group in page.bare and not _is_set_in(item, limit, page)
    if flat and not page.has_answer(mark.line, limit):
        return min(limit, max(item.end, mark.end))
    below = bisect_left(page.prose, item.end)
    while below < len(page.prose) and page.prose[below] < limit and _goes_on(mark, after, page.prose[below], page):
        below += 1
    prose = (line for line in page.prose[below : below + 1] if not _is_own_fold(mark, line, page))
    return min([limit, *(line for line in prose if not _answers(line, page))])


def _before_topic(item: ListItem, after: Mark, page: Page) -> int:
    """The next question, or the item of the same list that it is set in: a topic over it."""
    if after.item is None or after.item.nest <= item.nest:
        return after.line
    beside = (leaf.item for leaf in page.between(item.end, after.line) if leaf.item and leaf.item.group == item.group)
    return next((other.start for other in beside if other.end > after.line), after.line)


def _end_of_fold(mark: Mark, page: Page) -> int:
    """Where what is folded away under the summary ends, if it holds the answer at all."""
    around = [end for start, end in page.details if start <= mark.line <= end]
    end = around[-1] + 1 if around else len(page.lines)
    return end if mark.tail or page.has_text(mark.end, end) else len(page.lines)


def _is_set_in(item: ListItem, limit: int, page: Page) -> bool:
    """Whether what follows upon the item is set in, though less than Markdown asks for: "10." wants four blanks."""
    at = bisect_left(page.texts, item.end)
    return at < len(page.texts) and page.texts[at] < limit and page.lines[page.texts[at]][:1] in (" ", "\t")


def _goes_on(mark: Mark, after: Mark | None, line: int, page: Page) -> bool:
    """A sentence between an answer and the next number was not set in, and belongs to the answer nevertheless."""
    if page.lines[line][:1] in (" ", "\t"):
        return True  # set in, though not as deep as Markdown asks for
    counted = after is not None and mark.number is not None and after.number == mark.number + 1
    answered = mark.item is not None and page.has_text(mark.end, mark.item.end)
    text = page.lines[line].strip()
    return counted and answered and not text.startswith("#") and re.search(r"\w{3}.*\s.*[.!]$", text) is not None


def _answers(line: int, page: Page) -> bool:
    """ "Answer:" in a paragraph below the list of the question; below a heading it is an appendix."""
    at = bisect_left(page.answers, line)
    return page.answers[at : at + 1] == [line] and not page.lines[line].lstrip().startswith("#")


def _is_own_fold(mark: Mark, line: int, page: Page) -> bool:
    """Whether the line is folded away as the answer of the item above it, and not among those of a whole list."""
    several = mark.item is not None and len(page.answered) >= max(2, page.sizes[mark.item.group] // 2)
    return several and page.is_in_answer(line)
