"""Storing the steps of many pads: those of a tenth of a second go into the database together.

Others are told before that. A process that dies in between loses nothing: every browser holds the whole document, and
on coming back the server asks each for what it lacks.
"""

import asyncio
import logging
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.db import DatabaseError, IntegrityError

from sessions.models import AskedQuestion
from sessions.pad.models import PadUpdate

log = logging.getLogger(__name__)
GATHER = 0.1
AGAIN = 1.0


class Writer:
    """What waits in one event loop; a database that is away is asked again every second."""

    def __init__(self) -> None:
        self.waiting: list[PadUpdate] = []
        self.writing = asyncio.Lock()
        self.task: asyncio.Task[None] | None = None

    def add(self, step: PadUpdate) -> None:
        self.waiting.append(step)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._later())

    async def _later(self) -> None:
        await asyncio.sleep(GATHER)
        while not await self.flush():
            await asyncio.sleep(AGAIN)

    async def flush(self) -> bool:
        """Stores all that waits; False when the database could not take it, which then still waits."""
        async with self.writing:
            steps, self.waiting = self.waiting, []
            try:
                await database_sync_to_async(_store)(steps)
            except DatabaseError:
                log.warning("The steps of a pad could not be stored yet.", exc_info=True)
                self.waiting = steps + self.waiting
            return not self.waiting


def _store(steps: list[PadUpdate]) -> None:
    """A step whose question is gone must not hold up the others."""
    try:
        PadUpdate.objects.bulk_create(steps)
    except IntegrityError:
        asked = AskedQuestion.objects.filter(pk__in=[step.asked_id for step in steps])
        there = set(asked.values_list("pk", flat=True))
        PadUpdate.objects.bulk_create(step for step in steps if step.asked_id in there)


_writers: WeakKeyDictionary[asyncio.AbstractEventLoop, Writer] = WeakKeyDictionary()


def writer() -> Writer:
    """The one of this event loop."""
    return _writers.setdefault(asyncio.get_running_loop(), Writer())
