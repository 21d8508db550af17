"""A debrief's charts: which numbers go into which picture. Pure."""

from collections.abc import Sequence

from core.charts import Chart, HeatRow, Stretch, bars, heat, radar, timeline
from reports.debrief import CriterionLine, Debrief, QuestionLine
from reports.first_page import LevelGroup

FEWEST_AXES = 3


def topics_chart(debrief: Debrief) -> Chart:
    """A radar needs three axes to have a shape; fewer topics are bars."""
    title = "Mean value by topic"
    pairs = [(line.topic, line.mean) for line in debrief.topics]
    return radar(pairs, title=title) if len(pairs) >= FEWEST_AXES else bars(pairs, title=title)


def questions_chart(debrief: Debrief) -> Chart:
    rows = [(f"{line.position}. {line.prompt}", line.mean) for line in debrief.questions]
    return bars(rows, title="Mean value by question")


def heat_chart(group: LevelGroup) -> Chart:
    """One level: members down, its criteria across under their numbers, the panel's mean last."""
    lines = [line for _, line in group.criteria]
    members = dict.fromkeys(value.member for line in lines for value in line.values)
    rows = [_member_row(name, lines) for name in members]
    mean = HeatRow("Panel", [line.mean for line in lines])
    return heat([str(number) for number, _ in group.criteria], [*rows, mean], title=f"Values at {group.level}")


def _member_row(name: str, lines: Sequence[CriterionLine]) -> HeatRow:
    own = [next((value for value in line.values if value.member == name), None) for line in lines]
    return HeatRow(
        name, [value.value if value else None for value in own], [not (value and value.evidence) for value in own]
    )


def time_chart(debrief: Debrief) -> Chart | None:
    """Minutes planned above minutes spent; None where no clock ran."""
    asked = [line for line in debrief.questions if line.minutes]
    if not asked:
        return None
    planned = [
        Stretch(str(q.position), float(q.planned_minutes), "planned") for q in debrief.questions if q.planned_minutes
    ]
    spent = [Stretch(str(q.position), float(q.minutes or 0), _style(q)) for q in asked]
    return timeline([("Planned", planned), ("Held", spent)], title="Minutes by question")


def _style(question: QuestionLine) -> str:
    over = question.planned_minutes is None or (question.minutes or 0) > question.planned_minutes
    return "over" if over else "spent"
