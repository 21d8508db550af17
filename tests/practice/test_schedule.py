"""When a question comes back, and how the page says why."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from practice.schedule import reason, recall_at, review, strength

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
D = Decimal


def test_what_was_recalled_easily_comes_back_later_than_what_was_not() -> None:
    dates = [review(None, D(value), NOW).due_at for value in ("1", "2.5", "4", "5")]
    assert (dates == sorted(dates), dates[0] < dates[-1]) == (True, True)


def test_the_chance_of_recalling_falls_with_time() -> None:
    state = review(None, D(3), NOW).state
    chances = [recall_at(state, NOW + timedelta(days=days)) for days in (1, 10, 100)]
    assert chances == sorted(chances, reverse=True)


def test_what_was_never_rated_is_recalled_by_nobody() -> None:
    assert (recall_at({}, NOW), strength(None)) == (0.0, None)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, {}, "Your value 2.5 counts as hard."),
        (None, {"stability": 0.4}, "above 90 % (memory strength under a day)."),
        (None, {"stability": 1.2}, "above 90 % (memory strength 1 day)."),
        ({"stability": 1.2}, {"stability": 11.6}, "(memory strength 12 days, before it was 1 day)."),
    ],
)
def test_the_reason_names_the_value_and_the_memory(before: object, after: dict[str, object], said: str) -> None:
    found = reason(D("2.5"), before, after)  # type: ignore[arg-type]
    assert (found.startswith("Your value 2.5 counts as hard."), found.endswith(said)) == (True, True)
