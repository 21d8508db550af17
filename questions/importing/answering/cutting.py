"""Where each question ends, and which headings stand outside of the questions as sections."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.importing.answering.between import titles_between
from questions.importing.answering.farewells import RULE, end_before_farewell
from questions.importing.answering.reach import breaks_lists, limit_of, lists_of_questions
from questions.importing.answering.replies import ends_of_replies
from questions.importing.choosing.groups import carries
from questions.importing.levels import is_bare_level
from questions.importing.seeing.faces import face_of
from questions.importing.seeing.labels import begins_answer, read_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Heading, Page

FEWEST = 5
RARELY = 0.2
# How far a number may be ahead of the one before, where one was left out.
AHEAD = 2
OFTEN = 0.4
NAMED = re.compile(r"[^.!?]{0,40}\bquestions\s*:|[A-Z][\w/&+#-]*(?: [\w/&+#-]+){0,3}\s*:", re.I)
GIVEN = re.compile(
    r"(?:(?:additional|further|more|background|given|extra|sample) )*(?:information|info|context|background|details|"
    r"data|input|assumptions|constraints|requirements|notes?|hints?|given)\s*[:：]",
    re.I,
)
PICTURED = re.compile(r"[\u2190-\u2bff\U0001f300-\U0001faff][^.!?]{1,80}$")


@dataclass(frozen=True, slots=True)
class Cut:
    """One question: its mark and the line where its body ends (excluded).

    `shows`: what stands below is no answer but what the question is about. `added` are the
    spans of lines that a person gave to its answer.
    """

    mark: Mark
    end: int
    shows: bool = False
    added: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sections:
    cuts: tuple[Cut, ...]
    headings: tuple[Heading, ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether a question begins between the two lines."""
        after = bisect_right(self.cuts, start, key=lambda item: item.mark.line)
        return after < len(self.cuts) and self.cuts[after].mark.line < end


def cut(chosen: Sequence[Mark], page: Page) -> Sections:
    asked = {mark.line: mark.depth or 6 for mark in chosen}
    titles = _outside_answers(chosen, page)
    openers = {heading.line for heading in titles if heading.line not in asked and _opens(heading, asked, page)}
    titles = _without_parts(titles, chosen, openers)
    deepest = max((heading.depth for heading in titles if heading.line in openers), default=_over(chosen, titles))
    page.broken = breaks_lists(chosen, page)
    cuts, lists = [], lists_of_questions(chosen, page)
    for mark, after in zip(chosen, [*chosen[1:], None], strict=False):
        limit = limit_of(mark, after, lists, page)
        closed = after is None and _are_flat(chosen, titles, openers)
        depth = (mark.depth or (deepest + closed)) - _is_followed(mark, after)
        depth = 0 if after and _holds_titles(mark, after, titles, openers) else depth
        cuts.append(Cut(mark, _end(mark, limit, depth, openers, titles)))
    cuts = _without_farewells(cuts, page)
    closing = titles_between([(item.mark.end, item.end) for item in cuts], chosen[0].line if chosen else 0, page)
    cuts = [Cut(item.mark, title.line if title else item.end) for item, title in zip(cuts, closing[1:], strict=True)]
    cuts, between = _without_titles(cuts, page)
    between += filter(None, closing)
    spans = [(item.mark.line, item.end) for item in cuts]
    outside = [h for h in titles if h.line not in asked and not _inside(h.line, spans)]
    return Sections(tuple(cuts), tuple([*outside, *between]))


def _without_farewells(cuts: Sequence[Cut], page: Page) -> list[Cut]:
    ends = ends_of_replies([(item.mark, item.end) for item in cuts], page)
    bodies = [(item.mark.end, end) for item, end in zip(cuts, ends, strict=True)]
    if bodies:
        ends[-1] = end_before_farewell(bodies, page)
    return [Cut(item.mark, end) for item, end in zip(cuts, ends, strict=True)]


def _over(chosen: Sequence[Mark], titles: Sequence[Heading]) -> int:
    """How deep the title is that the first question stands under, with a text between."""
    above = [heading.depth for heading in titles if heading.line < chosen[0].line] if chosen else []
    return above[-1] if above else 6


def _are_flat(chosen: Sequence[Mark], titles: Sequence[Heading], openers: set[int]) -> bool:
    """Whether no answer but the last can have titles inside: then none has, and what is titled behind stands apart."""
    outside = openers | {mark.line for mark in chosen}
    lines = (heading.line for heading in titles if heading.line not in outside)
    return len(chosen) > 2 and not any(chosen[0].line < line < chosen[-1].line for line in lines)


def _without_parts(titles: Sequence[Heading], chosen: Sequence[Mark], openers: set[int]) -> list[Heading]:
    """Behind the last question the titles that stood in the answers before it are parts of its answer as well."""
    followed = [(mark.line, after.line) for mark, after in pairwise(chosen) if _is_followed(mark, after)]
    parts = {h.text for h in titles if h.line not in openers and _inside(h.line, followed)} if followed else set()
    last = chosen[-1].line if chosen else 0
    return [h for h in titles if h.line <= last or h.text not in parts]


