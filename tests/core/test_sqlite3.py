"""Waiting for SQLite's write lock: everybody asks as often, and gives up in time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from core.sqlite3.base import PAUSE, DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    """A file of its own, whose writers give up after a fifth of a second."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.2}
    known = connection.settings_dict | {"NAME": str(tmp_path / "own.sqlite3"), "OPTIONS": options}
    found = DatabaseWrapper(known, "own")
    found.ensure_connection()
    yield found
    found.close()


@pytest.fixture
def holder(own: DatabaseWrapper) -> Iterator[sqlite3.Connection]:
    """Somebody who has the lock."""
    name = own.settings_dict["NAME"]
    with closing(sqlite3.connect(name, isolation_level=None, check_same_thread=False)) as held:
        held.execute("BEGIN IMMEDIATE")
        yield held


def patience(own: DatabaseWrapper) -> int:
    found: Any = own.connection
    milliseconds: int = found.execute("PRAGMA busy_timeout").fetchone()[0]
    return milliseconds


def test_a_lock_that_nobody_gives_back_is_an_error_in_time(own: DatabaseWrapper, holder: sqlite3.Connection) -> None:
    with pytest.raises(OperationalError, match="locked"):
        own._start_transaction_under_autocommit()
    assert patience(own) == 200


def test_however_long_one_waits_the_pauses_stay_short(
    own: DatabaseWrapper, holder: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    enough = 50

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == enough:
            holder.execute("COMMIT")

    monkeypatch.setattr("core.sqlite3.base.time.sleep", pause)
    own._start_transaction_under_autocommit()
    assert (len(pauses), max(pauses) <= PAUSE[1]) == (enough, True)


def test_single_statements_wait_as_before(own: DatabaseWrapper, holder: sqlite3.Connection) -> None:
    threading.Timer(0.05, holder.execute, ["COMMIT"]).start()
    with own.cursor() as cursor:
        cursor.execute("CREATE TABLE written (word TEXT)")
    assert patience(own) == 200
