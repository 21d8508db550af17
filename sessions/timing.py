"""Soft limits of time: they inform, and end nothing. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

NEAR = Decimal("0.8")


class Pace(StrEnum):
    WITHIN = "within"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds used of a soft limit in seconds; the limit holds the agreed factor already."""

    used: int
    limit: int
    running: bool = False

    @property
    def left(self) -> int:
        """Negative once the limit is passed."""
        return self.limit - self.used

    @property
    def pace(self) -> Pace:
        if self.used > self.limit:
            return Pace.OVER
        return Pace.NEAR if self.used >= NEAR * self.limit else Pace.WITHIN

    @property
    def minutes_left(self) -> int:
        """Whole minutes, never below none."""
        return max(0, self.left // 60)

    @property
    def shown(self) -> str:
        """Used time as 4:05."""
        return f"{self.used // 60}:{self.used % 60:02}"


def question_clock(*, seconds: int, since: datetime | None, minutes: int, factor: Decimal, now: datetime) -> Clock:
    """`seconds` before `since`, when the question came (back) on the table; None: it is not there now."""
    running = round((now - since).total_seconds()) if since else 0
    return Clock(seconds + max(0, running), round(minutes * 60 * factor), since is not None)


def interview_clock(
    *, started: datetime | None, ended: datetime | None, minutes: int, factor: Decimal, now: datetime
) -> Clock:
    used = round(((ended or now) - started).total_seconds()) if started else 0
    return Clock(max(0, used), round(minutes * 60 * factor), started is not None and ended is None)


def minutes_to(end: datetime | None, *, now: datetime) -> int | None:
    """Minutes to an announced end, begun ones counted; None when nothing is announced."""
    if end is None:
        return None
    return max(0, -(-(end - now) // timedelta(minutes=1)))
