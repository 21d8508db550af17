"""Sections whose title announces questions, where none was found while the document was looked at as a whole."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from questions.importing.about import AFTERWARDS, BOILERPLATE, OF_READERS, QUESTIONS, TURNED
from questions.importing.choosing.groups import carries, ends_of, is_covered
from questions.importing.choosing.lists import ADVICE
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Heading, Page
from questions.importing.wording import ASKS, asking

# What readers ask of an article on some subject is of that subject; of the article and of their career it is not.
ASKED_OFTEN = re.compile(r"\W*(?:frequently asked questions|faqs?)\W*(?:\(faqs?\)\W*)?", re.I)
OF_ARTICLE = re.compile(
    r"\b(?:interviews?|prepar\w+|career|salary|hired?|jobs?|certificat\w+|"
    r"this (?:guide|list|repo\w*|article|course|book))\b",
    re.I,
)

# "Challenge 1" below "Coding challenges" is one of them.
TASKS = re.compile(r"\b(?:problems|puzzles|challenges|exercises|scenarios|case studies|tasks|assignments)\W*$", re.I)

# What is told there in a title, and asks by being told.
SCENARIOS = re.compile(
    r"\b(?:scenario|situation\w*|case(?: study)?|design|coding|programming|practical|hands[- ]on|whiteboard)"
    r"(?:[- ]based)?(?: interview)? (?:questions|q\s*&\s*a)\W*$",
    re.I,
)
FEWEST = 3


def announces(heading: Heading) -> bool:
    text = OF_READERS.sub("", heading.text)
    about = heading.depth > 1 and QUESTIONS.search(text) and asking(text) < 1
    return bool(about) and not (BOILERPLATE.fullmatch(text) or TURNED.search(text))


def announced_sections(
    pool: Sequence[Mark], chosen: Sequence[Mark], page: Page
) -> Iterator[tuple[Heading, list[Mark]]]:
    """Each such section that stands outside of what was chosen, with its marks."""
    ends, names = ends_of(chosen, page), Counter(heading.text for heading in page.headings)
    for heading in page.headings:
        end = page.closing(heading.line, len(page.lines), heading.depth)
        if names[heading.text] > 1 or is_covered(heading.line, chosen, ends) or not _is_open(heading, page):
            continue
        if not holds(heading.line, end, chosen):
            yield heading, [mark for mark in pool if heading.line < mark.line < end and _is_meant(mark, heading)]


def told_titles(heading: Heading, marks: Sequence[Mark], page: Page) -> list[Mark]:
    """The titles right below "Scenario-based questions", each with a text, whatever their words are."""
    below = [mark for mark in marks if mark.depth == heading.depth + 1]
    told = all(carries(mark, end, page) for mark, end in zip(below, ends_of(below, page), strict=True))
    return below if SCENARIOS.search(heading.text) and told and len(below) >= FEWEST else []


def holds(start: int, end: int, chosen: Sequence[Mark]) -> bool:
    """Whether one of them begins between the two lines."""
    at = bisect_left(chosen, start, key=lambda mark: mark.line)
    return at < len(chosen) and chosen[at].line < end


def _is_open(heading: Heading, page: Page) -> bool:
    if ADVICE.search(heading.text) or AFTERWARDS.search(heading.text):
        return False
    named = ASKED_OFTEN.fullmatch(heading.text) or (heading.depth > 1 and TASKS.search(heading.text))
    if named:
        return page.titled_questions
    return announces(heading) and asking(heading.text) < ASKS


def _is_meant(mark: Mark, heading: Heading) -> bool:
    if ASKED_OFTEN.fullmatch(heading.text):
        return OF_ARTICLE.search(mark.text) is None
    return announces(heading) or mark.label == "task"
