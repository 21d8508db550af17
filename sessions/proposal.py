"""A balanced set of questions for a level and a time budget. Pure and deterministic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = ("junior", "mid", "senior", "principal")
DEFAULT_MINUTES = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that could be asked; `minutes` None counts as DEFAULT_MINUTES."""

    key: int
    levels: frozenset[str]
    topic: str
    kind: str
    minutes: int | None

    @property
    def cost(self) -> int:
        return self.minutes or DEFAULT_MINUTES


def propose(offers: Sequence[Offer], *, target: str, budget: int) -> list[Offer]:
    """Fills the budget: two at the target for each one below and above it, topics and kinds spread.

    Returned from the easiest level to the hardest, so that the candidate warms up first.
    """
    chosen: list[Offer] = []
    left = budget
    while pick := _best([o for o in offers if o not in chosen and o.cost <= left], chosen, target):
        chosen.append(pick)
        left -= pick.cost
    return sorted(chosen, key=lambda o: (_rank(o, target), o.key))


def _best(candidates: list[Offer], chosen: list[Offer], target: str) -> Offer | None:
    wanted = [o for o in candidates if _distance(o, target) is not None]
    if not wanted:
        return None
    topics = Counter(o.topic for o in chosen)
    kinds = Counter(o.kind for o in chosen)
    shares = Counter(_distance(o, target) for o in chosen)
    return min(
        wanted,
        key=lambda o: (
            topics[o.topic],
            _crowding(shares, _distance(o, target)),
            kinds[o.kind],
            o.key,
        ),
    )


def _crowding(shares: Counter[int | None], distance: int | None) -> float:
    """How full a level already is against its share: the target weighs two, its neighbours one."""
    return shares[distance] / (2 if distance == 0 else 1) + (0 if distance == 0 else 0.1)


def _distance(offer: Offer, target: str) -> int | None:
    """-1, 0 or 1 level from the target; None when further off or without a level."""
    steps = [LEVELS.index(level) - LEVELS.index(target) for level in offer.levels]
    near = [step for step in steps if abs(step) <= 1]
    return min(near, key=abs) if near else None


def _rank(offer: Offer, target: str) -> int:
    distance = _distance(offer, target)
    return 0 if distance is None else distance
