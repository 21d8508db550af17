"""How a number was made, in sentences for a hiring manager and in steps that can be checked by hand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubric.levels import BELOW_JUNIOR, LevelResult, ScoredCriterion, Thresholds, Verdict, level_results, plain, verdict
from rubric.scoring import Scored, Total, half_up, panel_value, total, weighted_mean


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion's part: `share` of the observed weight in percent, `points` of the total; None unobserved."""

    title: str
    level: str
    weight: Decimal
    mean: Decimal | None
    share: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`total_sentence` and `verdict_sentence` stand beside the numbers; `steps` add up to the total."""

    total: Total
    verdict: Verdict
    levels: tuple[LevelResult, ...]
    steps: tuple[Step, ...]
    total_sentence: str
    verdict_sentence: str


def explain(criteria: Sequence[ScoredCriterion], thresholds: Thresholds) -> Explanation:
    whole = total([Scored(each.mean, each.weight) for each in criteria], enough=thresholds.coverage)
    results = level_results(criteria, thresholds)
    outcome = verdict(results)
    return Explanation(
        total=whole,
        verdict=outcome,
        levels=results,
        steps=_steps(criteria, whole),
        total_sentence=total_sentence(criteria, whole, thresholds),
        verdict_sentence=verdict_sentence(outcome, thresholds),
    )


def _steps(criteria: Sequence[ScoredCriterion], whole: Total) -> tuple[Step, ...]:
    seen = sum((each.weight for each in criteria if each.mean is not None), Decimal(0))
    return tuple(_step(each, seen, counted=whole.value is not None) for each in criteria)


def _step(each: ScoredCriterion, seen: Decimal, *, counted: bool) -> Step:
    if each.mean is None or not seen:
        return Step(each.title, each.level, each.weight, each.mean, None, None)
    share = 100 * each.weight / seen
    points = share * (each.mean - 1) / 4 if counted else None
    return Step(each.title, each.level, each.weight, each.mean, share, points)


def total_sentence(criteria: Sequence[ScoredCriterion], whole: Total, thresholds: Thresholds) -> str:
    seen = [each for each in criteria if each.mean is not None]
    share = percent(whole.coverage)
    if whole.value is None:
        return (
            f"Not enough evidence for a total: {len(seen)} of {len(criteria)} criteria, {share} of the weight, "
            f"were observed, and {percent(thresholds.coverage)} is needed."
        )
    mean = weighted_mean([(each.mean, each.weight) for each in criteria])
    shown = "–" if mean is None else plain(half_up(mean, 2))
    return (
        f"The {len(seen)} observed criteria of {len(criteria)} average {shown} by weight; on a scale where 1 is 0 "
        f"and 5 is 100 that is {half_up(whole.value, 0)}. What was not observed ({percent(1 - whole.coverage)} "
        "of the weight) is left out, not counted as zero."
    )


def verdict_sentence(outcome: Verdict, thresholds: Thresholds) -> str:
    rule = (
        f"A level is met when each of its must-haves reaches {plain(thresholds.must_have)}, its criteria average "
        f"{plain(thresholds.mean)}, and {percent(thresholds.coverage)} of their weight was observed; "
        "and all levels below it are met."
    )
    return f"{_outcome(outcome)} {rule}"


def _outcome(outcome: Verdict) -> str:
    if outcome.level is None:
        return f"The {outcome.next_level} level cannot be told." if outcome.next_level else "No level is judged."
    met = "Junior is not met." if outcome.level == BELOW_JUNIOR else f"{outcome.level.title()} is met."
    if not outcome.next_level or outcome.level == BELOW_JUNIOR:
        return met
    count = len(outcome.gaps)
    return f"{met} For {outcome.next_level}, {count} {'thing is' if count == 1 else 'things are'} missing."


def mean_sentence(values: Sequence[tuple[str, Decimal | None]]) -> str:
    """How a panel's value of one criterion came about, rater by rater."""
    seen = [(name, value) for name, value in values if value is not None]
    absent = [name for name, value in values if value is None]
    mean = panel_value([value for _, value in values])
    if mean is None:
        return "Nobody observed this criterion, so it counts neither for nor against."
    parts = " + ".join(plain(value) for _, value in seen)
    sum_ = f"({parts}) / {len(seen)} = {plain(half_up(mean, 2))}" if len(seen) > 1 else f"{parts}, from one person"
    left_out = f" Not observed by {', '.join(absent)}." if absent else ""
    return f"{sum_}.{left_out}"


def percent(share: Decimal) -> str:
    return f"{half_up(100 * share, 0)} %"
