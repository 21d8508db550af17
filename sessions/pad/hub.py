"""Who has which pad open in this process, and how they hear of a step: here at once, elsewhere 20 ms later.

The channel layer carries many pads' messages together, once a process, since a key pressed is too small to travel
alone. A message that it loses is made up for when a browser next exchanges states.
"""

import asyncio
import logging
from collections import defaultdict
from typing import Any, Protocol
from uuid import uuid4
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer

from sessions.pad.access import PadAccess, PadSeat, rights

log = logging.getLogger(__name__)
GROUP = "pads"
GATHER = 0.02
# Ended rights are noticed within so many seconds, by one look for all sockets.
LOOK = 3.0
AGAIN = 1.0


class Listener(Protocol):
    """A socket that was let in. Neither call may wait for the browser."""

    seat: PadSeat

    def hear(self, message: bytes) -> None: ...
    def renew(self, access: PadAccess | None) -> None: ...


def told(pad: str, message: bytes, *, by: str = "") -> dict[str, Any]:
    """The event for the channel layer by which every process hears of one pad's message."""
    return {"type": "pads.told", "by": by, "messages": [[pad, message]]}


class Hub:
    """Of one event loop. Its tasks live while any pad is open."""

    def __init__(self) -> None:
        self.name = uuid4().hex
        self.pads: defaultdict[str, set[Listener]] = defaultdict(set)
        self.outgoing: list[list[Any]] = []
        self.subscribed = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        self.telling: asyncio.Task[None] | None = None

    async def enter(self, listener: Listener) -> None:
        """After this the listener misses nothing, unless the channel layer is away."""
        self.pads[listener.seat.pad].add(listener)
        if not self.tasks:
            self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._look())]
        try:
            await asyncio.wait_for(self.subscribed.wait(), AGAIN)
        except TimeoutError:
            log.warning("What is typed in other processes cannot be heard yet.")

    def leave(self, listener: Listener) -> None:
        pad = listener.seat.pad
        self.pads[pad].discard(listener)
        if not self.pads[pad]:
            del self.pads[pad]
        if not self.pads:
            for task in self.tasks:
                task.cancel()
            self.tasks = []
            self.subscribed.clear()

    def tell(self, pad: str, message: bytes, *, by: Listener) -> None:
        """Everybody at this pad but the one who said it."""
        self._tell_here(pad, message, by)
        if isinstance(get_channel_layer(), InMemoryChannelLayer):
            return
        self.outgoing.append([pad, message])
        if self.telling is None or self.telling.done():
            self.telling = asyncio.create_task(self._tell_elsewhere())

    def _tell_here(self, pad: str, message: bytes, by: Listener | None = None) -> None:
        for listener in self.pads.get(pad, ()):
            if listener is not by:
                listener.hear(message)

    async def _tell_elsewhere(self) -> None:
        while self.outgoing:
            await asyncio.sleep(GATHER)
            messages, self.outgoing = self.outgoing, []
            try:
                await _layer().group_send(GROUP, {"type": "pads.told", "by": self.name, "messages": messages})
            except Exception:
                log.warning("Other processes could not be told; browsers will ask by themselves.", exc_info=True)

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear_others()
            except Exception:
                log.warning("Other processes cannot be heard; trying again.", exc_info=True)
            await asyncio.sleep(AGAIN)

    async def _hear_others(self) -> None:
        channel = await _layer().new_channel()
        await _layer().group_add(GROUP, channel)
        try:
            self.subscribed.set()
            while True:
                event = await _layer().receive(channel)
                if event["by"] != self.name:
                    for pad, message in event["messages"]:
                        self._tell_here(pad, message)
        finally:
            await _layer().group_discard(GROUP, channel)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.look()
            except Exception:
                log.warning("Who may open which pad could not be looked up; trying again.", exc_info=True)

    async def look(self) -> None:
        listeners = [listener for pad in self.pads.values() for listener in pad]
        standing = await database_sync_to_async(rights)({listener.seat for listener in listeners})
        for listener in listeners:
            listener.renew(standing.get(listener.seat))


def _layer() -> Any:
    return get_channel_layer()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The one of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