def _is_followed(mark: Mark, after: Mark | None) -> bool:
    """Titles as high as two questions that count on are parts of the first one's answer, where they lie between; so are
    they where a number is left out or comes twice, but not where each is the first.
    """
    if after is None or mark.number is None or after.number is None or not mark.depth:
        return False
    return after.shape == mark.shape and after.number > 1 and 0 <= after.number - mark.number <= AHEAD


def _holds_titles(mark: Mark, after: Mark, titles: Sequence[Heading], openers: set[int]) -> bool:
    """Several higher titles between two questions that count on are parts of an answer; one may be a new chapter's."""
    first = bisect_right(titles, mark.line, key=lambda heading: heading.line)
    between = titles[first : bisect_left(titles, after.line, key=lambda heading: heading.line)]
    higher = [heading for heading in between if heading.depth < mark.depth]
    if any(heading.line in openers for heading in higher):
        return False  # a chapter of something else, and then the one of the next question
    return _is_followed(mark, after) and len(higher) > 1


def _without_titles(cuts: Sequence[Cut], page: Page) -> tuple[list[Cut], list[Heading]]:
    """In a list without answers what stands behind one or two of them is the title of what follows, and no answer."""
    carried = [carries(item.mark, item.end, page) for item in cuts]
    titled = [_title_behind(item, page) if sure else None for item, sure in zip(cuts, carried, strict=True)]
    answered = any(sure and title is None for sure, title in zip(carried, titled, strict=True))
    if len(cuts) < FEWEST or sum(carried) > (RARELY if answered else OFTEN) * len(cuts):
        return list(cuts), []
    if carried[-1] and not any(carried[:-1]):
        cuts = [*cuts[:-1], _without_closing(cuts[-1], page)]
    left = [
        Cut(item.mark, title.line) if title else Cut(item.mark, item.end, _goes_on_asking(item, page))
        for item, title in zip(cuts, titled, strict=True)
    ]
    return left, [title for title in titled if title]


def _without_closing(item: Cut, page: Page) -> Cut:
    """Words of farewell below the last list of questions, of which none has an answer, are none either."""
    end = item.mark.item.end if item.mark.item else item.end
    apart = not page.has_text(item.mark.end, end) and not page.has_answer(item.mark.line, item.end)
    return Cut(item.mark, end) if apart else item


def _goes_on_asking(item: Cut, page: Page) -> bool:
    """Code alone, or what a label gives besides, where hardly any question has an answer."""
    below = page.between(item.mark.end, item.end)
    if not below or item.mark.tail or page.has_answer(item.mark.line, item.end):
        return False
    return all(leaf.kind in ("fence", "code") for leaf in below) or GIVEN.match(face_of(below[0].text).text) is not None


def _title_behind(item: Cut, page: Page) -> Heading | None:
    """A line that looks like a title, alone; one in bold behind a rule, with its list; or nothing but links."""
    if item.mark.tail or item.mark.answer:
        return None
    below = page.texts[bisect_left(page.texts, item.mark.end) : bisect_left(page.texts, item.end)]
    if not below:
        return None
    line, face = page.lines[below[0]], face_of(page.lines[below[0]])
    ruled = any(RULE.fullmatch(between) for between in page.lines[item.mark.end : below[0]])
    titled = PICTURED.match(line) or NAMED.fullmatch(face.text) or face.style == "bold" or is_bare_level(face.text)
    alone = len(below) == 1 and titled
    linked = all(face_of(page.lines[number]).target for number in below)
    if begins_answer(face.text) or not (alone or linked or (ruled and face.style == "bold")):
        return None
    return Heading(below[0], 6, face.text.strip(" :"))


def _outside_answers(chosen: Sequence[Mark], page: Page) -> list[Heading]:
    """The headings but those in a folded answer: <details> that holds no question besides its own summary."""
    lines = [mark.line for mark in chosen]
    folded = []
    for start, end in page.details:
        inside = chosen[bisect_left(lines, start) : bisect_left(lines, end)]
        if all(mark.carrier == "summary" for mark in inside[:1]) and len(inside) < 2:
            folded.append((start, end))
    return [heading for heading in page.headings if not _inside(heading.line, folded)]


def _opens(heading: Heading, asked: Mapping[int, int], page: Page) -> bool:
    """A question follows the heading at once, or after more headings."""
    titles = {other.line for other in page.headings}
    at = bisect_right(page.texts, heading.line)
    while at < len(page.texts) and page.texts[at] in titles and page.texts[at] not in asked:
        at += 1
    return at < len(page.texts) and heading.depth <= asked.get(page.texts[at], 0)


def _line(heading: Heading) -> int:
    return heading.line


def _end(mark: Mark, limit: int, depth: int, openers: set[int], titles: Sequence[Heading]) -> int:
    first = bisect_right(titles, mark.line, key=_line)
    for heading in titles[first : bisect_left(titles, limit, key=_line)]:
        closes = heading.depth <= depth and not _is_step(heading, mark)
        if heading.line >= mark.end and (closes or heading.line in openers):
            return heading.line
    return limit


def _is_step(heading: Heading, mark: Mark) -> bool:
    """A numbered title as high as the question that does not count on from it: "1. Watch" below question 7."""
    label = read_label(heading.text) if heading.depth == mark.depth and mark.number is not None else None
    return label is not None and label.number is not None and label.number <= (mark.number or 0)


def _inside(line: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (line, len(spans) + line + 10**9)) - 1
    return at >= 0 and spans[at][0] <= line < spans[at][1]
