"""From how much of each key point was found to a suggested value with an interval."""

import math
from collections.abc import Sequence

from practice.feedback.coverage import PointCoverage, State
from practice.feedback.matching import Match

FOUND, POSSIBLY = 0.3, 0.19
_DENIED = 0.85
_DOUBT = 0.75
_CURVE = 0.75
_BORROWED = 0.35
_LETTERS = 0.25
_CHANCE, _FEW = 0.05, 3
_COMPANY, _USUAL, _MOST = 0.8, 0.4, 1.3
_MUCH_SAID, _LITTLE = 0.2, 0.25
_EVIDENCE = 0.02
_HALF_WIDTH = 1.3


def evidence_of(match: Match, borrowed: float, letters: float, denied: bool) -> float:
    """The share of words found, less for a key point of few words: two of two prove less than six of six.

    Bent upwards, because who says all of a key point says about half of it in its words.
    """
    if not match.hits:
        return 0.0
    sure = match.share * match.whole / (match.whole + _DOUBT)
    words = math.pow(sure, _CURVE) * (1 - _BORROWED * borrowed) * (_DENIED if denied else 1.0)
    return (1 - _LETTERS) * words + _LETTERS * letters


def less_by_chance(sentences: int) -> float:
    """What evidence is worth in an answer of so many sentences: the more, the more of them hold its words by chance."""
    return 1 - _CHANCE * math.log(max(1.0, sentences / _FEW))


def in_company(evidence: Sequence[float]) -> list[float]:
    """Confidences: who says the other key points has more likely said this one too, in words that we know less well."""
    return [round(min(1.0, _accompanied(each, sum(evidence) - each, len(evidence) - 1)), 3) for each in evidence]


def _accompanied(each: float, said: float, others: int) -> float:
    """More or less by a share, and where much else is said a little more, however little speaks for this one alone."""
    if not each or not others:
        return each
    mean = said / others
    weight = _COMPANY * others / (others + 1)
    return each * min(_MOST, 1 + weight * (mean / _USUAL - 1)) + _MUCH_SAID * max(0.0, mean - _LITTLE)


def state_of(confidence: float) -> State:
    if confidence >= FOUND:
        return State.FOUND
    return State.POSSIBLY if confidence >= POSSIBLY else State.NOT_FOUND


def has_evidence(points: Sequence[PointCoverage]) -> bool:
    """Without a word of any key point there is nothing to tell a weak answer from one in other words."""
    return any(point.confidence >= _EVIDENCE for point in points)


def score_of(confidences: Sequence[float]) -> float:
    return sum(confidences) / len(confidences) if confidences else 0.0


def value_of(score: float) -> tuple[float, tuple[float, float]]:
    """Nobody says a key point in all its own words, so the first half of the score counts for seven eighths.

    The interval held about three of four grades of answers it had not been fitted to (docs/feedback.md).
    """
    value = 5 - 4 * (1 - score) ** 3
    return round(value, 2), (round(max(1.0, value - _HALF_WIDTH), 2), round(min(5.0, value + _HALF_WIDTH), 2))
