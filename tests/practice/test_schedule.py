"""When a question comes back, and how the page says why."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

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


def test_what_is_not_rated_yet_has_no_date_to_explain() -> None:
    assert reason(D("2.5"), None, {}) == "Your value 2.5 counts as hard."


def test_the_reason_of_a_first_value_names_the_chance_on_that_day() -> None:
    state = review(None, D(4), NOW).state
    assert reason(D(4), None, state) == (
        "Your value 4 counts as good. By then the chance that you recall it has fallen to about 91 % "
        "(memory strength 2 days)."
    )


def test_what_was_not_recalled_comes_back_tomorrow_with_less_than_nine_in_ten() -> None:
    state = review(None, D(1), NOW).state
    assert reason(D(1), None, state) == (
        "Your value 1 counts as not recalled. By then the chance that you recall it has fallen to about 77 % "
        "(memory strength under a day)."
    )


def test_the_reason_of_a_later_value_names_what_was_before() -> None:
    before = review(None, D(4), NOW)
    after = review(before.state, D(4), before.due_at).state
    assert reason(D(4), before.state, after).endswith("(memory strength 11 days, before it was 2 days).")
