"""Counting in months of the calendar: a month after the 31st is the last day of a shorter one."""

from calendar import monthrange
from datetime import datetime


def months_after(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def months_before(moment: datetime, months: int) -> datetime:
    return months_after(moment, -months)
