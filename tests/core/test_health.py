from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from core import health
from core.jobs import claim_next, enqueue, job
from core.models import Job, Worker

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def note() -> None:
    job("note")(lambda args: None)


def test_every_part_of_a_working_installation_is_well() -> None:
    health.beat("worker@here")
    assert [check.name for check in health.examine() if check.ok] == [
        "database",
        "migrations",
        "queue",
        "worker",
        "disk",
    ]


def test_without_a_database_nothing_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def cursor(self) -> None:
            raise OperationalError("connection to 10.0.0.7 refused")

    monkeypatch.setattr(health, "connection", Away())
    found = health.examine()
    assert [(check.name, check.ok) for check in found] == [("database", False), ("disk", True)]
    assert found[0].sentence == "The database does not answer (OperationalError)."


def test_a_migration_that_is_not_applied_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_known_migrations", lambda: frozenset({("core", "0099_tomorrow")}))
    check = health.migrations()
    assert (check.ok, check.sentence) == (False, "Not applied: core.0099_tomorrow. Run “manage.py migrate”.")


@pytest.mark.parametrize(("waited", "well"), [(59, True), (61, False)])
def test_work_that_waits_over_a_minute_is_late(waited: int, well: bool) -> None:
    enqueue("note", dedupe_key="a", args={})
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=waited))
    assert health.queue().ok is well


def test_work_that_a_dead_worker_left_is_late_too() -> None:
    enqueue("note", dedupe_key="a", args={})
    claim_next()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=61))
    assert health.queue().ok is False


def test_work_for_tomorrow_is_not_late() -> None:
    enqueue("note", dedupe_key="a", args={})
    Job.objects.update(due_at=timezone.now() + timedelta(days=1))
    assert health.queue().sentence == "1 waiting or running, none of them late."


def test_no_worker_was_ever_seen() -> None:
    assert health.worker().sentence == "No worker was ever seen. Start one: see docs/deploy.md."


def test_a_worker_silent_for_over_a_minute_counts_as_gone() -> None:
    Worker.objects.create(name="worker@here", seen_at=timezone.now() - timedelta(seconds=90))
    assert health.worker().sentence == "No worker was seen for 90 s."


def test_a_worker_that_is_busy_is_not_gone() -> None:
    enqueue("note", dedupe_key="a", args={})
    claim_next()
    assert health.worker().sentence == "A worker is at work."


def test_a_worker_beats_in_one_row_and_forgets_those_long_gone() -> None:
    Worker.objects.create(name="worker@gone", seen_at=timezone.now() - timedelta(days=2))
    for _ in range(2):
        health.beat("worker@here")
    assert [worker.name for worker in Worker.objects.all()] == ["worker@here"]


def test_a_full_disk_is_said_before_saves_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(10**10, 10**10, 3 * 1024**2))
    assert health.disk().sentence.startswith("Only 3 MB are free")
