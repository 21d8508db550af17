"""Subjects in bold beside questions in bold, each with its answer behind it: "**View:** A stored query."."""

import re
from collections import Counter
from collections.abc import Sequence

from questions.importing.about import AFTERWARDS, BOILERPLATE
from questions.importing.choosing.filling import fills
from questions.importing.seeing.fields import name_of
from questions.importing.seeing.marks import TERM, Mark
from questions.importing.seeing.page import Page

# What an answer goes on with behind such a label.
PART = re.compile(
    r"(?:when|why|how|where|what|key|in short|tl;?dr|remember|important|warning|caution|danger|fix|output|result|"
    r"syntax|code|time|space|pros|cons|bonus|source|step|best practices?|definition|purpose|context|background)\b.*|"
    r".*\b(?:examples?|notes?|tips?|hints?|pitfalls?|gotchas?|analogy|use cases?|(?:dis)?advantages?|benefits?|"
    r"drawbacks?|limitations?|trade-?offs?|summary|complexity|solution|explanation|references?|scenario|points?)"
    r"(?: \d+)?",
    re.I,
)
FEWEST, FEWEST_WORDS = 3, 3


def terms_beside(pool: Sequence[Mark], chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """None where one comes back or is a part of an answer, or where they and the questions do not fill the document."""
    asked = [mark for mark in chosen if mark.tail]
    if len(asked) < FEWEST or len(asked) < len(chosen) or not page.titled_questions:
        return []
    lines = {mark.line for mark in chosen}
    terms = [mark for mark in pool if mark.shape == TERM and mark.line not in lines and _is_told(mark.behind)]
    names = Counter(map(_name, terms))
    plain = all(count == 1 and not _is_part(name) for name, count in names.items())
    several = FEWEST <= len(terms) <= 2 * len(asked)
    return terms if plain and several and fills([*chosen, *terms], page) else []


def _is_told(text: str) -> bool:
    """Whether it is a sentence: "**Author:** the platform team" answers nothing."""
    return text.rstrip(" *_").endswith((".", "!", "。")) and len(text.split()) >= FEWEST_WORDS


def _name(mark: Mark) -> str:
    return mark.text.removesuffix(mark.behind).strip(" :：-–—").lower()


def _is_part(name: str) -> bool:
    return bool(PART.fullmatch(name) or AFTERWARDS.search(name) or BOILERPLATE.fullmatch(name) or name_of(name))
