"""Storing the steps of many pads: those of a tenth of a second go into the database together.

Others are told before that. A process that dies in between loses nothing: whoever typed has not heard that it was
stored, and sends it again on coming back.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.db import DatabaseError, IntegrityError

from sessions.models import AskedQuestion
from sessions.pad.models import PadUpdate
from sessions.pad.steps import store_steps

log = logging.getLogger(__name__)
GATHER = 0.1
AGAIN = 1.0
# Hears how many of its steps were stored just now.
Told = Callable[[int], None]


class Writer:
    """What waits in one event loop; a database that is away is asked again every second."""

    def __init__(self) -> None:
        self.waiting: list[tuple[PadUpdate, Told]] = []
        self.writing = asyncio.Lock()
        self.task: asyncio.Task[None] | None = None

    def add(self, step: PadUpdate, told: Told) -> None:
        self.waiting.append((step, told))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._store_all())

    async def _store_all(self) -> None:
        stored = True
        while self.waiting:
            await asyncio.sleep(GATHER if stored else AGAIN)
            stored = await self.flush()

    async def flush(self) -> bool:
        """Stores all that waits; False when the database could not take it, which then still waits."""
        async with self.writing:
            taken, self.waiting = self.waiting, []
            try:
                await database_sync_to_async(_store)([step for step, _ in taken])
            except DatabaseError:
                log.warning("The steps of a pad could not be stored yet.", exc_info=True)
                self.waiting = taken + self.waiting
                return False
        for told, steps in Counter(told for _, told in taken).items():
            told(steps)
        return True


def _store(steps: list[PadUpdate]) -> None:
    """A step whose question is gone must not hold up the others."""
    if not steps:
        return
    try:
        store_steps(steps)
    except IntegrityError:
        asked = AskedQuestion.objects.filter(pk__in=[step.asked_id for step in steps])
        there = set(asked.values_list("pk", flat=True))
        store_steps([step for step in steps if step.asked_id in there])


_writers: WeakKeyDictionary[asyncio.AbstractEventLoop, Writer] = WeakKeyDictionary()


def writer() -> Writer:
    """The one of this event loop."""
    return _writers.setdefault(asyncio.get_running_loop(), Writer())
