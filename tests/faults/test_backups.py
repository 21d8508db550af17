"""Backup, restore and moving, each by its command, on real databases while somebody writes."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.reachable import absent

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = "postgres://postgres@127.0.0.1:5432/"
TAGS = "INSERT INTO questions_tag (public_id, name, created_at) VALUES ('{0}', 'tag {0}', '2026-01-02 03:04:05+00:00')"


def manage(home: Path, url: str, *words: str) -> "subprocess.CompletedProcess[str]":
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    env |= {"DATABASE_URL": url, "INTERVIEWPREP_VAR_DIR": str(home)}
    env["DJANGO_SETTINGS_MODULE"] = "interviewprep.settings.test"
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database with one person."""
    made = tmp_path_factory.mktemp("home")
    shutil.copy(migrated, made / "live.sqlite3")
    person = "from accounts.models import User; User.objects.create_user('a@x.example', full_name='Añ 漢')"
    assert manage(made, sqlite(made), "shell", "-v0", "-c", person).returncode == 0
    return made


def sqlite(home: Path) -> str:
    return f"sqlite:///{home / 'live.sqlite3'}"


@pytest.fixture
def postgres() -> Iterator[str]:
    if absent():
        pytest.skip(f"LEFT OUT: {absent()} is not there")
    name = f"ip_backups_{os.getpid()}"
    with psycopg.connect(POSTGRES.replace("postgres:", "postgresql:") + "postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        yield POSTGRES + name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(opened.execute("SELECT count(*) FROM questions_tag").fetchone()[0])


class Writer(threading.Thread):
    """Writes one row after the other, each in a transaction of its own, until it is told to stop."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.written, self.stopped = path, 0, threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as opened:
            while not self.stopped.is_set():
                opened.execute(TAGS.format(f"w{self.written}"))
                self.written += 1


def test_a_backup_under_load_holds_whatever_was_written_before_it(home: Path) -> None:
    live, file = home / "live.sqlite3", home / "kept.backup"
    writer = Writer(live)
    writer.start()
    try:
        before = writer.written
        assert manage(home, sqlite(home), "backup", str(file)).returncode == 0
        after = writer.written
        assert after > before  # nobody had to wait for it
    finally:
        writer.stopped.set()
        writer.join()
    assert before <= count(file) <= after
    assert file.stat().st_mode & 0o077 == 0

    refused = manage(home, sqlite(home), "restore", str(file))
    assert "holds people already" in refused.stderr
    held = count(file)
    assert manage(home, sqlite(home), "restore", str(file), "--replace").returncode == 0
    assert count(live) == held


def test_a_damaged_backup_is_refused_and_changes_nothing(home: Path) -> None:
    file = home / "damaged.backup"
    assert manage(home, sqlite(home), "backup", str(file)).returncode == 0
    held = count(home / "live.sqlite3")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert "damaged" in manage(home, sqlite(home), "restore", str(file), "--replace").stderr
    (home / "other.backup").write_text("hello")
    assert "no backup of this product" in manage(home, sqlite(home), "restore", str(home / "other.backup")).stderr
    assert count(home / "live.sqlite3") == held


def test_everything_moves_to_postgresql_and_through_its_backup(home: Path, postgres: str) -> None:
    moved = manage(home, sqlite(home), "move_database", postgres)
    assert "Everything arrived as it was" in moved.stdout, moved.stderr
    rows = {line.split()[1]: int(line.split()[0]) for line in moved.stdout.splitlines() if line.startswith(" ")}
    assert (rows["accounts_user"], rows["questions_tag"]) == (1, count(home / "live.sqlite3"))
    again = manage(home, sqlite(home), "move_database", postgres)
    assert "holds people already" in again.stderr

    file = home / "pg.backup"
    assert manage(home, postgres, "backup", str(file)).returncode == 0
    with psycopg.connect(postgres.replace("postgres:", "postgresql:"), autocommit=True) as server:
        server.execute(TAGS.format("later").encode())  # the sequences go on behind what came
        assert manage(home, postgres, "restore", str(file), "--replace").returncode == 0
        found = server.execute("SELECT count(*), (SELECT max(full_name) FROM accounts_user) FROM questions_tag")
        assert found.fetchone() == (rows["questions_tag"], "Añ 漢")
