"""What a reader wants before anything else: what speaks for and against, what nobody saw, what departed. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from reports.debrief import CriterionLine, Debrief, EvidenceQuote
from reports.sentences import LEVEL_ORDER, strongest_quote
from reports.sentences_criteria import gaps, strengths
from reports.sentences_process import deviation_sentences

FEW = 3


@dataclass(frozen=True, slots=True)
class Point:
    criterion: CriterionLine
    quote: EvidenceQuote | None


@dataclass(frozen=True, slots=True)
class Unseen:
    level: str
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """At most FEW strengths and gaps; `more_*` counts what the details hold besides."""

    strengths: tuple[Point, ...]
    gaps: tuple[Point, ...]
    more_strengths: int
    more_gaps: int
    unseen: tuple[Unseen, ...]
    departures: tuple[str, ...]


def first_page(debrief: Debrief) -> FirstPage:
    strong, weak = strengths(debrief), gaps(debrief)
    return FirstPage(
        strengths=tuple(Point(each, strongest_quote(each.values, high=True)) for each in strong[:FEW]),
        gaps=tuple(Point(each, strongest_quote(each.values, high=False)) for each in weak[:FEW]),
        more_strengths=max(len(strong) - FEW, 0),
        more_gaps=max(len(weak) - FEW, 0),
        unseen=_unseen(debrief),
        departures=tuple(sentence.text for sentence in deviation_sentences(debrief)),
    )


def _unseen(debrief: Debrief) -> tuple[Unseen, ...]:
    left = [each for each in debrief.criteria if each.mean is None]
    groups = ((level, tuple(each for each in left if each.level == level)) for level in LEVEL_ORDER)
    return tuple(Unseen(level, criteria) for level, criteria in groups if criteria)


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """A level's criteria as the details show them, each with its number across the whole report."""

    level: str
    met: bool | None
    mean: Decimal | None
    coverage: Decimal | None
    criteria: tuple[tuple[int, CriterionLine], ...]


def level_groups(debrief: Debrief) -> tuple[LevelGroup, ...]:
    results = {line.level: line for line in debrief.levels}
    numbered = list(enumerate(debrief.criteria, start=1))
    return tuple(
        LevelGroup(
            level,
            results[level].met if level in results else None,
            results[level].mean if level in results else None,
            results[level].coverage if level in results else None,
            tuple((number, each) for number, each in numbered if each.level == level),
        )
        for level in LEVEL_ORDER
        if any(each.level == level for each in debrief.criteria)
    )
