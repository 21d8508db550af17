"""From how likely each key point was said to a state, and to a suggested value with an interval."""

from collections.abc import Sequence

from practice.feedback.coverage import State

FOUND, POSSIBLY = 0.72, 0.39
_HALF_WIDTH = 1.3


def state_of(confidence: float, *, said: bool) -> State:
    """`said`: there is a word to quote. Without one a key point may be likely, but is not found."""
    if confidence >= FOUND and said:
        return State.FOUND
    return State.POSSIBLY if confidence >= POSSIBLY else State.NOT_FOUND


def score_of(confidences: Sequence[float]) -> float:
    return sum(confidences) / len(confidences) if confidences else 0.0


def value_of(score: float) -> tuple[float, tuple[float, float]]:
    """The interval held about three of four grades of answers it had not been fitted to (docs/feedback.md)."""
    value = 5 - 4 * (1 - score) ** 2
    return round(value, 2), (round(max(1.0, value - _HALF_WIDTH), 2), round(min(5.0, value + _HALF_WIDTH), 2))
