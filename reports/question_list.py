"""The list of questions with their figures: what a row says, in words where the data are too few for a number."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.models import LeakFlag, QuestionStatistic
from reports.question_figures import ENOUGH, Exposure, Figures, advice


@dataclass(frozen=True, slots=True)
class Line:
    statistic: QuestionStatistic
    leak: LeakFlag | None
    advice: tuple[str, ...]
    separates: str


def lines(statistics: Iterable[QuestionStatistic]) -> list[Line]:
    return [_line(each) for each in statistics]


def _line(row: QuestionStatistic) -> Line:
    found = Figures(row.interviews, row.ease, row.spread, row.discrimination, row.minutes)
    leak: LeakFlag | None = getattr(row.question, "leak", None)
    seen = Exposure(row.asked_in_a_year, row.share, row.share_of)
    return Line(row, leak, advice(found, seen, leaked=leak is not None), separates(row.interviews, row.discrimination))


def separates(interviews: int, discrimination: float | None) -> str:
    if interviews < ENOUGH:
        return "too few"
    if discrimination is None:
        return "no variation"
    return f"{discrimination:.2f}".replace("-", "−")
