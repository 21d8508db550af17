"""Answers right behind the question mark, on the question's own line: "What is a tag? A name for a commit."."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.choosing.groups import carries, ends_of
from questions.importing.seeing.marks import ASKS, Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import asking

# The last question mark, and a sentence behind it; some authors leave the blank out.
ASKED = re.compile(
    r"(.*(?:[^\W\d_`)\]\"”’][?？][\"”’)*_]*|[?？][\"”’)*_]*(?=[:：]?\s)))(?:\s*[:：])?\s*([^\W\d_a-zа-я][^?？]*\w[^?？]*)",
    re.S,
)
# What a question says besides: a condition or a hint.
HINT = re.compile(
    r"(?:hint|e\.?g|i\.?e|for example|for instance|note|bonus|if so|if not|why|assume|suppose|and)\b", re.I
)
FEWEST_WORDS = 2
SEVERAL, OFTEN = 2, 0.3
EDGES = " :：-–—"
MOSTLY = 0.6


def answered_behind(chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The marks with what stands behind their question mark as its answer, where most of them are so written and have
    nothing below; a single one that goes on says more of what it asks.
    """
    chosen = _as_siblings(chosen)
    parted = [_parted(mark) for mark in chosen]
    if len(chosen) < 2 or sum(map(bool, parted)) < MOSTLY * len(chosen):
        return list(chosen)
    carried = [carries(mark, end, page) for mark, end in zip(chosen, ends_of(chosen, page), strict=True)]
    if sum(carried) * 2 > len(chosen):
        return list(chosen)
    return [part or mark for part, mark in zip(parted, chosen, strict=True)]


def _as_siblings(chosen: Sequence[Mark]) -> list[Mark]:
    """ "**View:** A stored query." beside several "**What is a join?** Two tables in one.": what is in bold names a
    subject, and the text behind answers.
    """
    several = sum(mark.asks >= ASKS and mark.tail != "" for mark in chosen)
    if several < SEVERAL or several < OFTEN * len(chosen):
        return list(chosen)
    return [_without_behind(mark) if mark.behind else mark for mark in chosen]


def _without_behind(mark: Mark) -> Mark:
    lead, said = mark.text.removesuffix(mark.behind).rstrip(EDGES), mark.behind.lstrip(EDGES)
    whole = len(said.split()) >= FEWEST_WORDS and asking(said) < ASKS
    return replace(mark, text=lead, asks=asking(lead), tail=mark.behind, behind="") if whole and lead else mark


def _parted(mark: Mark) -> Mark | None:
    found = ASKED.fullmatch(mark.text) if not mark.tail and mark.answer is None and not mark.depth else None
    if found is None or HINT.match(found[2]) or asking(found[2]) > 0 or len(found[2].split()) < FEWEST_WORDS:
        return None
    return replace(mark, text=found[1].strip(), tail=found[2].strip())
