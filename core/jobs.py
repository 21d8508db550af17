"""The queue's truth is a table: work is written with the business change, and a broker only wakes.

A handler's effect and its "done" are one transaction, so that a killed worker leaves either both or neither.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from core.models import Job
from core.outages import Outage

log = logging.getLogger(__name__)
Handler = Callable[[dict[str, Any]], None]
waking = Outage("Redis, which wakes the workers,", "they look by themselves")
LEASE = timedelta(seconds=20)
ATTEMPTS = 3
AGAIN = " again"
BACKOFF = (timedelta(seconds=2), timedelta(seconds=10))


@dataclass(frozen=True, slots=True)
class Kind:
    handler: Handler
    on_dead: Handler | None = None
    lease: timedelta = LEASE
    prepare: Handler | None = None


_kinds: dict[str, Kind] = {}


def job(
    kind: str, *, on_dead: Handler | None = None, lease: timedelta = LEASE, prepare: Handler | None = None
) -> Callable[[Handler], Handler]:
    """Registers what to do for a kind of job; `on_dead` runs once when all attempts have failed.

    `lease` is how long a run may take before the worker counts as dead and another takes over.
    `prepare` does what takes time and changes no row (files), before the transaction and without its lock;
    it may run twice and must leave the same files.
    """

    def register(handler: Handler) -> Handler:
        _kinds[kind] = Kind(handler, on_dead, lease, prepare)
        return handler

    return register


@transaction.atomic
def enqueue(kind: str, *, dedupe_key: str, args: dict[str, Any]) -> Job:
    """Asks for work in the caller's transaction; asking again for finished work does it again.

    Work that runs at this moment may have read what the caller is about to change: it is asked for once more
    under a second key. A row that waits is held until the caller commits, so that nobody takes it too early.
    """
    fresh = {"args": args, "due_at": timezone.now()}
    row, made = Job.objects.get_or_create(kind=kind, dedupe_key=dedupe_key, defaults=fresh)
    if not made and not _ask_again(row, args):
        row = enqueue(kind, dedupe_key=dedupe_key + AGAIN, args=args)
    transaction.on_commit(wake, robust=True)
    return row


def plant(kind: str, *, dedupe_key: str) -> None:
    """Asks for work that is done once for its key, however many ask and however late they are."""
    _, made = Job.objects.get_or_create(kind=kind, dedupe_key=dedupe_key, defaults={"due_at": timezone.now()})
    if made:
        transaction.on_commit(wake, robust=True)


def _ask_again(row: Job, args: dict[str, Any]) -> bool:
    """Whether the row now waits for a worker; False when one has it."""
    asked = {"state": Job.State.QUEUED, "attempts": 0, "error": "", "due_at": timezone.now(), "args": args}
    found = Job.objects.filter(pk=row.pk).exclude(state=Job.State.RUNNING).update(**asked)
    row.refresh_from_db()
    return found == 1


def wake() -> None:
    """Tells a worker to look now. Without a broker the worker looks by itself twice a second."""
    if not settings.REDIS_URL:
        return
    from core.tasks import drain

    try:
        drain.apply_async(retry=False)
    except Exception:
        waking.failed()
    else:
        waking.worked()


@transaction.atomic
def claim_next() -> Job | None:
    """Takes the next job under a lease. An attempt counts when it starts: poison dies after three."""
    skip_locked = connection.features.has_select_for_update_skip_locked
    row = Job.objects.claimable(timezone.now()).select_for_update(skip_locked=skip_locked).first()
    if row is None:
        return None
    if row.attempts >= ATTEMPTS:
        _bury(row, row.error or "The worker died each time it ran this.")
        return row
    lease = _kinds[row.kind].lease if row.kind in _kinds else LEASE
    row.state, row.attempts, row.lease_until = Job.State.RUNNING, row.attempts + 1, timezone.now() + lease
    row.save()
    return row


def run_due(limit: int = 100) -> int:
    """Runs what is due, one job after the other; returns how many were taken."""
    for count in range(limit):
        row = claim_next()
        if row is None:
            return count
        if row.state == Job.State.RUNNING:
            _run(row)
    return limit


def _run(row: Job) -> None:
    try:
        _prepare(row)
        with transaction.atomic():
            current = _held(row)
            if current is None:
                return
            _kinds[row.kind].handler(row.args)
            current.state, current.finished_at, current.error = Job.State.DONE, timezone.now(), ""
            current.save()
    except Exception as failure:
        log.exception("Job %s failed", row.pk)
        _failed(row, f"{type(failure).__name__}: {failure}")


def _prepare(row: Job) -> None:
    prepare = _kinds[row.kind].prepare
    if prepare:
        prepare(row.args)


def _held(row: Job) -> Job | None:
    """The row, locked; None when the lease ran out and another worker took over: from then on only its run counts."""
    return Job.objects.select_for_update().filter(pk=row.pk, state=Job.State.RUNNING, attempts=row.attempts).first()


@transaction.atomic
def _failed(row: Job, error: str) -> None:
    current = _held(row)
    if current is None:
        return
    if current.attempts >= ATTEMPTS:
        _bury(current, error)
        return
    current.state, current.error = Job.State.QUEUED, error[:2000]
    current.due_at = timezone.now() + BACKOFF[current.attempts - 1]
    current.save()


def _bury(row: Job, error: str) -> None:
    row.state, row.error, row.finished_at = Job.State.DEAD, error[:2000], timezone.now()
    row.save()
    kind = _kinds.get(row.kind)
    if kind and kind.on_dead:
        kind.on_dead(row.args)
