import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import User
from core import jobs, metrics
from core.models import Job, Worker

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def figures() -> dict[tuple[str, tuple[str, ...]], float]:
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {(s.name, tuple(s.labels.values())): s.value for family in families for s in family.samples}


def test_an_answer_is_counted_under_its_route_and_not_its_address(lead: User, as_user: Callable[..., Client]) -> None:
    key = ("interviewprep_requests_total", ("GET", "/interviews/<str:public_id>/", "404"))
    before = figures().get(key, 0)
    as_user(lead).get("/interviews/some-secret-id/")
    after = figures()
    assert after[key] == before + 1
    assert "some-secret-id" not in str(after)


def test_an_invented_method_makes_no_series_of_its_own() -> None:
    Client().generic("INVENTED", "/questions/")
    assert "INVENTED" not in str(figures())


def test_jobs_are_counted_by_kind_and_state() -> None:
    jobs.job("note")(lambda args: None)
    for key in "ab":
        jobs.enqueue("note", dedupe_key=key, args={})
    jobs.run_due(limit=1)
    found = figures()
    assert found["interviewprep_jobs", ("note", "done")] == 1
    assert found["interviewprep_jobs", ("note", "queued")] == 1


def test_the_wait_of_the_oldest_work_is_told() -> None:
    jobs.enqueue("note", dedupe_key="a", args={})
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=100))
    assert 100 <= figures()["interviewprep_oldest_job_seconds", ()] < 110


def test_no_worker_seen_is_no_figure_rather_than_a_false_one() -> None:
    assert ("interviewprep_worker_seen_seconds", ()) not in figures()
    Worker.objects.create(name="w", seen_at=timezone.now() - timedelta(seconds=30))
    assert 30 <= figures()["interviewprep_worker_seen_seconds", ()] < 40


def test_a_database_away_is_a_figure_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(metrics, "_queue_figures", away)
    assert figures()["interviewprep_database_up", ()] == 0


SEVERAL = """
import sys
import django
django.setup()
from core.metrics import REQUESTS, exposition
REQUESTS.labels("GET", "/a/", "200").inc()
if sys.argv[1] == "tell":
    sys.stdout.buffer.write(exposition())
"""


@pytest.mark.once
def test_one_process_answers_for_all_that_share_a_folder(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin", "DJANGO_SETTINGS_MODULE": "interviewprep.settings.test"}
    env |= {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "INTERVIEWPREP_VAR_DIR": str(tmp_path)}
    for mode in ("count", "tell"):
        done = subprocess.run([sys.executable, "-c", SEVERAL, mode], cwd=ROOT, env=env, capture_output=True, check=True)
    assert 'interviewprep_requests_total{method="GET",route="/a/",status="200"} 2.0' in done.stdout.decode()
