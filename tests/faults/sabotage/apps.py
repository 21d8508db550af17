"""Takes out the control that INTERVIEWPREP_SABOTAGE names, so that a test can show that it would notice."""

import os
import secrets
import threading
import time
from itertools import count
from typing import Any

from django.apps import AppConfig


class SabotageConfig(AppConfig):
    name = "tests.faults.sabotage"
    label = "sabotage"

    def ready(self) -> None:
        from tests.faults.sabotage.work import register

        register()
        name = os.environ.get("INTERVIEWPREP_SABOTAGE")
        if name:
            SABOTAGES[name]()


def forget_operations() -> None:
    """A save that comes again is not known."""
    from sessions.services import notes

    notes.earlier_answer = lambda **_: None


def answer_before_commit() -> None:
    """The author is told "saved" while the text is still in memory."""
    from sessions.views import notes

    commit = notes.save_note

    def early(**given: Any) -> int:
        def later() -> None:
            time.sleep(0.3)
            commit(**given)

        threading.Thread(target=later, daemon=True).start()
        return int(given["save"].base_version) + 1

    notes.save_note = early


def submit_without_looking() -> None:
    """Each press is taken for the first."""
    from sessions.services import wrap_up

    wrap_up._is_submitted = lambda scorecard: False


def keep_dead_connections() -> None:
    """A connection that the database has cut is used again."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    BaseDatabaseWrapper.close_if_unusable_or_obsolete = lambda self: None
    BaseDatabaseWrapper.close_if_health_check_failed = lambda self: None


def deferred_transactions() -> None:
    """SQLite takes the write lock only at the first write."""
    from django.db import connections

    connections.settings["default"]["OPTIONS"] |= {"transaction_mode": "DEFERRED", "timeout": 1}


def wait_as_sqlite_does() -> None:
    """Whoever has waited for long asks for the lock ten times a second, and whoever comes new at once."""
    from django.db.backends.sqlite3 import base

    from core.sqlite3.base import DatabaseWrapper

    DatabaseWrapper._start_transaction_under_autocommit = base.DatabaseWrapper._start_transaction_under_autocommit


def effect_apart_from_done() -> None:
    """A job's effect and its "done" are two transactions."""
    from core import jobs
    from core.models import Job

    def run(row: Job) -> None:
        jobs._kinds[row.kind].handler(row.args)
        time.sleep(0.01)
        Job.objects.filter(pk=row.pk).update(state=Job.State.DONE)

    jobs._run = run


def wait_to_be_woken() -> None:
    """A worker looks only when the broker says so."""
    from interviewprep.celery import LookTwiceASecond

    def start(self: Any, parent: Any) -> None:
        self.entries = []

    LookTwiceASecond.start = start


def count_no_attempts() -> None:
    """Whatever kills its worker may do so for ever."""
    from core import jobs

    jobs.ATTEMPTS = 1_000_000


def plant_without_a_key() -> None:
    """Each clock asks for the work of a period, whoever has asked before."""
    from core import periodic

    plant = periodic.plant
    periodic.plant = lambda kind, *, dedupe_key: plant(kind, dedupe_key=f"{dedupe_key}-{secrets.token_hex(4)}")


def lose_every_seventh_event() -> None:
    """What the channel layer brings to a socket's process is thrown away there, now and then."""
    from sessions.consumers import RoomConsumer

    hear, numbers = RoomConsumer.room_changed, count(1)

    async def room_changed(self: Any, event: dict[str, Any]) -> None:
        if next(numbers) % 7:
            await hear(self, event)

    RoomConsumer.room_changed = room_changed


def lose_events_for_good() -> None:
    """And nobody asks the database what was missed."""
    from sessions.live.watch import Watch

    async def look(self: Any, tick: int) -> None:
        return None

    Watch.look = look
    lose_every_seventh_event()


SABOTAGES = {
    act.__name__: act
    for act in (
        forget_operations,
        answer_before_commit,
        submit_without_looking,
        keep_dead_connections,
        deferred_transactions,
        wait_as_sqlite_does,
        effect_apart_from_done,
        wait_to_be_woken,
        count_no_attempts,
        plant_without_a_key,
        lose_every_seventh_event,
        lose_events_for_good,
    )
}
