"""The words all documents share for a verdict, a value, a recommendation, and the fixed moment of a debrief."""

from datetime import UTC, datetime
from decimal import Decimal

from core.zones import day_here
from reports.debrief import Debrief, LevelLine, PanelValue
from reports.sentences import number, percent

NOT_OBSERVED = "–"
RECOMMENDATIONS = {"strong_yes": "Strong yes", "yes": "Yes", "no": "No", "strong_no": "Strong no"}
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def shown(value: Decimal | None, digits: int = 2) -> str:
    return NOT_OBSERVED if value is None else number(value, digits)


def recommendation(said: str | None) -> str:
    return RECOMMENDATIONS.get(said, said) if said else "None given"


def verdict(debrief: Debrief) -> str:
    if debrief.verdict is None:
        return "Not enough evidence"
    return "Below junior" if debrief.verdict == "below junior" else f"Meets {debrief.verdict}"


def decision(debrief: Debrief) -> str:
    return debrief.decision.outcome if debrief.decision else "Open"


def total(debrief: Debrief) -> str:
    return "Not enough evidence" if debrief.total is None else f"{number(debrief.total, 0)} of 100"


def coverage(debrief: Debrief) -> str:
    return f"{percent(debrief.coverage)} of the rubric's weight"


def level_result(line: LevelLine) -> str:
    met = {True: "met", False: "not met", None: "too little observed to tell"}[line.met]
    return f"{met}; mean {shown(line.mean)}, {percent(line.coverage)} observed"


def marked(value: PanelValue) -> str:
    """A value with its mark: full with evidence, hollow without; a dash for not observed; what the discussion made
    of it behind an arrow."""
    if value.value is None:
        return NOT_OBSERVED
    after = "" if value.discussed is None else f" → {number(value.discussed, 1)}"
    return f"{'●' if value.evidence else '○'} {number(value.value, 1)}{after}"


def moment(debrief: Debrief) -> datetime:
    """When the interview was, in UTC: documents are dated with it, so that equal debriefs give equal bytes."""
    held = debrief.ended_at or debrief.started_at or debrief.scheduled_at or NO_DATE
    return held.astimezone(UTC) if held.tzinfo else held.replace(tzinfo=UTC)


def held_on(debrief: Debrief) -> str:
    held = moment(debrief)
    return "" if held == NO_DATE else day_here(held)
