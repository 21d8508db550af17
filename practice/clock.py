"""The clock of a mock. Pure: what has passed and what is left follows from stored moments, so that a reload, a lost
network or another device changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NOTHING = timedelta(0)
# A follow-up comes when this share of the question's time has passed: as an interviewer would, not all at once.
FOLLOW_UPS_AT = (0.4, 0.65, 0.85)


@dataclass(frozen=True, slots=True)
class Pause:
    """The one pause; `end` None while it lasts."""

    start: datetime | None = None
    end: datetime | None = None

    def within(self, since: datetime, now: datetime) -> timedelta:
        if self.start is None:
            return NOTHING
        return max(NOTHING, (self.end or now) - max(self.start, since))


def elapsed(since: datetime | None, now: datetime, pause: Pause) -> timedelta:
    """Time since `since` without the pause."""
    if since is None:
        return NOTHING
    return max(NOTHING, now - since - pause.within(since, now))


def left(since: datetime | None, now: datetime, pause: Pause, allowed: timedelta) -> timedelta:
    """Never below nothing."""
    return max(NOTHING, allowed - elapsed(since, now, pause))


def follow_ups_due(follow_ups: Sequence[str], passed: timedelta, allowed: timedelta) -> Sequence[str]:
    """The follow-ups that have arrived by now."""
    share = passed / allowed if allowed else 1.0
    return follow_ups[: sum(share >= at for at in FOLLOW_UPS_AT)]
