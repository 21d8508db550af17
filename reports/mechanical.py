"""What the arithmetic alone would say, to stand beside what people decide. Pure; it never decides.

Kuncel and others 2013: a mechanical combination of the same values predicts better than an overall impression, so
whoever departs from it says why.
"""

from dataclasses import dataclass
from decimal import Decimal

from reports.debrief import Debrief
from reports.sentences import LEVEL_ORDER
from rubric.scoring import half_up

YES, NO, SILENT = "yes", "no", ""
# What a decision says, where it says one or the other: another round is neither.
SAID_BY_OUTCOME = {"hire": YES, "reject": NO}


@dataclass(frozen=True, slots=True)
class Mechanical:
    """`answer` is "yes", "no", or "" where too little was observed; `sentence` says how it came about."""

    answer: str
    sentence: str


def mechanical(debrief: Debrief, cut: int | None) -> Mechanical:
    """By the cut where the position has one; otherwise by whether the level asked for is met."""
    return _by_level(debrief) if cut is None else _by_cut(debrief.total, cut)


def _by_cut(total: Decimal | None, cut: int) -> Mechanical:
    if total is None:
        return Mechanical(
            SILENT, f"Too little was observed for a total, so it cannot be held against the cut of {cut}."
        )
    if total >= cut:
        return Mechanical(YES, f"The total of {_shown(total, cut)} reaches the cut of {cut}.")
    return Mechanical(NO, f"The total of {_shown(total, cut)} does not reach the cut of {cut}.")


def _shown(total: Decimal, cut: int) -> str:
    """As few digits as keep 64.96 from standing as 65 under a cut of 65."""
    rounded = next((digits for digits in range(9) if (half_up(total, digits) >= cut) == (total >= cut)), 9)
    return str(half_up(total, rounded))


def _by_level(debrief: Debrief) -> Mechanical:
    wanted = debrief.target_level
    if debrief.verdict is None:
        return Mechanical(SILENT, f"Too little was observed to tell whether {wanted} is met.")
    if _rank(debrief.verdict) >= _rank(wanted):
        return Mechanical(YES, f"{wanted.capitalize()} is asked for, and {debrief.verdict} is met.")
    met = "junior is not met" if debrief.verdict not in LEVEL_ORDER else f"{debrief.verdict} is the highest level met"
    return Mechanical(NO, f"{wanted.capitalize()} is asked for, and {met}.")


def _rank(level: str) -> int:
    return LEVEL_ORDER.index(level) if level in LEVEL_ORDER else -1


def differs(answer: str, outcome: str) -> bool:
    said = SAID_BY_OUTCOME.get(outcome)
    return bool(answer) and said is not None and said != answer
