"""Whether this installation can do its work, in words a person can act on."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from core.models import Job, Worker

PENDING_LIMIT = timedelta(seconds=60)
SEEN_LIMIT = timedelta(seconds=60)
FORGET_WORKER = timedelta(days=1)
SHOWN = 4
_slow: list[Callable[[], "Check"]] = []
FREE_LIMIT = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    sentence: str


def examine() -> list[Check]:
    """Every check; where the database does not answer, what only it could tell is left out."""
    first = database()
    return [first, *(check() for check in CHECKS), disk()] if first.ok else [first, disk()]


def of_doctor(check: Callable[[], Check]) -> None:
    """Registers what takes too long to be asked every few seconds: `manage.py doctor` alone asks it."""
    _slow.append(check)


def examine_slowly() -> list[Check]:
    return [check() for check in _slow] if database().ok and migrations().ok else []


def healthy(checks: Iterable[Check]) -> bool:
    return all(check.ok for check in checks)


def database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as failure:
        return Check("database", False, f"The database does not answer ({type(failure).__name__}).")
    return Check("database", True, f"{connection.display_name} answers.")


def migrations() -> Check:
    missing = sorted(_known_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        names = ", ".join(f"{app}.{name}" for app, name in missing[:SHOWN]) + more
        return Check("migrations", False, f"Not applied: {names}. Run “manage.py migrate”.")
    return Check("migrations", True, "Every migration is applied.")


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """What the code on the disk brings; it does not change while a process runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def queue() -> Check:
    now = timezone.now()
    since = Job.objects.waiting_since(now)
    if since and now - since > PENDING_LIMIT:
        return Check("queue", False, f"The oldest work has waited for {_seconds(now - since)}. Is a worker running?")
    return Check("queue", True, f"{Job.objects.unfinished().count()} waiting or running, none of them late.")


def worker() -> Check:
    """A worker in the middle of long work does not beat; its lease then speaks for it."""
    now, seen = timezone.now(), last_beat()
    if Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=now).exists():
        return Check("worker", True, "A worker is at work.")
    if seen is None:
        return Check("worker", False, "No worker was ever seen. Start one: see docs/deploy.md.")
    if now - seen > SEEN_LIMIT:
        return Check("worker", False, f"No worker was seen for {_seconds(now - seen)}.")
    return Check("worker", True, f"A worker was seen {_seconds(now - seen)} ago.")


def last_beat() -> datetime | None:
    seen: datetime | None = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    return seen


def disk() -> Check:
    free = shutil.disk_usage(settings.VAR_DIR).free
    megabytes = f"{free // 1024**2:,} MB are free where {settings.VAR_DIR} is"
    if free < FREE_LIMIT:
        return Check("disk", False, f"Only {megabytes}; below {FREE_LIMIT // 1024**2} MB saves may fail.")
    return Check("disk", True, f"{megabytes}.")


def _seconds(span: timedelta) -> str:
    return f"{max(0, round(span.total_seconds()))} s"


def beat(name: str) -> None:
    """Says that the worker `name` is alive; called by its own clock. Workers long gone are forgotten."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGET_WORKER).delete()


CHECKS: tuple[Callable[[], Check], ...] = (migrations, queue, worker)
