"""Databases of the tests: migrated once, then copied, also by the next run until something that makes them changes."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
SHELF = ROOT / ".pytest_cache" / "databases"
# Our migrations, what they import, the triggers, and the versions of the other apps that bring migrations.
MADE_OF = ("core/models.py", "core/guards*", "questions/search/*.py", "rubric/locking/*.*", "requirements/base.txt")
# What migrate itself fills; no test writes there.
MIGRATED = {"django_migrations", "django_content_type", "auth_permission"}
SOURCES = ("*/migrations/*.py", *MADE_OF)


def fingerprint() -> str:
    paths = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    return sha256(b"".join(str(path.relative_to(ROOT)).encode() + path.read_bytes() for path in paths)).hexdigest()


def migrate(url: str, home: str) -> None:
    own = {"DATABASE_URL": url, "INTERVIEWPREP_VAR_DIR": home, "DJANGO_SETTINGS_MODULE": "interviewprep.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks"], cwd=ROOT, env=os.environ | own, check=True
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Over the processes of all runs in this folder: the first makes what the others take."""
    SHELF.mkdir(parents=True, exist_ok=True)
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sqlite_template() -> Path:
    """An empty, migrated file, to be copied and never opened to write."""
    template = SHELF / f"{fingerprint()}.sqlite3"
    with one_at_a_time():
        if not template.exists():
            _make(template)
    return template


def _make(template: Path) -> None:
    for old in SHELF.glob("*.sqlite3"):
        old.unlink()
    with TemporaryDirectory(dir=SHELF) as home:
        migrate(f"sqlite:///{home}/migrated.sqlite3", home)
        with closing(sqlite3.connect(f"{home}/migrated.sqlite3")) as migrated:
            migrated.execute("VACUUM INTO ?", [f"{home}/copy"])
        Path(home, "copy").rename(template)


def begin() -> None:
    """Makes the template while the processes of the run are still collecting their tests."""
    Thread(target=_postgres_or_sqlite_template).start()


def _postgres_or_sqlite_template() -> None:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sqlite_template()
        return
    with _server() as server:
        _own_template(server)


def filled(connection: Any) -> AbstractContextManager[None]:
    """While it is open, the connection's test database exists and is migrated."""
    name = connection.creation._get_test_db_name()
    return _filled_sqlite(name) if connection.vendor == "sqlite" else _filled_postgres(name)


@contextmanager
def _filled_sqlite(name: str) -> Iterator[None]:
    """The database is in memory: it lasts as long as somebody is connected."""
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(_template_of_this_run())) as template:
            template.backup(memory)
        yield


# One file for the whole run, whatever is edited meanwhile.
_template_of_this_run = cache(sqlite_template)


def refill(connection: Any) -> None:
    """The connection's database as the first test found it."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_template_of_this_run())) as template:
            template.backup(connection.connection)
    else:
        connection.connection.execute(_emptying(connection))


def _emptying(connection: Any) -> sql.Composed:
    """Without triggers and foreign keys, and row by row: a TRUNCATE makes each of a hundred tables anew on the disk."""
    tables = sorted(set(connection.introspection.table_names()) - MIGRATED)
    deletes = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables)
    off, on = (sql.SQL(f"SET session_replication_role = {role}") for role in ("replica", "DEFAULT"))
    return sql.SQL("; ").join((off, deletes, on))


@contextmanager
def _filled_postgres(name: str) -> Iterator[None]:
    with _server() as server:
        template = _own_template(server)
        server.execute(_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        server.execute(_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    yield
    with _server() as server:
        server.execute(_sql(f'DROP DATABASE "{name}" WITH (FORCE)'))


def _server() -> psycopg.Connection[Any]:
    address = os.environ["DATABASE_URL"].rpartition("/")[0].replace("postgres://", "postgresql://")
    return psycopg.connect(f"{address}/postgres", autocommit=True)


def _sql(statement: str) -> bytes:
    """Names of databases cannot be parameters; these are ours."""
    return statement.encode()


def _own_template(server: psycopg.Connection[Any]) -> str:
    address, _, own = os.environ["DATABASE_URL"].rpartition("/")
    return postgres_template(server, address, f"template_{own}")


def postgres_template(server: psycopg.Connection[Any], address: str, name: str) -> str:
    """An empty, migrated database that says of itself what it was made from."""
    with one_at_a_time():
        look = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        if server.execute(look, [name]).fetchone() != (fingerprint(),):
            server.execute(_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            server.execute(_sql(f'CREATE DATABASE "{name}"'))
            migrate(f"{address}/{name}", str(SHELF))
            server.execute(_sql(f"COMMENT ON DATABASE \"{name}\" IS '{fingerprint()}'"))
    return name


def of_this_folder(name: str) -> str:
    """Two copies of the project on one machine each have their own."""
    return f"{name}_{sha256(str(ROOT).encode()).hexdigest()[:8]}"
