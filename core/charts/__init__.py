"""Small accessible SVG charts: geometry in dataclasses, markup in templates, colours in CSS."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Row = tuple[str, Decimal | None, str]
RADIUS = 120
CENTRE = 200
BAR = 360


def spoken(label: str, value: Decimal | None) -> str:
    return f"{label}: not observed" if value is None else f"{label}: {value:.1f}"


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    label: str = ""
    value: Decimal | None = None
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """`description` says every number in words, for whoever does not see the picture."""

    template: str
    title: str
    description: str
    rings: tuple[str, ...] = ()
    axes: tuple[Point, ...] = ()
    area: str = ""
    bars: tuple[Point, ...] = ()
    height: int = 0


def _at(index: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2
    return round(CENTRE + radius * math.cos(angle), 1), round(CENTRE + radius * math.sin(angle), 1)


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def radar(axes: Sequence[tuple[str, Decimal | None]], *, title: str, maximum: int = 5) -> Chart:
    """One axis per topic, 0 at the centre; an axis without a value has no corner in the area."""
    count = max(len(axes), 1)
    rings = tuple(
        _polygon([_at(i, count, RADIUS * ring / maximum) for i in range(count)]) for ring in range(1, maximum + 1)
    )
    ends = []
    for index, (label, value) in enumerate(axes):
        x, y = _at(index, count, RADIUS + 18)
        side = "middle" if abs(x - CENTRE) < 8 else ("start" if x > CENTRE else "end")
        ends.append(Point(x, y, label if len(label) < 24 else label[:22] + "…", value, side))
    corners = [_at(i, count, RADIUS * float(value) / maximum) for i, (_, value) in enumerate(axes) if value is not None]
    description = "; ".join(spoken(label, value) for label, value in axes) or "No topic was observed."
    return Chart("charts/radar.svg", title, description, rings, tuple(ends), _polygon(corners))


def bars(rows: Sequence[Row], *, title: str, maximum: int = 5) -> Chart:
    """One bar per row, as long as its value; a row without one is drawn as an empty outline."""
    drawn = tuple(
        Point(round(BAR * float(value) / maximum, 1) if value is not None else 0, 44 * n, label, value)
        for n, (label, value, _) in enumerate(rows)
    )
    description = "; ".join(spoken(label, value) for label, value, _ in rows) or "No question was asked."
    return Chart("charts/bars.svg", title, description, bars=drawn, height=44 * len(rows) + 4)


def svg(chart: Chart) -> SafeString:
    return render_to_string(chart.template, {"chart": chart})
