"""Where each question ends, and which headings stand outside of the questions as sections."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from questions.importing.marks import Mark
from questions.importing.page import Heading, Page


@dataclass(frozen=True, slots=True)
class Cut:
    """One question: its mark and the line where its body ends (excluded)."""

    mark: Mark
    end: int


@dataclass(frozen=True, slots=True)
class Sections:
    cuts: tuple[Cut, ...]
    headings: tuple[Heading, ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether a question begins between the two lines."""
        after = bisect_right(self.cuts, start, key=lambda item: item.mark.line)
        return after < len(self.cuts) and self.cuts[after].mark.line < end


def cut(chosen: Sequence[Mark], page: Page) -> Sections:
    asked = {mark.line for mark in chosen}
    titles = _outside_answers(chosen, page)
    openers = {heading.line for heading in titles if heading.line not in asked and _opens(heading, asked, page)}
    deepest = max((heading.depth for heading in titles if heading.line in openers), default=6)
    cuts = []
    for mark, after in zip(chosen, [*chosen[1:], None], strict=False):
        limit = _limit(mark, after, page)
        cuts.append(Cut(mark, _end(mark, limit, mark.depth or deepest, openers, titles)))
    spans = [(item.mark.line, item.end) for item in cuts]
    outside = [h for h in titles if h.line not in asked and not _inside(h.line, spans)]
    return Sections(tuple(cuts), tuple(outside))


def _outside_answers(chosen: Sequence[Mark], page: Page) -> list[Heading]:
    """The headings but those in a folded answer: <details> that holds no question besides its own summary."""
    lines = [mark.line for mark in chosen]
    folded = []
    for start, end in page.details:
        inside = chosen[bisect_left(lines, start) : bisect_left(lines, end)]
        if all(mark.carrier == "summary" for mark in inside[:1]) and len(inside) < 2:
            folded.append((start, end))
    return [heading for heading in page.headings if not _inside(heading.line, folded)]


def _limit(mark: Mark, after: Mark | None, page: Page) -> int:
    """The next question; for an item among others of its list, a paragraph below the list as well."""
    limit = after.line if after else len(page.lines)
    if mark.item and mark.item.nest > 1:
        limit = min(limit, max(mark.item.end, mark.end))
    if mark.item and page.sizes.get(mark.item.group, 0) > 1:
        below = bisect_left(page.prose, mark.item.end)
        limit = min([limit, *(line for line in page.prose[below : below + 1] if not _answers(line, page))])
    return limit


def _answers(line: int, page: Page) -> bool:
    """ "Answer:" in a paragraph below the list of the question; below a heading it is an appendix."""
    at = bisect_left(page.answers, line)
    return page.answers[at : at + 1] == [line] and not page.lines[line].lstrip().startswith("#")


def _opens(heading: Heading, asked: set[int], page: Page) -> bool:
    """A question follows the heading at once, or after more headings."""
    titles = {other.line for other in page.headings}
    at = bisect_right(page.texts, heading.line)
    while at < len(page.texts) and page.texts[at] in titles and page.texts[at] not in asked:
        at += 1
    return at < len(page.texts) and page.texts[at] in asked


def _line(heading: Heading) -> int:
    return heading.line


def _end(mark: Mark, limit: int, depth: int, openers: set[int], titles: Sequence[Heading]) -> int:
    first = bisect_right(titles, mark.line, key=_line)
    for heading in titles[first : bisect_left(titles, limit, key=_line)]:
        if heading.line >= mark.end and (heading.depth <= depth or heading.line in openers):
            return heading.line
    return limit


def _inside(line: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (line, len(spans) + line + 10**9)) - 1
    return at >= 0 and spans[at][0] <= line < spans[at][1]
