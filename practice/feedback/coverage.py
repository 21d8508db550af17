"""What `cover` returns: hints for the person who practises, never a grade."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    FOUND = "found"
    POSSIBLY = "possibly"
    NOT_FOUND = "not found"


class Flag(StrEnum):
    """Why the result should not be trusted; with any of them up there is no value."""

    EMPTY = "empty"
    COPIED_QUESTION = "copied question"
    KEYWORD_BAG = "keyword bag"
    SHUFFLED_WORDS = "shuffled words"
    NEGATION = "negation inserted"
    ANOTHER_LANGUAGE = "another language"
    TRUNCATED = "too long, the rest was not read"
    SPEAKS_TO_GRADER = "speaks to the grader"


@dataclass(frozen=True, slots=True)
class PointCoverage:
    """`confidence` is 0..1; `span` is (start, end) in the answer as given, None when nothing matched.

    `words`: where in the span the words stand that matched.
    """

    point: str
    state: State
    confidence: float
    span: tuple[int, int] | None = None
    words: tuple[tuple[int, int], ...] = ()

    @property
    def covered(self) -> bool:
        return self.state is State.FOUND


@dataclass(frozen=True, slots=True)
class Coverage:
    """`score` is 0..1 and always there. `value` 1..5 with its `interval` rises with the score.

    It is None when a flag is up or hardly a word of any point was found: then it cannot tell.
    """

    points: tuple[PointCoverage, ...]
    score: float
    value: float | None = None
    interval: tuple[float, float] | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def band(self) -> tuple[float, float] | None:
        """What may be shown of the value: the interval in half steps, and nothing when no point was found."""
        if self.interval is None or all(point.state is State.NOT_FOUND for point in self.points):
            return None
        low, high = self.interval
        return round(low * 2) / 2, round(high * 2) / 2
