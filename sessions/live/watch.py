"""One watch per process over all its sockets. It asks the database in bulk, so that an event whose frame was lost, a
right that ended, and a person who is still there are noticed whatever becomes of the channel layer (F16, F21, I8).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from channels.db import database_sync_to_async
from django.utils import timezone

from sessions.live import places
from sessions.live.places import Place

log = logging.getLogger(__name__)
# A lost event is made up for within 2 s, the fetch of the fragment included.
TICK = 1.5
# In ticks: ended rights are noticed within 3 s, presence is prolonged every 9 s.
RIGHTS, PRESENCE = 2, 6
# After a restart everybody comes at once: those of one moment are asked about together.
MOMENT = 0.05
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
    """`enter` and `leave` are called from the event loop of the sockets, and wait for nothing."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.came: list[Listener] = []
        self.seen: dict[str, int] = {}
        self.left: dict[Place, float] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}
        # Who is here is written by one hand at a time: a farewell must not undo an arrival.
        self.presence = asyncio.Lock()

    def enter(self, listener: Listener) -> None:
        self.listeners.add(listener)
        self.came.append(listener)
        self.left.pop(listener.place, None)
        self._keep_going("look", self._run)
        self._keep_going("welcome", self._welcome)

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        if all(one.place != listener.place for one in self.listeners):
            self.left[listener.place] = asyncio.get_running_loop().time()

    def _keep_going(self, name: str, work: Callable[[], Any]) -> None:
        task = self.tasks.get(name)
        if task is None or task.done():
            self.tasks[name] = asyncio.get_running_loop().create_task(work())

    async def _welcome(self) -> None:
        while self.came:
            await asyncio.sleep(MOMENT)
            came, self.came = [one for one in self.came if one in self.listeners], []
            try:
                await self._catch_up(came)
                async with self.presence:
                    await _ask(places.arrive, {one.place for one in came}, HERE_FOR)
            except Exception:
                log.warning("Those who came could not be asked about; trying again.", exc_info=True)
                self.came += came
                await asyncio.sleep(TICK)

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
        async with self.presence:
            await self._leavings()
            if tick % PRESENCE == 0:
                await _ask(places.be_here, {listener.place for listener in self.listeners}, HERE_FOR)
        if tick % RIGHTS == 0:
            await self.check_rights()

    async def _events(self) -> None:
        newest = await _ask(places.newest, {listener.place.room for listener in self.listeners})
        changed = {room for room, seq in newest.items() if self.seen.get(room) != seq}
        await self._catch_up([one for one in self.listeners if one.place.room in changed])
        self.seen = newest

    async def _catch_up(self, listeners: Collection[Listener]) -> None:
        numbers = await _ask(places.numbers, {_audience(listener) for listener in listeners}) if listeners else {}
        for listener in listeners:
            number = numbers[_audience(listener)]
            if listener.told is None or number > listener.told:
                await self._reach(listener, listener.tell(number))

    async def _reach(self, listener: Listener, act: Awaitable[None]) -> None:
        """A browser that is just leaving must not keep the news from the others."""
        try:
            await act
        except OSError:
            self.listeners.discard(listener)

    async def _leavings(self) -> None:
        """Those who left and did not come back."""
        long_ago = asyncio.get_running_loop().time() - AWAY_AFTER.total_seconds()
        gone = [place for place, when in self.left.items() if when < long_ago]
        if gone:
            await _ask(places.depart, gone, timezone.now() - AWAY_AFTER, HERE_FOR)
        for place in gone:
            self.left.pop(place, None)

    async def check_rights(self) -> None:
        here = list(self.listeners)
        standing = await _ask(places.standing, [listener.place for listener in here])
        for listener in here:
            if listener.place not in standing:
                await self._reach(listener, listener.turn_away())


def _audience(listener: Listener) -> places.Audience:
    return listener.place.room, listener.place.audience


async def _ask(question: Callable[..., Any], *args: Any) -> Any:
    return await database_sync_to_async(question)(*args)


WATCH = Watch()
