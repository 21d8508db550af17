"""F30: a migration that is killed leaves a schema that the next one finishes, and no process starts on half of it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.conftest import as_postgres, left_out
from tests.faults.house import POSTGRES, ROOT, House
from tests.reachable import absent

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "interviewprep.settings.prod",
    "INTERVIEWPREP_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "INTERVIEWPREP_BASE_URL": "https://interview.example",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    if request.param == "sqlite":
        yield House(tmp_path, f"sqlite:///{tmp_path / 'db.sqlite3'}")
        return
    if "PostgreSQL" in absent():
        left_out("PostgreSQL (127.0.0.1:5432) does not answer")
    name = f"ip_faults_{uuid4().hex[:8]}"
    as_postgres(f"CREATE DATABASE {name}")
    yield House(tmp_path, POSTGRES + name, "redis://127.0.0.1:6379/7")
    as_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def applied(house: House) -> int:
    try:
        return int(house.rows("SELECT count(*) FROM django_migrations")[0][0])
    except Exception:
        return 0  # no table yet


def killed_behind(house: House, count: int) -> int:
    """Starts to migrate, kills it once so many are applied; returns how many there are then."""
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    process = subprocess.Popen(command, cwd=ROOT, env=house.env)
    deadline = time.monotonic() + 120
    while applied(house) < count and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.kill()
    process.wait()
    return applied(house)


@pytest.mark.long
def test_f30_a_killed_migration_is_finished_by_the_next(empty: House) -> None:
    stops = [killed_behind(empty, count) for count in (8, 25, 40)]
    assert stops == sorted(stops)
    half = subprocess.run(
        [sys.executable, "-c", "import interviewprep.wsgi"],
        cwd=ROOT,
        env=empty.env | PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Not applied: " in half.stderr
    empty.manage("migrate", "-v0")
    assert "[ ]" not in empty.manage("showmigrations", "--plan")
    empty.manage("makemigrations", "--check", "--dry-run")
    assert empty.seed(authors=2)["links"]
