"""F12-F14: SQLite under many writers, on a full disk, and on a disk that fails to write."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.conftest import left_out
from tests.faults.house import ROOT, House

Figure = Callable[[str], None]


def hot_writers(house: House, *, count: int, saves: int) -> list[dict[str, Any]]:
    """What each of `count` processes could save while another process held the write lock for two seconds."""
    return written_by(house, house.seed(authors=count)["authors"], saves=saves)


def written_by(house: House, seats: list[Any], *, saves: int, held: float = 2) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.hot_writer", json.dumps(seats), str(saves)]
    with subprocess.Popen(command, cwd=ROOT, env=house.env, stdout=subprocess.PIPE) as writers:
        assert writers.stdout
        assert writers.stdout.readline() == b"ready\n"
        hold_the_lock(house, seconds=held)
        told: list[dict[str, Any]] = json.loads(writers.communicate(timeout=180)[0])
    return told


def hold_the_lock(house: House, *, seconds: float) -> None:
    with closing(sqlite3.connect(house.home / "db.sqlite3", timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("COMMIT")


def test_f12_sixteen_processes_writing_at_once_fail_no_save(sqlite_house: House, full: bool, figure: Figure) -> None:
    found = hot_writers(sqlite_house, count=16, saves=100 if full else 20)
    assert sum(one["failed"] for one in found) == 0
    assert sum(one["saved"] for one in found) == 16 * (100 if full else 20)
    slowest = max(one["slowest"] for one in found)
    figure(f"{16 * (100 if full else 20)} saves, 0 failed, the slowest {slowest:.1f} s")
    # The promise is 5 s; in the short run other tests want the same cores.
    assert slowest < (5 if full else 15)


@pytest.mark.long
def test_f12_thirty_two_processes_fail_at_most_one_save_in_a_thousand(sqlite_house: House, figure: Figure) -> None:
    found = hot_writers(sqlite_house, count=32, saves=100)
    failed = sum(one["failed"] for one in found)
    figure(f"3,200 saves, {failed} failed, the slowest {max(one['slowest'] for one in found):.1f} s")
    assert failed <= 3


@pytest.mark.long
def test_f12_goes_red_when_whoever_waits_asks_ever_more_seldom(sqlite_house: House) -> None:
    seats = sqlite_house.seed(authors=32)["authors"]
    even = max(one["slowest"] for one in written_by(sqlite_house, seats[:16], saves=100, held=0))
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "wait_as_sqlite_does"
    assert max(one["slowest"] for one in written_by(sqlite_house, seats[16:], saves=100, held=0)) > 2 * even


@pytest.mark.long
def test_f12_goes_red_when_the_lock_is_taken_late(sqlite_house: House) -> None:
    sqlite_house.extra["INTERVIEWPREP_SABOTAGE"] = "deferred_transactions"
    assert sum(one["failed"] for one in hot_writers(sqlite_house, count=16, saves=20)) > 0


@pytest.fixture
def small_disk(migrated: Path, tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of a few MB with an empty database on it."""
    if os.geteuid() != 0:
        left_out("Mounting a small disk takes the rights of root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], check=False)  # noqa: S607
    if mounted.returncode:
        left_out("This machine lets nobody mount a small disk")
    shutil.copy(migrated, disk / "db.sqlite3")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607


@pytest.fixture
def on_small_disk(small_disk: Path, tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, f"sqlite:///{small_disk / 'db.sqlite3'}")
    yield house
    house.close()


def write_while_full(house: House, disk: Path, **env: str) -> list[Author]:
    """The disk is full from the start, and four seconds later no more."""
    web = house.web(**env).start().wait_ready()
    authors = [Author(seat, web.port or 0, saves=30) for seat in house.seed(authors=2)["authors"]]
    ballast = disk / "ballast"
    fill(ballast, leave=150_000)
    freed = threading.Timer(4, ballast.unlink)
    freed.start()
    write_all(authors, seconds=60)
    freed.join()
    return authors


def refused(authors: list[Author]) -> int:
    return sum(author.failures.total() for author in authors)


def test_f13_on_a_full_disk_saved_means_stored_and_service_returns_without_a_restart(
    on_small_disk: House, small_disk: Path, figure: Figure
) -> None:
    authors = write_while_full(on_small_disk, small_disk)
    assert refused(authors) > 0
    assert judged(on_small_disk, authors) == Figures.clean(60)
    assert on_small_disk.rows("PRAGMA integrity_check") == [("ok",)]
    figure(f"60 saves, {refused(authors)} refused while the disk was full, 0 lost")


@pytest.mark.long
def test_f13_goes_red_when_saved_is_said_before_the_commit(on_small_disk: House, small_disk: Path) -> None:
    authors = write_while_full(on_small_disk, small_disk, INTERVIEWPREP_SABOTAGE="answer_before_commit")
    assert judged(on_small_disk, authors).lost > 0


def fill(path: Path, *, leave: int) -> None:
    free = shutil.disk_usage(path.parent).free
    path.write_bytes(b"\0" * max(0, free - leave))


def write_on_a_failing_disk(house: House, **env: str) -> list[Author]:
    if not shutil.which("fiu-run"):
        left_out("fiu-run (Debian's fiu-utils) is not installed")
    faulty = ("fiu-run", "-x", "-c", "enable_random name=posix/io/sync/*,probability=0.5")
    web = house.web(wrap=faulty, **env).start().wait_ready()
    authors = [Author(seat, web.port or 0, saves=25) for seat in house.seed(authors=2)["authors"]]
    write_all(authors, seconds=90)
    return authors


def test_f14_a_disk_that_fails_half_of_its_syncs_is_never_answered_with_saved(
    sqlite_house: House, figure: Figure
) -> None:
    authors = write_on_a_failing_disk(sqlite_house)
    assert refused(authors) > 0
    assert judged(sqlite_house, authors) == Figures.clean(50)
    figure(f"50 saves, {refused(authors)} refused by failing syncs, 0 lost")


@pytest.mark.long
def test_f14_goes_red_when_saved_is_said_before_the_commit(sqlite_house: House) -> None:
    authors = write_on_a_failing_disk(sqlite_house, INTERVIEWPREP_SABOTAGE="answer_before_commit")
    assert judged(sqlite_house, authors).lost > 0
