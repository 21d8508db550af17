"""Answers right behind the question mark, on the question's own line: "What is a tag? A name for a commit."."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.importing.choosing.groups import ends_of
from questions.importing.seeing.labels import is_answer_label
from questions.importing.seeing.marks import Mark
from questions.importing.seeing.page import Page
from questions.importing.wording import ASKS, asking

# The last question mark, and a sentence behind it; some authors leave the blank out.
ASKED = re.compile(
    r"(.*(?:[^\W\d_`)\]\"”’][?？][\"”’)*_]*|[?？][\"”’)*_]*(?=[:：]?\s)))(?:\s*[:：])?\s*((?:[—–=-]+>?|→|\|)\s+)?([^\W\d_a-zа-я][^?？]*\w[^?？]*)",
    re.S,
)
# What a question says besides: a condition or a hint.
HINT = re.compile(
    r"(?:hint|e\.?g|i\.?e|for example|for instance|note|bonus|if so|if not|why|assume|suppose|and)\b", re.I
)
# A label between the two: "What is a tag? Answer: A name".
LABEL = re.compile(r"\s(?:\*\*)?([^\W\d_][\w ]{0,24})(?:\s?[:：](?:\*\*)?|\*\*\s?[:：])\s+(?=\S)")
FEWEST_WORDS = 2
SEVERAL, OFTEN = 2, 0.3
EDGES = " :：-–—"
MOSTLY, NEARLY_ALL = 0.6, 0.8


def answered_behind(chosen: Sequence[Mark], page: Page) -> list[Mark]:
    """The marks with what stands behind their question mark as its answer, where most of them are so written and have
    nothing below; a single one that goes on says more of what it asks.
    """
    chosen = _as_siblings([_labelled(mark) for mark in chosen])
    parted = [None if mark.tail else _parted(mark) for mark in chosen]
    behind = [(part or mark).tail for part, mark in zip(parted, chosen, strict=True) if part or mark.tail]
    told = sum(len(tail.split()) >= FEWEST_WORDS for tail in behind)
    if len(chosen) < 2 or len(behind) < MOSTLY * len(chosen) or told * 2 < len(behind):
        return list(chosen)  # "What is a tag? - Acme" says who asked it
    below = sum(page.has_text(mark.end, end) for mark, end in zip(chosen, ends_of(chosen, page), strict=True))
    if below * 2 > len(chosen):
        return list(chosen)
    certain = len(behind) >= NEARLY_ALL * len(chosen)
    return [part or (certain and _at_last_mark(mark)) or mark for part, mark in zip(parted, chosen, strict=True)]


def _at_last_mark(mark: Mark) -> Mark | None:
    """Whatever stands behind the question mark: "Lists vs tuples? Lists change.", "What is `x`? `x` is a name"."""
    asked, sign, said = mark.text.rpartition("? ")
    whole = not (mark.tail or mark.answer or mark.depth) and len(said.split()) >= FEWEST_WORDS
    return replace(mark, text=f"{asked}?", tail=said) if sign and whole and not HINT.match(said) else None


def _labelled(mark: Mark) -> Mark:
    """ "Q: .. A: ..": each for itself, whatever the others have."""
    return _at_label(mark) or mark if mark.label == "question" and not mark.tail else mark


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
    return None if mark.answer is not None or mark.depth else _at_label(mark) or _at_question_mark(mark)


def _at_label(mark: Mark) -> Mark | None:
    """ "Q: Explain a tag. A: A name": a letter alone is a label only behind one."""
    found = next((each for each in LABEL.finditer(mark.text) if is_answer_label(each[1])), None)
    if found is None or (len(found[1]) < 2 and mark.label != "question") or not mark.text[: found.start()].strip():
        return None
    return replace(mark, text=mark.text[: found.start()].strip(), tail=mark.text[found.end() :].strip())


def _at_question_mark(mark: Mark) -> Mark | None:
    found = ASKED.fullmatch(mark.text)
    if found is None or HINT.match(found[3]) or asking(found[3]) > 0:
        return None
    if len(found[3].split()) < FEWEST_WORDS and not found[2]:
        return None
    return replace(mark, text=found[1].strip(), tail=found[3].strip())
