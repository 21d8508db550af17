"""A drawing as text: one shape per line, each a JSON object, so that two versions merge like any text. Pure.

    {"id": "k3", "t": "box", "x": 40, "y": 60, "w": 160, "h": 80, "s": "Web server"}

Kinds: box, oval, store, text (x, y, w, h and words s); arrow (from x, y to x + w, y + h, words s); pen (points p).
Coordinates are those of a sheet of 800 by 480. What is not of this form is left out: anybody can write the text.
"""

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 800, 480
MOST_SHAPES, MOST_POINTS, MOST_WORDS = 400, 600, 200
KINDS = ("box", "oval", "store", "text", "arrow", "pen")
LETTER, LINE = 9.5, 22


@dataclass(frozen=True, slots=True)
class Shape:
    """`lines`: (y, words) around the middle; `points` as SVG wants them, for the pen alone."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[tuple[float, str], ...] = ()
    points: str = ""

    @property
    def middle(self) -> float:
        return self.x + self.w / 2

    @property
    def centre(self) -> float:
        return self.y + self.h / 2

    @property
    def end_x(self) -> float:
        return self.x + self.w

    @property
    def end_y(self) -> float:
        return self.y + self.h

    @property
    def lid(self) -> float:
        return self.y + 12

    @property
    def radius_x(self) -> float:
        return self.w / 2

    @property
    def radius_y(self) -> float:
        return self.h / 2


def shapes_of(body: str) -> list[Shape]:
    found = (_shape(line) for line in body.splitlines()[:MOST_SHAPES])
    return [shape for shape in found if shape]


def words_of(body: str) -> list[str]:
    """What is written in the drawing, for whoever does not see it."""
    return [
        str(entry["s"])[:MOST_WORDS] for line in body.splitlines()[:MOST_SHAPES] if (entry := _entry(line)).get("s")
    ]


def _entry(line: str) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) and entry.get("t") in KINDS else {}


def _shape(line: str) -> Shape | None:
    entry = _entry(line)
    if not entry:
        return None
    kind = str(entry["t"])
    if kind == "pen":
        points = " ".join(_points(entry.get("p")))
        return Shape(kind, 0, 0, 0, 0, points=points) if points else None
    x, y, w, h = (_number(entry.get(name)) for name in "xywh")
    if kind != "arrow":
        w, h = abs(w), abs(h)
    return Shape(kind, x, y, w, h, tuple(_lines(str(entry.get("s", ""))[:MOST_WORDS], kind, (x, y, w, h))))


def _points(raw: object) -> Iterator[str]:
    for pair in raw[:MOST_POINTS] if isinstance(raw, list) else []:
        if isinstance(pair, list) and len(pair) == 2:
            yield f"{_number(pair[0]):g},{_number(pair[1]):g}"


def _number(raw: object) -> float:
    """Within the sheet's reach; anything that is no plain number counts as 0."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != raw:
        return 0
    return max(-WIDTH, min(WIDTH, round(raw, 1)))


def _lines(words: str, kind: str, place: tuple[float, float, float, float]) -> Iterator[tuple[float, str]]:
    """As the page's script breaks them (static/js/practice/drawing.js)."""
    _, y, w, h = place
    wide = 24 if kind == "arrow" else max(6, int((w - 16) / LETTER))
    lines = textwrap.wrap(words, wide) or []
    top = y + h / 2 - LINE * (len(lines) - 1) / 2 - (10 if kind == "arrow" else 0)
    for number, line in enumerate(lines):
        yield top + LINE * number, line
