"""Numbers that a form or an address names: whatever is sent, no integer column and no int() overflows."""

import pytest

from core.posted import whole_number


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1000000000", 10**9),
        ("1000000001", None),
        ("9" * 5000, None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_digits_that_a_column_holds_are_a_number(raw: str | None, number: int | None) -> None:
    assert whole_number(raw) == number


def test_a_number_above_the_most_is_none() -> None:
    assert [whole_number(raw, most=100) for raw in ("100", "101", "0100")] == [100, None, None]
