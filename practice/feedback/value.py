"""From how much of each key point was found to a suggested value with an interval."""

import math
from collections.abc import Sequence

from practice.feedback.coverage import PointCoverage, State
from practice.feedback.matching import Match

FOUND, POSSIBLY = 0.5, 0.27
_DENIED = 0.6
_DOUBT = 0.5
_CURVE = 0.75
_EVIDENCE = 0.1
_HALF_WIDTH = 1.3


def confidence_of(match: Match, denied: bool) -> float:
    """The share found, less for a key point of few words: two of two prove less than six of six.

    Bent upwards, because who says all of a key point says about half of it in its words.
    """
    sure = match.share * match.whole / (match.whole + _DOUBT)
    return round(math.pow(sure, _CURVE) * (_DENIED if denied else 1.0), 3)


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
    """Nobody says a key point in all its own words, so the first half of the score counts for three quarters.

    The interval held about three of four grades of answers it had not been fitted to (docs/feedback.md).
    """
    value = 5 - 4 * (1 - score) ** 2
    return round(value, 2), (round(max(1.0, value - _HALF_WIDTH), 2), round(min(5.0, value + _HALF_WIDTH), 2))
