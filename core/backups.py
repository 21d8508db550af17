"""One file that holds everything, made while people work, and the way back from it."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.dispatch import Signal

from core.errors import DomainError

# Sent when everything is as it was in the backup.
restored = Signal()
SQLITE_HEAD = b"SQLite format 3\x00"
POSTGRES_HEAD = b"PGDMP"
NOT_EMPTY = "This installation holds people already. Restoring replaces everything: say --replace if you mean it."
DAMAGED = "This backup is damaged: {}."
OTHER = "This is a backup of {}, and the installation runs on {}. Restore it there, then: manage.py move_database."


def back_up(*, into: Path) -> Path:
    """Writes the file `into`, readable by its owner alone; DomainError says why it could not."""
    if into.exists():
        raise DomainError(f"{into} exists already.")
    try:
        into.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        into.touch(mode=0o600)
    except OSError as failure:
        raise DomainError(f"{into} cannot be written: {failure.strerror}.") from failure
    try:
        _dump(into)
    except BaseException:
        into.unlink()
        raise
    return into


def _dump(into: Path) -> None:
    if connection.vendor == "sqlite":
        # A plain copy of a live database misses what stands in its log; this is one consistent read.
        try:
            with closing(sqlite3.connect(_sqlite_path(), timeout=60)) as source:
                source.execute("VACUUM INTO ?", (str(into),))
        except sqlite3.Error as failure:
            raise DomainError(f"{into} could not be written: {failure}.") from failure
        _check_sqlite(into)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={into}")


def restore(*, file: Path, replace: bool) -> None:
    """Makes the database what it was; migrations that came since are applied. All of it, or nothing."""
    kind = _kind(file)
    if kind != connection.vendor:
        raise DomainError(OTHER.format(kind, connection.vendor))
    if not replace and _has_people():
        raise DomainError(NOT_EMPTY)
    if kind == "sqlite":
        _restore_sqlite(file)
    else:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", str(file))
    connection.close()
    call_command("migrate", verbosity=0)
    restored.send(sender=None)


def _kind(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as failure:
        raise DomainError(f"{file} cannot be read: {failure.strerror}.") from failure
    if head == SQLITE_HEAD:
        return "sqlite"
    if head.startswith(POSTGRES_HEAD):
        return "postgresql"
    raise DomainError(f"{file} is no backup of this product.")


def _restore_sqlite(file: Path) -> None:
    """Through SQLite itself, so that processes that have the database open see the change and none half of it."""
    _check_sqlite(file)
    connection.close()
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(_sqlite_path(), timeout=60)) as target:
        source.backup(target)


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as opened:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
            opened.execute("SELECT count(*) FROM django_migrations")
    except sqlite3.DatabaseError as damaged:
        raise DomainError(DAMAGED.format(damaged)) from damaged
    if found != "ok":
        raise DomainError(DAMAGED.format(found))


def _sqlite_path() -> str:
    return str(connection.settings_dict["NAME"])


def _has_people() -> bool:
    with connection.cursor() as cursor:
        if "accounts_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")
        return cursor.fetchone() is not None


def _run(program: str, *words: str) -> None:
    """A PostgreSQL program on our database; the password goes by the environment, which `ps` does not show."""
    found = shutil.which(program)
    if found is None:
        raise DomainError(f"{program} is not installed on this machine: it comes with PostgreSQL's client.")
    command = [found, *_target(program, connection.settings_dict), *words]
    env = os.environ | {"PGPASSWORD": str(connection.settings_dict["PASSWORD"])}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    if done.returncode != 0:
        raise DomainError(f"{program} failed: {done.stderr.strip()[-500:]}")


def _target(program: str, database: dict[str, Any]) -> Sequence[str]:
    words = [f"--{name}={database[key]}" for name, key in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))]
    return [word for word in words if not word.endswith("=")] + [f"--dbname={database['NAME']}"]
