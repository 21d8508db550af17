"""Arithmetic of scores. None is "not observed": it is left out, never counted as 0.

Sums run over fractions, so the order of raters cannot change a digit; results are decimals of
28 digits, and only `half_up` rounds for the eye.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

LOWEST, HIGHEST = Decimal(1), Decimal(5)
ENOUGH_COVERAGE = Decimal("0.7")
WIDE_SPREAD = Decimal(2)
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
_LARGEST_DENOMINATOR = 10**6


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion for the total: its panel value (None: nobody observed it) and its weight."""

    mean: Decimal | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """`value` in 0..100, None below the coverage asked for; `coverage` in 0..1."""

    value: Decimal | None
    coverage: Decimal


def exact(value: Decimal) -> Fraction:
    """The fraction a decimal stands for: 3.333… (28 digits) is 10/3 again, so a threshold that is
    met exactly is not missed by the last digit of a mean."""
    near = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    return near if to_decimal(near) == value else Fraction(value)


def to_decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def half_up(value: Decimal, digits: int) -> Decimal:
    """For display only: 2.25 is shown as 2.3, not as the banker's 2.2."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def observed(values: Iterable[Decimal | None]) -> list[Decimal]:
    return [value for value in values if value is not None]


def panel_value(values: Sequence[Decimal | None], *, median: bool = False) -> Decimal | None:
    seen = sorted(map(exact, observed(values)))
    if not seen:
        return None
    return to_decimal(_median(seen) if median else _mean(seen))


def weighted_mean(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    """Over (value, weight); None where no weight was observed."""
    result = exact_weighted_mean(pairs)
    return None if result is None else to_decimal(result)


def exact_weighted_mean(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Fraction | None:
    seen = [(exact(value), Fraction(weight)) for value, weight in pairs if value is not None]
    whole = sum((weight for _, weight in seen), Fraction(0))
    if not whole:
        return None
    return sum((value * weight for value, weight in seen), Fraction(0)) / whole


def exact_coverage(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Fraction:
    """Observed weight / whole weight; 0 where there is no weight at all."""
    listed = [(value, Fraction(weight)) for value, weight in pairs]
    whole = sum((weight for _, weight in listed), Fraction(0))
    seen = sum((weight for value, weight in listed if value is not None), Fraction(0))
    return seen / whole if whole else Fraction(0)


def total(scored: Iterable[Scored], *, enough: Decimal = ENOUGH_COVERAGE) -> Total:
    pairs = [(each.mean, each.weight) for each in scored]
    covered, mean = exact_coverage(pairs), exact_weighted_mean(pairs)
    if mean is None or covered < Fraction(enough):
        return Total(None, to_decimal(covered))
    return Total(to_decimal(100 * (mean - 1) / 4), to_decimal(covered))


def spread(values: Iterable[Decimal | None]) -> Decimal | None:
    """Highest minus lowest; 0 for one rater, None for none."""
    seen = observed(values)
    return max(seen) - min(seen) if seen else None


def disagrees(values: Iterable[Decimal | None]) -> bool:
    """Range >= 2 or sample SD >= 1 (n - 1: the population SD can never reach 1 on a range below 2)."""
    seen = observed(values)
    if len(seen) < 2:
        return False
    return max(seen) - min(seen) >= WIDE_SPREAD or _variance(list(map(exact, seen))) >= 1


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _median(ordered: Sequence[Fraction]) -> Fraction:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = _mean(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)
