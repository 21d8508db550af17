"""One watch per process over all its sockets. It asks the database in bulk, so that an event whose frame was lost, a
right that ended, and a person who is still there are noticed whatever becomes of the channel layer (F16, F21, I8).
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from channels.db import database_sync_to_async

from sessions.live import places
from sessions.live.places import Place
from sessions.services.events import ring_presence

log = logging.getLogger(__name__)
# A lost event is made up for within 2 s, the fetch of the fragment included.
TICK = 1.5
# In ticks: ended rights are noticed within 3 s, presence is prolonged every 9 s.
RIGHTS, PRESENCE = 2, 6
# A socket says "here" again well before this has passed; a process that dies is gone from the room after it.
HERE_FOR = timedelta(seconds=25)
# A page that is loaded anew closes one socket and opens the next.
AWAY_AFTER = timedelta(seconds=4)


class Listener(Protocol):
    """A socket that was let in."""

    told: int | None

    @property
    def place(self) -> Place: ...
    async def tell(self, number: int) -> None: ...
    async def turn_away(self) -> None: ...


class Watch:
    """`enter` and `leave` are called from the event loop of the sockets."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.seen: dict[str, int] = {}
        self.left: dict[Place, float] = {}
        self.task: asyncio.Task[None] | None = None
        # Who is here is written by one hand at a time: a late "still here" must not undo a farewell.
        self.presence = asyncio.Lock()

    async def enter(self, listener: Listener) -> None:
        self.listeners.add(listener)
        self.left.pop(listener.place, None)
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._run())
        async with self.presence:
            await _ask(places.arrive, listener.place, HERE_FOR)
        await self._catch_up(listener)

    async def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        async with self.presence:
            if any(one.place == listener.place for one in self.listeners):
                return
            self.left[listener.place] = asyncio.get_running_loop().time()
            await _ask(places.be_here, [listener.place], AWAY_AFTER)

    async def _run(self) -> None:
        """Ends itself when nobody is left to be looked after."""
        for tick in count(1):
            await asyncio.sleep(TICK)
            try:
                await self.look(tick)
            except Exception:
                log.warning("The rooms could not be looked after; trying again.", exc_info=True)
            if not self.listeners and not self.left:
                return

    async def look(self, tick: int) -> None:
        await self._events()
        await self._leavings()
        if tick % RIGHTS == 0:
            await self.check_rights()
        if tick % PRESENCE == 0:
            async with self.presence:
                await _ask(places.be_here, {listener.place for listener in self.listeners}, HERE_FOR)

    async def _events(self) -> None:
        newest = await _ask(places.newest, {listener.place.room for listener in self.listeners})
        changed = {room for room, seq in newest.items() if self.seen.get(room) != seq}
        for listener in [one for one in self.listeners if one.place.room in changed]:
            await self._catch_up(listener)
        self.seen = newest

    async def _catch_up(self, listener: Listener) -> None:
        number = await _ask(places.number, listener.place.room, listener.place.audience)
        if listener.told is None or number > listener.told:
            await listener.tell(number)

    async def _leavings(self) -> None:
        now = asyncio.get_running_loop().time()
        for place in [place for place, when in self.left.items() if now - when > AWAY_AFTER.total_seconds()]:
            del self.left[place]
            await _ask(ring_presence, place.room)

    async def check_rights(self) -> None:
        here = list(self.listeners)
        standing = await _ask(places.standing, [listener.place for listener in here])
        for listener in here:
            if listener.place not in standing:
                await listener.turn_away()


async def _ask(question: Callable[..., Any], *args: Any) -> Any:
    return await database_sync_to_async(question)(*args)


WATCH = Watch()
