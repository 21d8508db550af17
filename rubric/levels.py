"""Which level a candidate meets, and in plain sentences what the next one lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from rubric.scoring import exact, exact_coverage, exact_weighted_mean, half_up, to_decimal

LEVELS = ("junior", "mid", "senior", "principal")
BELOW_JUNIOR = "below junior"


@dataclass(frozen=True, slots=True)
class Thresholds:
    must_have: Decimal = Decimal(3)
    mean: Decimal = Decimal("3.25")
    coverage: Decimal = Decimal("0.7")


@dataclass(frozen=True, slots=True)
class ScoredCriterion:
    """`mean` is the panel value; None where nobody observed the criterion."""

    id: str
    level: str
    title: str
    weight: Decimal
    must_have: bool
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class LevelResult:
    """`met` None: cannot be told (too little observed, or a must-have nobody observed)."""

    level: str
    met: bool | None
    mean: Decimal | None
    coverage: Decimal
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level` None: the lowest level cannot be told. `gaps` are those of `next_level`."""

    level: str | None
    next_level: str | None
    gaps: tuple[str, ...]


def level_results(criteria: Iterable[ScoredCriterion], thresholds: Thresholds) -> tuple[LevelResult, ...]:
    """One result for each level that the criteria judge, lowest first."""
    listed = tuple(criteria)
    grouped = ((level, [each for each in listed if each.level == level]) for level in LEVELS)
    return tuple(_result(level, group, thresholds) for level, group in grouped if group)


def verdict(results: Sequence[LevelResult]) -> Verdict:
    """The highest level that is met with all lower ones. A rubric that does not judge junior cannot
    say "below junior": then the level is None."""
    met = list(takewhile(lambda result: result.met, results))
    missed = results[len(met)] if len(met) < len(results) else None
    if missed is None:
        return Verdict(met[-1].level if met else None, None, ())
    level = met[-1].level if met else _below(missed)
    return Verdict(level, missed.level, missed.gaps)


def _below(lowest: LevelResult) -> str | None:
    return BELOW_JUNIOR if lowest.met is False and lowest.level == LEVELS[0] else None


def _result(level: str, group: Sequence[ScoredCriterion], thresholds: Thresholds) -> LevelResult:
    pairs = [(each.mean, each.weight) for each in group]
    mean, coverage = exact_weighted_mean(pairs), exact_coverage(pairs)
    short = [*_must_have_gaps(group, thresholds), *_mean_gaps(level, mean, thresholds)]
    unseen = [*_unseen_must_haves(group), *_coverage_gaps(level, group, coverage, thresholds)]
    return LevelResult(
        level,
        _met(bool(short), bool(unseen), enough=coverage >= Fraction(thresholds.coverage)),
        None if mean is None else to_decimal(mean),
        to_decimal(coverage),
        (*short, *unseen),
    )


def _met(short: bool, unseen: bool, *, enough: bool) -> bool | None:
    if not enough:
        return None
    if short:
        return False
    return None if unseen else True


def _must_have_gaps(group: Sequence[ScoredCriterion], thresholds: Thresholds) -> list[str]:
    needed = thresholds.must_have
    return [
        f"“{each.title}” is a must-have at {shown_below(each.mean, needed)}; it needs {plain(needed)}."
        for each in group
        if each.must_have and each.mean is not None and exact(each.mean) < Fraction(needed)
    ]


def _mean_gaps(level: str, mean: Fraction | None, thresholds: Thresholds) -> list[str]:
    if mean is None or mean >= Fraction(thresholds.mean):
        return []
    shown = shown_below(to_decimal(mean), thresholds.mean)
    return [f"The mean of the {level} criteria is {shown}; it needs {plain(thresholds.mean)}."]


def _unseen_must_haves(group: Sequence[ScoredCriterion]) -> list[str]:
    return [
        f"“{each.title}” is a must-have that nobody observed." for each in group if each.must_have and each.mean is None
    ]


def _coverage_gaps(
    level: str, group: Sequence[ScoredCriterion], coverage: Fraction, thresholds: Thresholds
) -> list[str]:
    if coverage >= Fraction(thresholds.coverage):
        return []
    share = shown_below(100 * to_decimal(coverage), 100 * thresholds.coverage)
    needed = plain(100 * thresholds.coverage)
    sentence = f"Only {share} % of the weight of the {level} criteria was observed; {needed} % is needed."
    titles = [f"“{each.title}”" for each in group if each.mean is None and not each.must_have]
    return [f"{sentence} Not observed: {', '.join(titles)}." if titles else sentence]


def plain(value: Decimal) -> str:
    """3.00 as 3, 3.250 as 3.25."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_below(value: Decimal, limit: Decimal) -> str:
    """Rounded to as few digits (two or more) as still show it under the limit: never "3.25; needs 3.25"."""
    digits = next((digits for digits in range(2, 28) if half_up(value, digits) < limit), None)
    return plain(value if digits is None else half_up(value, digits))
