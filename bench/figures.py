"""What one run measured, against its goal, as JSON and as tables that a person reads."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


def load() -> float:
    """How many processes wanted a core in the last minute; on a machine of four, four is full."""
    return round(os.getloadavg()[0], 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """`measured` in `unit`; with `limit` the goal `most` is of their ratio, else of `measured` itself."""

    section: str
    job: str
    measured: float
    unit: str
    most: float | None
    limit: float | None = None
    note: str = ""
    load: float = field(default_factory=load)

    @property
    def ratio(self) -> float | None:
        return self.measured / self.limit if self.limit else None

    @property
    def met(self) -> bool | None:
        """None where there is no goal."""
        if self.most is None:
            return None
        return (self.measured if self.ratio is None else self.ratio) <= self.most

    @property
    def goal(self) -> str:
        if self.most is None:
            return ""
        return f"≤ {self.most:g} {'× limit' if self.limit else self.unit}"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio and round(self.ratio, 2), "goal": self.goal, "met": self.met}


MET = {True: "yes", False: "**no**", None: ""}
HEAD = "| job | goal | measured | limit | ratio | met | load | |\n|---|---|---:|---:|---:|---|---:|---|"


def spoken(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def row(figure: Figure) -> str:
    ratio = f"{figure.ratio:.2f}" if figure.ratio else ""
    limit = f"{spoken(figure.limit)} {figure.unit}" if figure.limit else ""
    measured = f"{spoken(figure.measured)} {figure.unit}"
    cells = (figure.job, figure.goal, measured, limit, ratio, MET[figure.met], figure.load, figure.note)
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def tables(figures: Sequence[Figure]) -> str:
    sections = dict.fromkeys(figure.section for figure in figures)
    parts = []
    for section in sections:
        rows = [row(figure) for figure in figures if figure.section == section]
        parts.append("\n".join([f"### {section}", "", HEAD, *rows]))
    return "\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class Run:
    """One `make bench`: what it ran on, and what came out; `parts` are named where only they were measured."""

    size: str
    machine: dict[str, Any]
    figures: Sequence[Figure]
    parts: Sequence[str] = ()

    @property
    def name(self) -> str:
        return "-".join([self.size, self.machine["database"].split()[0].lower(), *self.parts])

    def as_dict(self) -> dict[str, Any]:
        return {"size": self.size, "machine": self.machine, "figures": [figure.as_dict() for figure in self.figures]}

    def as_markdown(self) -> str:
        goals = [figure.met for figure in self.figures if figure.met is not None]
        said = f"{sum(goals)} of {len(goals)} goals met."
        lines = "\n".join(f"- {key}: {value}" for key, value in self.machine.items())
        return f"## {self.name}\n\n{said}\n\n{lines}\n\n{tables(self.figures)}\n"


def kept(runs: dict[str, Any]) -> str:
    """The file of all runs: one for each size, database and choice of parts, the newest of each."""
    return json.dumps(dict(sorted(runs.items())), indent=1, ensure_ascii=False) + "\n"
