"""What is away for an hour is sixty lines of the log, not thousands."""

import logging

import pytest

from core import outages
from core.outages import Outage


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(outages, "time", clock)
    return clock


def test_it_is_said_once_then_a_minute_apart_and_when_it_is_over(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    away = Outage("Redis", "browsers ask by themselves")
    away.worked()
    for _ in range(130):
        away.failed()
        clock.now += 1
    away.worked()
    away.worked()
    assert [record.getMessage() for record in caplog.records] == [
        "Redis cannot be reached; browsers ask by themselves.",
        "Redis is still away: 61 tries failed in 60 s.",
        "Redis is still away: 121 tries failed in 120 s.",
        "Redis is back after 130 s; 130 tries failed.",
    ]


def test_the_first_line_alone_holds_the_trace(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    away = Outage("Redis", "browsers ask by themselves")
    for _ in range(2):
        try:
            raise ConnectionError
        except ConnectionError:
            away.failed()
        clock.now += 60
    assert [bool(record.exc_info) for record in caplog.records] == [True, False]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


def test_a_second_outage_begins_anew(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    away = Outage("Redis", "browsers ask by themselves")
    for _ in range(2):
        away.failed()
        away.worked()
    assert caplog.text.count("cannot be reached") == caplog.text.count("1 tries failed") == 2
