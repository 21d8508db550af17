"""What the values given to one question tell about the question, and what they cannot (science.md). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev

ENOUGH = 20
ENOUGH_TIMES = 5
# A position with fewer interviews in the year has no telling share.
ENOUGH_INTERVIEWS = 8
OVEREXPOSED = 0.25
WEAK_SEPARATION = 0.1
TOO_EASY, TOO_HARD = 0.9, 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """One interview's answer: `value` is the panel's mean 1..5, `rest` the mean of the other answers in it,
    `minutes` those it took. None: not observed, no other answer, no clock."""

    value: float | None
    rest: float | None
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """`ease` is the mean of (value - 1) / 4, `spread` the standard deviation of the values, `discrimination` the
    correlation with the rest of the interview; None where fewer than ENOUGH answers stand behind it or nothing varies.
    """

    interviews: int
    ease: float | None
    spread: float | None
    discrimination: float | None
    minutes: float | None


def figures(answers: Sequence[Answer]) -> Figures:
    values = [each.value for each in answers if each.value is not None]
    enough = len(values) >= ENOUGH
    times = [each.minutes for each in answers if each.minutes]
    return Figures(
        interviews=len(values),
        ease=(fmean(values) - 1) / 4 if enough else None,
        spread=pstdev(values) if enough else None,
        discrimination=_discrimination(answers),
        minutes=median(times) if len(times) >= ENOUGH_TIMES else None,
    )


def _discrimination(answers: Iterable[Answer]) -> float | None:
    pairs = [(each.value, each.rest) for each in answers if each.value is not None and each.rest is not None]
    return correlation(pairs) if len(pairs) >= ENOUGH else None


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None where one side does not vary."""
    mean_x, mean_y = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    across = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    width = (sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)) ** 0.5
    return across / width if width > 1e-9 else None


@dataclass(frozen=True, slots=True)
class Exposure:
    """`share` of one position's `of` interviews in twelve months; None where no position has enough of them."""

    asked: int
    share: float | None
    of: int

    @property
    def is_over(self) -> bool:
        return self.share is not None and self.share > OVEREXPOSED


def exposure(asked: int, by_position: Iterable[tuple[int, int]]) -> Exposure:
    """`by_position`: (interviews that put it, interviews in all) of each position in twelve months."""
    told = [(put / held, held) for put, held in by_position if held >= ENOUGH_INTERVIEWS]
    share, held = max(told, default=(None, 0))
    return Exposure(asked, share, held)


def advice(found: Figures, seen: Exposure, *, leaked: bool) -> tuple[str, ...]:
    """What to do about a question, each with its reason; nothing where the data tell nothing against it."""
    told = (
        (leaked, "Retire it: it was seen outside."),
        (seen.is_over, _rest(seen)),
        (_below(found.discrimination), "Rework it: it does not tell those apart who did well from those who did not."),
        (found.ease is not None and found.ease > TOO_EASY, "Rework it: nearly everybody answers it well."),
        (found.ease is not None and found.ease < TOO_HARD, "Rework it: hardly anybody can answer it."),
    )
    return tuple(text for applies, text in told if applies)


def _below(discrimination: float | None) -> bool:
    return discrimination is not None and discrimination < WEAK_SEPARATION


def _rest(seen: Exposure) -> str:
    return f"Rest it: {100 * (seen.share or 0):.0f} % of one position's {seen.of} interviews in a year put it."
