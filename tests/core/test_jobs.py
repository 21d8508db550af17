import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import jobs
from core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls() -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    jobs.job("note", on_dead=lambda args: made.append({"dead": True}))(made.append)
    return made


def test_the_same_key_is_one_job(calls: list[dict[str, object]]) -> None:
    for _ in range(2):
        jobs.enqueue("note", dedupe_key="a", args={"n": 1})
    jobs.run_due()
    assert calls == [{"n": 1}]


def test_a_job_that_a_dead_worker_left_is_run(calls: list[dict[str, object]]) -> None:
    jobs.enqueue("note", dedupe_key="a", args={"n": 1})
    jobs.claim_next()
    assert jobs.run_due() == 0
    Job.objects.update(lease_until=timezone.now())
    jobs.run_due()
    assert calls == [{"n": 1}]


def test_poison_dies_after_three_attempts_and_says_so(calls: list[dict[str, object]]) -> None:
    jobs.enqueue("note", dedupe_key="a", args={})
    for _ in range(3):
        jobs.claim_next()
        Job.objects.update(lease_until=timezone.now())
    jobs.run_due()
    assert Job.objects.get().state == Job.State.DEAD
    assert calls == [{"dead": True}]


def test_a_failure_waits_and_is_tried_again() -> None:
    jobs.job("broken")(lambda args: args["missing"])
    jobs.enqueue("broken", dedupe_key="a", args={})
    jobs.run_due()
    left = Job.objects.get()
    assert (left.state, left.attempts, left.error) == (Job.State.QUEUED, 1, "KeyError: 'missing'")
    assert left.due_at > timezone.now()


def test_preparing_runs_before_the_transaction_of_the_effect() -> None:
    seen: list[str] = []
    jobs.job("slow", prepare=lambda args: seen.append("files"))(lambda args: seen.append("rows"))
    jobs.enqueue("slow", dedupe_key="a", args={})
    jobs.run_due()
    assert seen == ["files", "rows"]


def test_what_cannot_be_prepared_has_no_effect() -> None:
    effects: list[dict[str, object]] = []
    jobs.job("spoilt", prepare=lambda args: args["missing"])(effects.append)
    jobs.enqueue("spoilt", dedupe_key="a", args={})
    jobs.run_due()
    assert (effects, Job.objects.get().error) == ([], "KeyError: 'missing'")


def test_work_asked_for_while_it_runs_is_done_once_more() -> None:
    """Otherwise a change that comes after the worker has read would never reach the summary."""
    people = ["Ann"]
    written: list[list[str]] = []

    def summarise(args: dict[str, object]) -> None:
        written.append(list(people))
        if len(people) == 1:
            people.append("Ben")
            jobs.enqueue("summary", dedupe_key="a", args={})

    jobs.job("summary")(summarise)
    jobs.enqueue("summary", dedupe_key="a", args={})
    jobs.run_due()
    assert written == [["Ann"], ["Ann", "Ben"]]
    assert not Job.objects.unfinished().exists()


@pytest.mark.django_db(transaction=True)
def test_a_waiting_job_is_not_taken_before_the_change_that_asks_for_it_is_committed() -> None:
    """PostgreSQL: the row is skipped. SQLite has one writer, so that nobody can claim before the commit anyway."""
    jobs.enqueue("note", dedupe_key="a", args={"n": 1})
    taken: list[Job | None] = []

    def worker() -> None:
        taken.append(jobs.claim_next())
        connection.close()

    with transaction.atomic():
        jobs.enqueue("note", dedupe_key="a", args={"n": 2})
        if connection.vendor == "postgresql":
            other = threading.Thread(target=worker)
            other.start()
            other.join()
            assert taken == [None]
    claimed = jobs.claim_next()
    assert claimed
    assert claimed.args == {"n": 2}


def test_a_worker_that_fails_after_another_took_over_undoes_nothing(calls: list[dict[str, object]]) -> None:
    """Its lease ran out while it prepared: the other worker's "done" is what counts."""
    runs: list[str] = []

    def prepare(args: dict[str, object]) -> None:
        runs.append("begun")
        if len(runs) == 1:
            Job.objects.update(lease_until=timezone.now())
            jobs.run_due()
            raise OSError("the slow worker's disk")

    jobs.job("slow", prepare=prepare)(calls.append)
    jobs.enqueue("slow", dedupe_key="a", args={"n": 1})
    jobs.run_due()
    done = Job.objects.get()
    assert (done.state, done.attempts, done.error, calls) == (Job.State.DONE, 2, "", [{"n": 1}])
