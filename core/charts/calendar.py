from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.charts.chart import Chart

CELL, LEFT, TOP = 15, 30, 20
SHADES = (1, 2, 4, 7)


@dataclass(frozen=True, slots=True)
class Day:
    """`shade` 0 (nothing) to 4; `said` is what a pointer resting on it reads."""

    x: int
    y: int
    shade: int
    said: str


@dataclass(frozen=True, slots=True)
class Calendar(Chart):
    """A column per week, Monday on top; `months` stand over the week in which they begin."""

    days: tuple[Day, ...]
    months: tuple[tuple[int, str], ...]
    weekdays: tuple[tuple[int, str], ...]
    width: int
    height: int


def calendar(counts: Mapping[date, int], *, until: date, weeks: int, title: str, unit: str) -> Calendar:
    """The `weeks` up to and with the one of `until`; `unit` is the word for one of what is counted."""
    first = until - timedelta(days=until.weekday(), weeks=weeks - 1)
    shown = [first + timedelta(days=number) for number in range((until - first).days + 1)]
    return Calendar(
        title=title,
        description=_in_words(counts, shown, unit),
        days=tuple(_day(day, first, counts.get(day, 0), unit) for day in shown),
        months=tuple((LEFT + CELL * ((day - first).days // 7), f"{day:%b}") for day in shown if _begins_month(day)),
        weekdays=tuple((TOP + CELL * row + 11, name) for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))),
        width=LEFT + CELL * weeks,
        height=TOP + CELL * 7,
    )


def _begins_month(day: date) -> bool:
    """The Monday of the first whole week."""
    return day.weekday() == 0 and day.day <= 7


def _day(day: date, first: date, count: int, unit: str) -> Day:
    week, weekday = divmod((day - first).days, 7)
    said = f"{day.day} {day:%B %Y}: {_counted(count, unit)}"
    return Day(LEFT + CELL * week, TOP + CELL * weekday, sum(count >= least for least in SHADES), said)


def _counted(count: int, unit: str) -> str:
    return f"{count or 'no'} {unit}{'' if count == 1 else 's'}"


def _in_words(counts: Mapping[date, int], shown: list[date], unit: str) -> str:
    busy = [day for day in shown if counts.get(day)]
    if not busy:
        return f"No {unit}s yet."
    most = max(busy, key=lambda day: counts[day])
    total = _counted(sum(counts[day] for day in busy), unit)
    days = "1 day" if len(busy) == 1 else f"{len(busy)} days"
    return f"{total} on {days}; most on {most.day} {most:%B %Y}: {counts[most]}."
