from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.charts.chart import Chart, shortened, spoken

LONGEST_BAR = 300
ROW = 40
LONGEST = 52


@dataclass(frozen=True, slots=True)
class Bar:
    y: int
    width: float
    label: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Bars(Chart):
    bars: tuple[Bar, ...]
    height: int


def bars(rows: Sequence[tuple[str, Decimal | None]], *, title: str, maximum: int = 5) -> Bars:
    """One bar per row, as long as its value; a row without one is drawn as an empty outline."""
    return Bars(
        title=title,
        description="; ".join(spoken(label, value) for label, value in rows) or "Nothing was rated.",
        bars=tuple(_bar(place, label, value, maximum) for place, (label, value) in enumerate(rows)),
        height=ROW * len(rows) + 2,
    )


def _bar(place: int, label: str, value: Decimal | None, maximum: int) -> Bar:
    width = 0.0 if value is None else round(LONGEST_BAR * float(value) / maximum, 1)
    return Bar(ROW * place, width, shortened(label, LONGEST), value)
