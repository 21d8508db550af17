"""Databases of the bench's own, and the processes on them. They are gone when it ends."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.faults.house import POSTGRES, ROOT, House, Process
from tests.ports import free_port
from tests.reachable import absent

PRODUCT, LIMIT = "interviewprep.wsgi:application", "bench.limits.wsgi:application"


class BenchHouse(House):
    def served(self, application: str) -> Process:
        """A process for pages, as the image starts it: the same server for the product and for the limit."""
        port = free_port()
        words = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
        words += ["--blocking-threads", "1", "--no-ws", "--log-level", "error", application]
        return self._add([sys.executable, "-m", *words], {"INTERVIEWPREP_PROCESS": "web"}, port)

    def product(self) -> Process:
        return self.served(PRODUCT)

    def limit(self) -> Process:
        return self.served(LIMIT)

    def whole(self) -> Process:
        """Everything that `make run` starts, with its demo people."""
        port = free_port()
        development = {"DJANGO_SETTINGS_MODULE": "interviewprep.settings.dev"}
        return self._add([sys.executable, "manage.py", "run", "--port", str(port)], development, port)

    def bell(self) -> Process:
        """The embedded server with the bench's ringing beside it (bench.ringing)."""
        process = self.web()
        process.command = [word.replace("interviewprep.asgi", "bench.ringing") for word in process.command]
        return process

    def inside(self, *words: str) -> Any:
        command = [sys.executable, "-m", "bench.inside", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)  # noqa: S603 - own words
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])


def best_database() -> str:
    return "sqlite" if "PostgreSQL" in absent() else "postgresql"


def as_postgres(statement: str) -> None:
    with psycopg.connect(POSTGRES.replace("postgres://", "postgresql://") + "postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def house_on(database: str, redis_url: str | None = None) -> Iterator[BenchHouse]:
    """A migrated, empty house; `database` is "sqlite" or "postgresql"."""
    name = f"ip_bench_{uuid4().hex[:8]}"
    with tempfile.TemporaryDirectory(prefix=name) as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'db.sqlite3'}" if database == "sqlite" else POSTGRES + name
        if database == "postgresql":
            as_postgres(f"CREATE DATABASE {name}")
        house = BenchHouse(home, url, redis_url, {"DJANGO_SETTINGS_MODULE": "bench.settings"})
        try:
            house.manage("migrate", "-v0")
            yield house
        finally:
            house.close()
            if database == "postgresql":
                as_postgres(f"DROP DATABASE {name} WITH (FORCE)")
