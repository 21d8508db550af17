from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.charts.chart import Chart, spoken

LEFT, TOP, WIDTH, HEIGHT = 28, 10, 560, 150


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Trend(Chart):
    """`lines` join neighbours only: over a step without a value the line breaks."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    rules: tuple[tuple[float, int], ...]
    ticks: tuple[tuple[float, str], ...]


def trend(steps: Sequence[tuple[str, Decimal | None]], *, title: str, maximum: int = 5) -> Trend:
    """Values 1..`maximum` from left to right; about six of the steps are named below."""
    dots = [_dot(place, len(steps), step, maximum) for place, step in enumerate(steps)]
    every = max(1, len(steps) // 6)
    return Trend(
        title=title,
        description="; ".join(spoken(label, value) for label, value in steps if value is not None) or "No values yet.",
        dots=tuple(dot for dot in dots if dot),
        lines=tuple(_stretches(dots)),
        rules=tuple((_height(Decimal(value), maximum), value) for value in range(1, maximum + 1)),
        ticks=tuple((_across(place, len(steps)), steps[place][0]) for place in range(0, len(steps), every)),
    )


def _dot(place: int, count: int, step: tuple[str, Decimal | None], maximum: int) -> Dot | None:
    label, value = step
    return None if value is None else Dot(_across(place, count), _height(value, maximum), label, value)


def _across(place: int, count: int) -> float:
    return round(LEFT + 12 + (WIDTH - LEFT - 24) * place / max(count - 1, 1), 1)


def _height(value: Decimal, maximum: int) -> float:
    return round(TOP + HEIGHT - HEIGHT * (float(value) - 1) / (maximum - 1), 1)


def _stretches(dots: Sequence[Dot | None]) -> list[str]:
    found: list[list[Dot]] = [[]]
    for dot in dots:
        if dot:
            found[-1].append(dot)
        elif found[-1]:
            found.append([])
    return [" ".join(f"{dot.x},{dot.y}" for dot in stretch) for stretch in found if len(stretch) > 1]
