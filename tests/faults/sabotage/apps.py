"""Takes out the control that INTERVIEWPREP_SABOTAGE names, so that a test can show that it would notice."""

import os
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


def deferred_transactions() -> None:
    """SQLite takes the write lock only at the first write."""
    from django.db import connections

    connections.settings["default"]["OPTIONS"] |= {"transaction_mode": "DEFERRED", "timeout": 1}


def effect_apart_from_done() -> None:
    """A job's effect and its "done" are two transactions."""
    from core import jobs
    from core.models import Job

    def run(row: Job) -> None:
        jobs._kinds[row.kind].handler(row.args)
        time.sleep(0.01)
        Job.objects.filter(pk=row.pk).update(state=Job.State.DONE)

    jobs._run = run


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
        deferred_transactions,
        effect_apart_from_done,
        lose_every_seventh_event,
        lose_events_for_good,
    )
}
