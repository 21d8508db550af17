"""Candidates down, criteria across: the panel's mean of each, with what it stands on. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.debrief import criterion_anchor
from rubric.scoring import disagrees, panel_value

Values = Mapping[tuple[int, str], Sequence[Decimal | None]]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the same in every version of the rubric; `id` is the criterion's in the position's own version."""

    key: str
    id: str
    level: str
    title: str
    must_have: bool

    @property
    def anchor(self) -> str:
        return criterion_anchor(self.id)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`shade` is the whole step nearest to the mean; `hollow`: nobody linked evidence; `apart`: people differ."""

    column: Column
    mean: Decimal | None
    shade: int | None
    hollow: bool
    apart: bool

    @property
    def notes(self) -> str:
        """Behind the mean, for whoever does not see how the cell is drawn."""
        return (", without evidence" if self.hollow else "") + (", people differ" if self.apart else "")


def heat_cells(
    interview: int, columns: Iterable[Column], values: Values, evidenced: frozenset[tuple[int, str]]
) -> tuple[HeatCell, ...]:
    """`values` and `evidenced` are keyed by interview and criterion key."""
    return tuple(_cell((interview, column.key), column, values, evidenced) for column in columns)


def _cell(key: tuple[int, str], column: Column, values: Values, evidenced: frozenset[tuple[int, str]]) -> HeatCell:
    given = values.get(key, ())
    mean = panel_value(given)
    shade = None if mean is None else int(mean.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return HeatCell(column, mean, shade, mean is not None and key not in evidenced, disagrees(given))
