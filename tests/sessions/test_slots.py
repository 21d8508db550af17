"""Starts of a row of interviews: within the day, on working days, the first of a day in any case."""

from datetime import datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.slots import slots

FRIDAY = datetime(2026, 11, 20, 15, 0)


def test_what_does_not_fit_goes_to_monday_at_the_same_time() -> None:
    found = slots(FRIDAY, count=3, minutes=45, pause=15, day_end=time(17))
    assert found == (FRIDAY, datetime(2026, 11, 20, 16, 0), datetime(2026, 11, 23, 15, 0))


def test_an_interview_longer_than_the_day_still_gets_one_day_each() -> None:
    found = slots(FRIDAY, count=2, minutes=300, pause=0, day_end=time(17))
    assert found == (FRIDAY, datetime(2026, 11, 23, 15, 0))


def test_nobody_starts_after_midnight() -> None:
    late = datetime(2026, 11, 18, 23, 0)
    assert slots(late, count=2, minutes=60, pause=30, day_end=time(23, 59))[1] == datetime(2026, 11, 19, 23, 0)


@pytest.mark.parametrize("count", [0, 1])
def test_as_many_starts_as_were_asked_for(count: int) -> None:
    assert len(slots(FRIDAY, count=count, minutes=45, pause=15, day_end=time(17))) == count


@given(st.integers(0, 40), st.integers(5, 480), st.integers(0, 120), st.times())
def test_no_two_interviews_overlap_and_none_but_the_first_is_on_a_weekend(
    count: int, minutes: int, pause: int, day_end: time
) -> None:
    found = slots(FRIDAY, count=count, minutes=minutes, pause=pause, day_end=day_end)
    assert all((later - sooner).total_seconds() >= 60 * minutes for sooner, later in pairwise(found))
    assert all(start.weekday() < 5 for start in found)
