"""A rubric as plain values: what the editor, the files and the comparison of versions speak about. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rubric.levels import Thresholds

VALUES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class CriterionContent:
    """`anchors` maps 1..5 to the behaviour that earns the value; values may be missing. `key` is the same in every
    version of a rubric; empty: a new criterion."""

    level: str
    title: str
    description: str = ""
    weight: Decimal = Decimal(1)
    must_have: bool = False
    topics: Sequence[str] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)
    weight_reason: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class RubricContent:
    """`criteria` in the order in which they are judged."""

    title: str
    criteria: tuple[CriterionContent, ...] = ()
    description: str = ""
    thresholds: Thresholds = field(default_factory=Thresholds)
