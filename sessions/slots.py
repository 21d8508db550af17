"""Starts of interviews one after the other, on working days. Pure; times are local and without a zone."""

from datetime import datetime, time, timedelta

SATURDAY = 5


def slots(first: datetime, *, count: int, minutes: int, pause: int, day_end: time) -> tuple[datetime, ...]:
    """Each ends by `day_end`; what does not fit goes to the next working day, at the first one's time of day.

    The first of a day always stands, so that one long interview is not put off for ever.
    """
    found: list[datetime] = []
    day = start = first
    for _ in range(count):
        if found and start + timedelta(minutes=minutes) > datetime.combine(day.date(), day_end):
            day = start = _next_working_day(day)
        found.append(start)
        start += timedelta(minutes=minutes + pause)
    return tuple(found)


def _next_working_day(day: datetime) -> datetime:
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following
