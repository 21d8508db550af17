from collections.abc import Sequence
from dataclasses import dataclass

from core.charts.chart import Chart

WIDTH = 640
LEFT = 64
NARROWEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Span:
    """`width` in the picture's units; a label is drawn only where it fits."""

    x: float
    y: int
    width: float
    label: str
    style: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def labelled(self) -> bool:
        return self.width >= NARROWEST_LABEL


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    minute: int


@dataclass(frozen=True, slots=True)
class Timeline(Chart):
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes one after the other; `style` is spent, over or planned."""

    label: str
    minutes: float
    style: str


def timeline(rows: Sequence[tuple[str, Sequence[Stretch]]], *, title: str) -> Timeline:
    """Each row lays its stretches end to end on one common scale of minutes."""
    longest = max([sum(each.minutes for each in stretches) for _, stretches in rows] + [1.0])
    scale = (WIDTH - LEFT) / longest
    step = next(size for size in (1, 5, 10, 15, 30, 60, 120, 10**6) if longest / size <= 8)
    return Timeline(
        title=title,
        description="; ".join(f"{name}: {_in_words(stretches)}" for name, stretches in rows),
        spans=tuple(span for y, (_, each) in enumerate(rows) for span in _spans(each, 6 + 36 * y, scale)),
        ticks=tuple(Tick(round(LEFT + m * scale, 1), m) for m in range(0, int(longest) + 1, step)),
        rows=tuple((6 + 36 * y + 19, name) for y, (name, _) in enumerate(rows)),
    )


def _spans(stretches: Sequence[Stretch], y: int, scale: float) -> list[Span]:
    spans, x = [], float(LEFT)
    for each in stretches:
        width = each.minutes * scale
        spans.append(Span(round(x, 1), y, round(max(width - 2, 1), 1), each.label, each.style))
        x += width
    return spans


def _in_words(stretches: Sequence[Stretch]) -> str:
    return ", ".join(f"{each.label} {each.minutes:.0f} min" for each in stretches) or "nothing"
