"""Which questions a run asks, out of what is on offer. Pure; the same seed gives the same choice."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

DEFAULT_MINUTES = 5
WEAK_BELOW = Decimal(3)


@dataclass(frozen=True, slots=True)
class Offer:
    """A question as one person stands to it.

    `value`: the newest self value. `recall`: predicted for the day that counts, None before the first rating.
    `practised_at` None: never. `gave_up`: on the newest attempt, without a value for it.
    """

    key: int
    topic: str = ""
    minutes: int | None = None
    value: Decimal | None = None
    practised_at: datetime | None = None
    due_at: datetime | None = None
    recall: float | None = None
    needs_work: bool = False
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """`number` and `minutes` are upper limits; None sets none."""

    mode: str
    number: int | None
    minutes: int | None
    now: datetime
    seed: str


def choose(offers: Iterable[Offer], wish: Wish) -> list[Offer]:
    chooser = _CHOOSERS.get(wish.mode, _fresh_first)
    return _within(chooser(list(offers), wish), wish)


def _fresh_first(offers: list[Offer], wish: Wish) -> Sequence[Offer]:
    """Never practised before long ago before lately; the topics in turn."""
    random.Random(wish.seed).shuffle(offers)  # noqa: S311 - variety, not secrecy
    offers.sort(key=lambda offer: (offer.practised_at is not None, offer.practised_at or wish.now))
    by_topic: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_topic[offer.topic].append(offer)
    rounds = [(turn, offer) for group in by_topic.values() for turn, offer in enumerate(group)]
    return [offer for _, offer in sorted(rounds, key=lambda pair: pair[0])]


def is_weak(offer: Offer) -> bool:
    return offer.needs_work or offer.gave_up or (offer.value is not None and offer.value < WEAK_BELOW)


def _weak(offers: list[Offer], wish: Wish) -> Sequence[Offer]:
    """What was given up first, then the lowest self value; among equals what was practised longest ago."""
    weak = [offer for offer in offers if is_weak(offer)]
    return sorted(weak, key=lambda offer: (*_strength(offer), offer.practised_at or wish.now, offer.key))


def _strength(offer: Offer) -> tuple[bool, Decimal]:
    return not offer.gave_up, offer.value or WEAK_BELOW


def _due(offers: list[Offer], wish: Wish) -> Sequence[Offer]:
    """What will be recalled least comes first."""
    due = [offer for offer in offers if offer.due_at is not None and offer.due_at <= wish.now]
    return sorted(due, key=lambda offer: (offer.recall if offer.recall is not None else 1.0, offer.due_at, offer.key))


_CHOOSERS: dict[str, Callable[[list[Offer], Wish], Sequence[Offer]]] = {"weak": _weak, "due": _due}


def _within(ordered: Sequence[Offer], wish: Wish) -> list[Offer]:
    """As many as fit; a question that is too long for the time left is passed over for a shorter one."""
    chosen: list[Offer] = []
    left = wish.minutes
    for offer in ordered:
        if wish.number is not None and len(chosen) >= wish.number:
            break
        needed = offer.minutes or DEFAULT_MINUTES
        if left is not None and needed > left:
            continue
        left = None if left is None else left - needed
        chosen.append(offer)
    return chosen
