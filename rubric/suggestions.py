"""What a criterion's value could be, from the answers mapped to it; a person accepts or changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rubric.scoring import panel_value


@dataclass(frozen=True, slots=True)
class AnswerValue:
    question: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value` is the mean to the nearest half step, a tie going up; None without an observed answer."""

    value: Decimal | None
    mean: Decimal | None
    sources: tuple[AnswerValue, ...]


def suggest(answers: Iterable[AnswerValue]) -> Suggestion:
    sources = tuple(answer for answer in answers if answer.value is not None)
    mean = panel_value([answer.value for answer in sources])
    return Suggestion(None if mean is None else _half_step(mean), mean, sources)


def _half_step(mean: Decimal) -> Decimal:
    return (2 * mean).quantize(Decimal(1), rounding=ROUND_HALF_UP) / 2
