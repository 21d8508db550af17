"""Scorecards that are still expected, and how late they are. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# A judgement is written while the conversation is fresh: within a day of its end.
DUE_AFTER = timedelta(hours=24)
REMIND_AGAIN_AFTER = timedelta(hours=12)
_UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


@dataclass(frozen=True, slots=True)
class Lateness:
    """`waiting` since the end of the interview; `late` since the scorecard was due, None before that."""

    waiting: timedelta
    late: timedelta | None

    @property
    def sentence(self) -> str:
        if self.late is None:
            return f"due in {in_words(DUE_AFTER - self.waiting)}"
        return f"late by {in_words(self.late)}"


def lateness(ended_at: datetime | None, now: datetime) -> Lateness:
    waiting = now - ended_at if ended_at else timedelta()
    return Lateness(waiting, waiting - DUE_AFTER if waiting > DUE_AFTER else None)


def may_remind(reminded_at: datetime | None, now: datetime) -> bool:
    return reminded_at is None or now - reminded_at >= REMIND_AGAIN_AFTER


def in_words(length: timedelta) -> str:
    """In the largest unit that fits, rounded down: 2 days, 5 hours, 1 minute."""
    for unit, name in _UNITS:
        if length >= unit:
            count = length // unit
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"
