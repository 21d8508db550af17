"""One mark per sentence of a summary, and for each mark the list of what the sentence rests on. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.debrief import CriterionLine, Debrief
from reports.sentences import LEVEL_ORDER, SummaryText, amount, clipped, criterion_ids

LONGEST = 90
FEW = 3


@dataclass(frozen=True, slots=True)
class Source:
    """`anchor` is the id of the place on the report page that shows it."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a sentence often rests on as a whole."""

    label: str
    anchor: str
    refs: frozenset[str]


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
    labels, groups, number, sections = _labels(debrief), _groups(debrief), 0, []
    for section in summary.sections:
        sentences = []
        for sentence in section.sentences:
            sources = _sources([ref for ref in sentence.evidence if ref in labels], labels, groups)
            number += bool(sources)
            by_hand = sentence.by_hand
            sentences.append(Marked(sentence.text, number if sources else None, sources, by_hand))
        sections.append(MarkedSection(section.title, tuple(sentences)))
    return tuple(sections)


def _sources(refs: Sequence[str], labels: Mapping[str, str], groups: Sequence[Group]) -> tuple[Source, ...]:
    """A whole group in one line, however many stand in it; the rest by name."""
    left, told = list(refs), []
    for group in groups:
        if len(group.refs) > FEW and group.refs <= set(left):
            told.append(Source(group.label, group.anchor))
            left = [ref for ref in left if ref not in group.refs]
    return (*told, *(Source(labels[ref], anchor_of(ref)) for ref in left))


def _groups(debrief: Debrief) -> tuple[Group, ...]:
    """The widest first."""
    lines = debrief.criteria
    seen = [line for line in lines if line.mean is not None]
    levels = ((level, [line for line in lines if line.level == level]) for level in LEVEL_ORDER)
    return (
        Group(f"All {amount(len(lines))} criteria", "criteria", _refs(lines)),
        Group(f"All {amount(len(seen))} criteria that were observed", "criteria", _refs(seen)),
        *(
            Group(f"The {amount(len(own))} criteria of {level}", anchor_of(f"criterion:{own[0].id}"), _refs(own))
            for level, own in levels
            if own
        ),
        Group(
            f"All {amount(len(debrief.questions))} questions",
            "questions",
            frozenset(f"question:{each.id}" for each in debrief.questions),
        ),
    )


def _refs(criteria: Iterable[CriterionLine]) -> frozenset[str]:
    return frozenset(criterion_ids(criteria))


def _labels(debrief: Debrief) -> Mapping[str, str]:
    quotes = (quote for line in debrief.criteria for value in line.values for quote in value.evidence)
    return {
        **{f"criterion:{c.id}": f"{c.title} ({c.level})" for c in debrief.criteria},
        **{f"question:{q.id}": f"Question {q.position}: {clipped(q.prompt, LONGEST)}" for q in debrief.questions},
        **{f"evidence:{q.id}": f"“{clipped(q.text, LONGEST)}”, {q.kind} noted by {q.author}" for q in quotes},
        **{f"member:{m.name}": m.name for m in debrief.members},
    }
