from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.charts.chart import Chart, shortened, spoken

CELL = 44
LABEL = 112
ROW = 30
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade` is the whole step 1..5 that the value lies nearest to; `hollow`: without evidence."""

    x: int
    y: int
    value: Decimal | None
    shade: int | None = None
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Heat(Chart):
    cells: tuple[Cell, ...]
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One person's values, in the order of the columns; `hollow` marks those without evidence."""

    label: str
    values: Sequence[Decimal | None]
    hollow: Sequence[bool] = ()


def heat(columns: Sequence[str], rows: Sequence[HeatRow], *, title: str) -> Heat:
    """People down, criteria across, each value with its number, so that no colour has to be told apart."""
    said = "; ".join(f"{row.label}: {_row_in_words(columns, row)}" for row in rows)
    return Heat(
        title=title,
        description=said or "Nobody rated.",
        cells=tuple(_cell(x, y, row) for y, row in enumerate(rows) for x in range(len(columns))),
        columns=tuple(Label(LABEL + CELL * x + CELL // 2 - 2, 14, name) for x, name in enumerate(columns)),
        rows=tuple(Label(0, 22 + ROW * y + 18, shortened(row.label, LONGEST)) for y, row in enumerate(rows)),
        width=LABEL + CELL * len(columns),
        height=22 + ROW * len(rows),
    )


def _row_in_words(columns: Sequence[str], row: HeatRow) -> str:
    return ", ".join(spoken(name, value) for name, value in zip(columns, row.values, strict=True))


def _cell(x: int, y: int, row: HeatRow) -> Cell:
    value = row.values[x]
    shade = None if value is None else int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return Cell(LABEL + CELL * x, 22 + ROW * y, value, shade, bool(row.hollow) and row.hollow[x])
