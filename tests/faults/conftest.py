"""Houses for faults: on SQLite, and on PostgreSQL where it answers. CI=true leaves nothing out."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.databases import of_this_folder, postgres_template, sqlite_template
from tests.faults.house import POSTGRES, House
from tests.reachable import absent

FULL = os.environ.get("FAULTS") == "full"
SERVER = POSTGRES.replace("postgres://", "postgresql://")


def left_out(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true")
    pytest.skip(f"LEFT OUT: {reason}")


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether to run as long as security.md says, or as short as shows the same."""
    return FULL


@pytest.fixture(scope="session")
def migrated() -> Path:
    """One empty, migrated SQLite file that every house copies."""
    return sqlite_template()


def as_postgres(statement: str) -> None:
    with psycopg.connect(SERVER + "postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(scope="session")
def template() -> str:
    """One empty, migrated PostgreSQL database that every house is made from, in every process and the next run."""
    if "PostgreSQL" in absent():
        left_out("PostgreSQL (127.0.0.1:5432) does not answer")
    with psycopg.connect(SERVER + "postgres", autocommit=True) as server:
        return postgres_template(server, POSTGRES.rstrip("/"), of_this_folder("template_faults"))


@pytest.fixture
def sqlite_house(migrated: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    house = House(tmp_path, f"sqlite:///{tmp_path / 'db.sqlite3'}")
    yield house
    house.close()


@pytest.fixture
def postgres_house(template: str, tmp_path: Path) -> Iterator[House]:
    name = f"ip_faults_{uuid4().hex[:8]}"
    as_postgres(f"CREATE DATABASE {name} TEMPLATE {template}")
    house = House(tmp_path, POSTGRES + name)
    yield house
    house.close()
    as_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    found: House = request.getfixturevalue("sqlite_house" if request.param == "sqlite" else "postgres_house")
    return found


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Callable[[int], "subprocess.Popen[bytes]"]]:
    """Starts a Redis of the test's own on a port."""
    if not shutil.which("redis-server"):
        left_out("redis-server is not installed")
    started: list[subprocess.Popen[bytes]] = []

    def start(port: int) -> "subprocess.Popen[bytes]":
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second database of all but F1 is left to `make faults`."""
    late = [] if FULL else [item for item in items if _again(item)]
    items[:] = [item for item in items if item not in late]
    config.hook.pytest_deselected(items=late)


def _again(item: pytest.Item) -> bool:
    return "[postgresql" in item.name and "test_f1_" not in item.name


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Notes what a test measured; the summary at the end prints it."""
    return lambda said: record_property("figure", said)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    said = [(report.nodeid.split("::")[-1], text) for report in reports for _, text in report.user_properties]
    if said:
        terminalreporter.section("figures of the faults")
    for name, text in sorted(said):
        terminalreporter.write_line(f"{name}: {text}")
