"""F27: a backup is taken while ten people write, and restored where there was nothing."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.conftest import as_postgres
from tests.faults.house import House

SECONDS = 15 * 60


@pytest.fixture
def elsewhere(house: House, tmp_path: Path) -> Iterator[House]:
    """A second installation of the same kind, with an empty place for its database."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    if house.database_url.startswith("sqlite"):
        second = House(home, f"sqlite:///{home / 'db.sqlite3'}")
        yield second
        second.close()
        return
    name = house.database_url.rsplit("/", 1)[1] + "_new"
    as_postgres(f"CREATE DATABASE {name}")
    second = House(home, f"{house.database_url}_new")
    yield second
    second.close()
    as_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def writing(house: House, saves: int) -> list[Author]:
    web = house.web().start().wait_ready()
    return [Author(seat, web.port or 0, saves=saves) for seat in house.seed(authors=10)["authors"]]


def kept_by(authors: list[Author]) -> set[str]:
    return {text for author in authors for text in list(author.kept)}


def stored_in(house: House) -> set[str]:
    return {body for (body,) in house.rows("SELECT body FROM interview_sessions_noterevision")}


def test_f27_a_backup_under_ten_writers_restores_whole(
    house: House, elsewhere: House, tmp_path: Path, full: bool, figure: Callable[[str], None]
) -> None:
    authors, file = writing(house, 400 if full else 60), tmp_path / "under-load.backup"
    writers = threading.Thread(target=write_all, args=(authors,))
    writers.start()
    while len(kept_by(authors)) < 40:
        time.sleep(0.02)
    before = kept_by(authors)
    house.manage("backup", str(file))
    after = kept_by(authors)
    writers.join()

    started = time.monotonic()
    elsewhere.manage("restore", str(file))
    web = elsewhere.web().start().wait_ready()
    seconds = time.monotonic() - started

    assert judged(house, authors) == Figures.clean(len(kept_by(authors)))
    assert len(after) > len(before), "nobody wrote while the backup was made"
    restored = stored_in(elsewhere)
    assert (before - restored, restored - kept_by(authors)) == (set(), set())
    assert_whole(elsewhere)
    assert seconds < SECONDS
    figure(f"{len(restored)} of {len(before)} to {len(after)} texts restored; RTO {seconds:.1f} s")
    go_on(authors[0], web.port or 0)


def go_on(author: Author, port: int) -> None:
    """People write on where the backup stood, with the sessions they had."""
    again = Author(author.seat, port, saves=0)
    again.save("the first guess at the version is wrong, and is told the right one")
    again.save("written after the restore")
    assert again.kept == ["written after the restore"]


def assert_whole(house: House) -> None:
    assert judged(house, []).gaps == 0
    if house.database_url.startswith("sqlite"):
        assert house.rows("PRAGMA integrity_check") == [("ok",)]
        assert house.rows("PRAGMA foreign_key_check") == []


def test_f27_goes_red_for_a_plain_copy_of_the_file(sqlite_house: House, tmp_path: Path) -> None:
    """What was committed stands in the log beside it, which the copy leaves out."""
    authors, live, copy = writing(sqlite_house, 5), sqlite_house.home / "db.sqlite3", tmp_path / "copied.sqlite3"
    with closing(sqlite3.connect(live)) as reader:
        # Somebody reads, as always under load: the log is not yet worked into the file.
        reader.execute("SELECT count(*) FROM interview_sessions_note").fetchone()
        write_all(authors)
        shutil.copy(live, copy)
    with closing(sqlite3.connect(copy)) as opened:
        held = {body for (body,) in opened.execute("SELECT body FROM interview_sessions_noterevision")}
    assert kept_by(authors) - held
