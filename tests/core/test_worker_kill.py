"""A real worker process, killed with -9: what it left is done once by the next one."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import sqlite_template

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "interviewprep.settings.test"
import django
django.setup()
from datetime import timedelta
from accounts.models import User
from core import jobs


@jobs.job("make_person", lease=timedelta(seconds=1))
def make_person(args):
    User.objects.create_user("made@x.example")
    if "hang" in sys.argv:
        print("in the middle", flush=True)
        time.sleep(60)


if "enqueue" in sys.argv:
    jobs.enqueue("make_person", dedupe_key="once", args={})
print("working", flush=True)
while True:
    jobs.run_due()
    time.sleep(0.05)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    env |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}", "INTERVIEWPREP_VAR_DIR": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "interviewprep.settings.test"
    shutil.copy(sqlite_template(), tmp_path / "kill.sqlite3")
    return env


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    running: list[subprocess.Popen[str]] = []

    def launch(*modes: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", WORKER, *modes]
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True))
        return running[-1]

    yield launch
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_until_done(path: Path) -> None:
    """Looks until the job is done; fails after 20 s."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if rows(path, "SELECT state FROM core_job") == [("done",)]:
            return
        time.sleep(0.05)
    left = rows(path, "SELECT state, attempts, error FROM core_job")
    pytest.fail(f"The job was not done: {left}")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, timeout=10)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.once
@pytest.mark.parametrize("first_worker", ["work", "hang"])
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    first_worker: str, start: Callable[..., "subprocess.Popen[str]"], tmp_path: Path
) -> None:
    if first_worker == "work":
        victim = start()
        assert victim.stdout
        assert victim.stdout.readline() == "working\n"
        victim.kill()
        victim.wait()
        start("enqueue")
    else:
        victim = start("enqueue", "hang")
        assert victim.stdout
        assert [victim.stdout.readline() for _ in range(2)] == ["working\n", "in the middle\n"]
        victim.kill()
        victim.wait()
        assert rows(tmp_path / "kill.sqlite3", "SELECT count(*) FROM accounts_user") == [(0,)]
        start()
    wait_until_done(tmp_path / "kill.sqlite3")
    assert rows(tmp_path / "kill.sqlite3", "SELECT count(*) FROM accounts_user") == [(1,)]
