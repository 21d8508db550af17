"""Which questions a run asks."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from practice.selection import Offer, Wish, choose

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def keys(offers: list[Offer], mode: str, number: int | None = None, minutes: int | None = None) -> list[int]:
    return [offer.key for offer in choose(offers, Wish(mode, number, minutes, NOW, "seed"))]


def test_weak_points_come_lowest_first_and_strong_ones_never() -> None:
    offers = [Offer(1, value=Decimal("2.5")), Offer(2, value=Decimal(4)), Offer(3, value=Decimal(1))]
    assert keys(offers, "weak") == [3, 1]


def test_what_was_given_up_is_weak_and_comes_first() -> None:
    assert keys([Offer(1, value=Decimal(1)), Offer(2, gave_up=True), Offer(3)], "weak") == [2, 1]


def test_what_is_marked_as_needing_work_is_weak_whatever_its_value() -> None:
    assert keys([Offer(1, value=Decimal(5), needs_work=True), Offer(2)], "weak") == [1]


def test_what_is_due_comes_least_recalled_first_and_the_rest_waits() -> None:
    offers = [
        Offer(1, due_at=NOW - DAY, recall=0.8),
        Offer(2, due_at=NOW + DAY, recall=0.1),
        Offer(3, due_at=NOW - DAY, recall=0.3),
        Offer(4),
    ]
    assert keys(offers, "due") == [3, 1]


def test_no_more_questions_than_were_wished_for() -> None:
    assert len(keys([Offer(key) for key in range(5)], "study", number=2)) == 2


def test_a_question_too_long_for_the_time_left_is_passed_over_for_a_shorter_one() -> None:
    offers = [
        Offer(1, minutes=8, value=Decimal(1)),
        Offer(2, minutes=8, value=Decimal("1.5")),
        Offer(3, minutes=2, value=Decimal(2)),
    ]
    assert keys(offers, "weak", minutes=10) == [1, 3]


def test_topics_take_turns() -> None:
    offers = [Offer(1, topic="a"), Offer(2, topic="a"), Offer(3, topic="b"), Offer(4, topic="b")]
    order = keys(offers, "study")
    assert [(key > 2) for key in order[:2]] in ([True, False], [False, True])
