"""Beat with its broker away: one line, and one when it is back."""

import logging
from collections.abc import Iterator

import pytest
from celery import signals

from interviewprep.celery import SaidOnce, say_once

FAILED = "Message Error: %s\n%s"


@pytest.fixture
def beat() -> Iterator[logging.Logger]:
    log = logging.getLogger("celery.beat")
    say_once()
    yield log
    for each in [each for each in log.filters if isinstance(each, SaidOnce)]:
        log.removeFilter(each)


def test_tasks_that_cannot_be_sent_are_one_line_until_one_is_sent(
    beat: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        beat.error(FAILED, "refused", "trace")
    signals.after_task_publish.send(sender="core.drain")
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == "Redis, to which beat sends, cannot be reached; the workers look by themselves."
    assert said[1:] == ["Redis, to which beat sends, is back after 0 s; 3 tries failed."]


def test_whatever_else_beat_says_is_kept(beat: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    beat.error("beat: another fault")
    assert "another fault" in caplog.text
