"""What the interview has shown so far, and which question would show most of the rest. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Shown(StrEnum):
    """How much is known about a criterion; evidence is more than a value, a value more than nothing."""

    EVIDENCE = "evidence"
    ANSWERED = "answered"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Aim:
    """A criterion to be covered."""

    key: int
    title: str
    weight: Decimal
    must_have: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """A question that still can be asked, and the criteria its answer would feed."""

    key: int
    minutes: int
    feeds: frozenset[int]


@dataclass(frozen=True, slots=True)
class Best:
    key: int
    gains: tuple[Aim, ...]


def shown(aims: Iterable[Aim], *, quotes: Mapping[int, int], answered: Iterable[int]) -> dict[int, Shown]:
    """`quotes` counts the evidence per criterion; `answered` are criteria fed by an answer with a value."""
    rated = frozenset(answered)
    return {aim.key: _state(aim.key, quotes, rated) for aim in aims}


def _state(key: int, quotes: Mapping[int, int], rated: frozenset[int]) -> Shown:
    if quotes.get(key):
        return Shown.EVIDENCE
    return Shown.ANSWERED if key in rated else Shown.OPEN


def next_best(
    chances: Sequence[Chance], aims: Sequence[Aim], state: Mapping[int, Shown], *, minutes_left: int | None
) -> Best | None:
    """The question that feeds the most open weight, must-haves counting double; of equals the first in the plan.

    One that does not fit in the time left is offered only when none does; None when nothing open would be fed.
    """
    fitting = [c for c in chances if minutes_left is None or c.minutes <= minutes_left] or list(chances)
    offers = [Best(chance.key, _gains(chance, aims, state)) for chance in fitting]
    return max((o for o in offers if o.gains), key=lambda o: _worth(o.gains), default=None)


def _gains(chance: Chance, aims: Sequence[Aim], state: Mapping[int, Shown]) -> tuple[Aim, ...]:
    return tuple(aim for aim in aims if aim.key in chance.feeds and state[aim.key] is Shown.OPEN)


def _worth(gains: Iterable[Aim]) -> Decimal:
    return sum((aim.weight * (2 if aim.must_have else 1) for aim in gains), Decimal())
