"""One mark per sentence of a summary, and for each mark the list of what the sentence rests on. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports.debrief import Debrief
from reports.sentences import SummaryText, clipped

LONGEST = 90


@dataclass(frozen=True, slots=True)
class Source:
    """`anchor` is the id of the place on the report page that shows it."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its footnote's number; None where it rests on the arithmetic or on the lead alone."""

    text: str
    number: int | None
    sources: tuple[Source, ...]
    by_hand: bool


@dataclass(frozen=True, slots=True)
class MarkedSection:
    title: str
    sentences: tuple[Marked, ...]


def anchor_of(ref: str) -> str:
    """An id without blanks, the same wherever a page and its footnotes name one thing."""
    return re.sub(r"[^\w-]+", "-", ref)


def marked(summary: SummaryText, debrief: Debrief) -> tuple[MarkedSection, ...]:
    labels, number, sections = _labels(debrief), 0, []
    for section in summary.sections:
        sentences = []
        for sentence in section.sentences:
            sources = tuple(Source(labels[ref], anchor_of(ref)) for ref in sentence.evidence if ref in labels)
            number += bool(sources)
            by_hand = sentence.by_hand
            sentences.append(Marked(sentence.text, number if sources else None, sources, by_hand))
        sections.append(MarkedSection(section.title, tuple(sentences)))
    return tuple(sections)


def _labels(debrief: Debrief) -> Mapping[str, str]:
    quotes = (quote for line in debrief.criteria for value in line.values for quote in value.evidence)
    return {
        **{f"criterion:{c.id}": f"{c.title} ({c.level})" for c in debrief.criteria},
        **{f"question:{q.id}": f"Question {q.position}: {clipped(q.prompt, LONGEST)}" for q in debrief.questions},
        **{f"evidence:{q.id}": f"“{clipped(q.text, LONGEST)}”, {q.kind} noted by {q.author}" for q in quotes},
        **{f"member:{m.name}": f"{m.name}'s recommendation" for m in debrief.members},
    }
