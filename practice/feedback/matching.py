"""Finds the part of an answer that holds most of a key point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.feedback.lexicon import lexicon
from practice.feedback.likeness import TYPO, Index, places
from practice.feedback.terms import Term

_REACH, _SHORTEST_REACH = 1.5, 25
_FURTHER, _FURTHEST = 0.05, 5
_OPPOSITE = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """`weight` is what it adds: the term's weight times the likeness."""

    position: int
    term: int
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """`share`: the weight found over the `whole` weight, 0..1. `hits`: the best for each term found."""

    share: float
    whole: float = 0.0
    hits: tuple[Hit, ...] = ()


def best_match(terms: Sequence[Term], length: int, index: Index) -> Match:
    """`length` is the number of words of the key point: a longer point may be spread over more sentences."""
    hits = _all_hits(terms, index)
    whole = sum(term.weight for term in terms)
    if not hits or not whole:
        return Match(0.0, whole)
    reach = max(_SHORTEST_REACH, int(_REACH * length))
    windows = (_best_run(_within(hits[first:], reach, index), terms, index) for first in _openings(hits, index))
    found, chosen = max(windows, key=lambda window: window[0])
    found -= _OPPOSITE * _contradicted(terms, chosen, index)
    return Match(min(1.0, max(0.0, found / whole)), whole, tuple(chosen))


def _all_hits(terms: Sequence[Term], index: Index) -> list[Hit]:
    found = (
        Hit(position, number, likeness, likeness * term.weight)
        for number, term in enumerate(terms)
        for likeness, positions in places(term, index)
        for position in positions
    )
    return sorted(found, key=lambda hit: (hit.position, hit.term, -hit.likeness))


def _openings(hits: Sequence[Hit], index: Index) -> list[int]:
    """The first hit of each sentence that has one."""
    segments = [index.tokens[hit.position].segment for hit in hits]
    return [at for at, segment in enumerate(segments) if at == 0 or segments[at - 1] != segment]


def _within(hits: Sequence[Hit], reach: int, index: Index) -> Iterable[Hit]:
    """The hits of the first sentence, and of those after it as far as `reach` words."""
    opening = hits[0].position
    for hit in hits:
        if hit.position - opening > reach and index.tokens[hit.position].segment != index.tokens[opening].segment:
            return
        yield hit


def _best_run(hits: Iterable[Hit], terms: Sequence[Term], index: Index) -> tuple[float, list[Hit]]:
    """The weight found by the best number of sentences, each further one costing a little, and the hits."""
    best: dict[int, Hit] = {}
    weight, leading, opening = 0.0, 0.0, -1
    chosen: list[Hit] = []
    for hit in hits:
        before = best[hit.term].likeness if hit.term in best else 0.0
        if hit.likeness <= before:
            continue
        best[hit.term] = hit
        segment = index.tokens[hit.position].segment
        opening = segment if opening < 0 else opening
        weight += terms[hit.term].weight * (hit.likeness - before)
        further = weight * (1 - _FURTHER * min(_FURTHEST, segment - opening))
        if further > leading:
            leading, chosen = further, list(best.values())
    return leading, chosen


def _contradicted(terms: Sequence[Term], hits: Iterable[Hit], index: Index) -> float:
    """The weight of the terms that were not found while their opposite was: FIFO for LIFO."""
    said = {hit.term for hit in hits if hit.likeness >= TYPO}
    left = (term for number, term in enumerate(terms) if number not in said)
    return sum(term.weight for term in left if lexicon().opposite.get(term.expression, set()).intersection(index.at))


def borrowed_shares(matches: Sequence[Match]) -> list[float]:
    """For each match, how much of it rests on words that say another key point more fully, 0..1."""
    return [
        max((_resting_on(match, other) for other in matches if other.share > match.share), default=0.0)
        for match in matches
    ]


def _resting_on(match: Match, other: Match) -> float:
    positions = {hit.position for hit in other.hits}
    weight = sum(hit.weight for hit in match.hits)
    return sum(hit.weight for hit in match.hits if hit.position in positions) / weight if weight else 0.0
