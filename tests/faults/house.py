"""A house of real processes on 127.0.0.1: servers that can be killed, started again and looked into."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = "postgres://postgres@127.0.0.1:5432/"


@dataclass
class Process:
    """One process group that a test may kill."""

    command: list[str]
    env: Mapping[str, str]
    log: Path
    port: int | None = None
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> "Process":
        with self.log.open("ab") as out:
            self.running = subprocess.Popen(
                self.command, cwd=ROOT, env=dict(self.env), stdout=out, stderr=out, start_new_session=True
            )
        return self

    def wait_ready(self, seconds: float = 60) -> "Process":
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.answers():
                return self
            time.sleep(0.05)
        raise AssertionError(f"{self.command[2]} did not start:\n{self.log.read_text()[-2000:]}")

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.running and self.running.poll() is None:
            os.killpg(self.running.pid, number)
        if self.running:
            self.running.wait(30)


@dataclass
class House:
    """One database and the processes on it."""

    home: Path
    database_url: str
    redis_url: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        keep = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
        own = {
            "DATABASE_URL": self.database_url,
            "INTERVIEWPREP_VAR_DIR": str(self.home),
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        }
        return keep | own | ({"REDIS_URL": self.redis_url} if self.redis_url else {}) | self.extra

    def manage(self, *words: str, given: str = "") -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, input=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def seed(self, **wanted: int) -> Any:
        """Runs tests/faults/seed.py in a process of its own: this one knows another database."""
        command = [sys.executable, "-m", "tests.faults.seed", json.dumps(wanted)]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def web(self, *, wrap: tuple[str, ...] = (), **env: str) -> Process:
        """The embedded server, as `manage.py run` starts it."""
        port = free_port()
        words = ["uvicorn", "interviewprep.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
        words += ["--ws-per-message-deflate", "false", "--log-level", "warning", "--timeout-graceful-shutdown", "5"]
        return self._add([*wrap, sys.executable, "-m", *words], self._live(port) | env, port)

    def pages(self) -> Process:
        """A process for pages alone, as the image starts it."""
        port = free_port()
        words = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
        words += ["--blocking-threads", "2", "--no-ws", "--log-level", "error", "interviewprep.wsgi:application"]
        return self._add([sys.executable, "-m", *words], {"INTERVIEWPREP_PROCESS": "web"}, port)

    @staticmethod
    def _live(port: int) -> dict[str, str]:
        return {"INTERVIEWPREP_PROCESS": "live", "INTERVIEWPREP_BASE_URL": f"http://127.0.0.1:{port}"}

    def worker(self, **env: str) -> Process:
        words = ["celery", "--quiet", "-A", "interviewprep.celery", "worker", "--pool", "solo", "--loglevel", "ERROR"]
        words += ["--hostname", f"worker{len(self.processes)}@localhost", "--without-gossip", "--without-mingle"]
        return self._add([sys.executable, "-m", *words], {"INTERVIEWPREP_PROCESS": "worker"} | env)

    def beat(self) -> Process:
        schedule = str(self.home / f"beat-{len(self.processes)}")
        words = ["celery", "--quiet", "-A", "interviewprep.celery", "beat", "--loglevel", "ERROR", "--pidfile", ""]
        return self._add([sys.executable, "-m", *words, "--schedule", schedule], {"INTERVIEWPREP_PROCESS": "worker"})

    def python(self, module: str, *words: str, **env: str) -> Process:
        return self._add([sys.executable, "-m", module, *words], env)

    def _add(self, command: list[str], env: dict[str, str], port: int | None = None) -> Process:
        log = self.home / f"log-{len(self.processes)}"
        self.processes.append(Process(command, self.env | env, log, port))
        return self.processes[-1]

    def close(self) -> None:
        for process in self.processes:
            process.kill()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Straight from the database, past everything that the product says about itself."""
        if self.database_url.startswith("sqlite"):
            return _sqlite_rows(Path("/" + urlsplit(self.database_url).path.lstrip("/")), query)
        with psycopg.connect(self.database_url.replace("postgres://", "postgresql://")) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []


def _sqlite_rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        return connection.execute(query).fetchall()
