import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.charts.chart import Chart, shortened, spoken

RADIUS = 110
CENTRE = 200
LONGEST = 17
LINE = 15
Axis = tuple[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class AxisEnd:
    """`lines` are the label in one or two lines of text, each with its height; the value follows the last."""

    x: float
    lines: tuple[tuple[float, str], ...]
    value: Decimal | None
    anchor: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Radar(Chart):
    """`spokes` and `rings` are the grid, `area` the polygon, `corners` its points."""

    rings: tuple[str, ...]
    spokes: tuple[tuple[float, float], ...]
    axes: tuple[AxisEnd, ...]
    area: str
    corners: tuple[tuple[float, float], ...]


def radar(axes: Sequence[Axis], *, title: str, maximum: int = 5, words: Sequence[str] = ()) -> Radar:
    """One axis per topic, 0 at the centre; an axis without a value has no corner in the area.

    `words` name the whole values from 0 on, where a number would say nothing: levels.
    """
    count = max(len(axes), 1)
    rings = (_ring(count, RADIUS * step / maximum) for step in range(1, maximum + 1))
    corners = [_at(i, count, RADIUS * float(v) / maximum) for i, (_, v) in enumerate(axes) if v is not None]
    return Radar(
        title=title,
        description="; ".join(_spoken(axis, words) for axis in axes) or "No topic was observed.",
        rings=tuple(rings),
        spokes=tuple(_at(i, count, RADIUS) for i in range(count)),
        axes=tuple(_end(i, count, axis, words) for i, axis in enumerate(axes)),
        area=_polygon(corners),
        corners=tuple(corners),
    )


def _spoken(axis: Axis, words: Sequence[str]) -> str:
    label, value = axis
    return f"{label}: {words[int(value)]}" if words and value is not None else spoken(label, value)


def _end(index: int, count: int, axis: Axis, words: Sequence[str]) -> AxisEnd:
    x, y = _at(index, count, RADIUS + 16)
    side = "middle" if abs(x - CENTRE) < 8 else ("start" if x > CENTRE else "end")
    lines = _two_lines(axis[0])
    word = words[int(axis[1])] if words and axis[1] is not None else ""
    top = y + 4 - (LINE * (len(lines) - 1) if y < CENTRE - 8 else 0)
    return AxisEnd(x, tuple((top + LINE * place, line) for place, line in enumerate(lines)), axis[1], side, word)


def _two_lines(label: str) -> tuple[str, ...]:
    """Broken at a blank where the label is longer than a line."""
    first = textwrap.wrap(label, LONGEST) or [""]
    return (first[0],) if len(first) == 1 else (first[0], shortened(" ".join(first[1:]), LONGEST))


def _at(index: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2
    return round(CENTRE + radius * math.cos(angle), 1), round(CENTRE + radius * math.sin(angle), 1)


def _ring(count: int, radius: float) -> str:
    return _polygon([_at(i, count, radius) for i in range(count)])


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
