"""Ringing a group of sockets from synchronous code, whatever the channel layer. Whoever saves never waits for it."""

import asyncio
import threading
from typing import Any

from channels.layers import get_channel_layer

from core.layers import OneProcessLayer
from core.outages import Outage

PATIENCE = 5.0
ringing = Outage("Redis, which rings the other processes,", "browsers ask by themselves")


class _Ringing:
    """The event loop that carries what is published."""

    loop: asyncio.AbstractEventLoop | None = None
    lock = threading.Lock()


def attach_loop() -> None:
    """The loop of this process' sockets. The queues of the one-process layer belong to it alone."""
    _Ringing.loop = asyncio.get_running_loop()


def publish(group: str, event: dict[str, Any]) -> None:
    """Sends `event` to a group; a failure is logged and never breaks the save that rang."""
    loop = _loop()
    if loop:
        asyncio.run_coroutine_threadsafe(_send(group, event), loop)


def _loop() -> asyncio.AbstractEventLoop | None:
    """None where nobody can listen. A process without sockets gets a thread of its own, which keeps one connection to
    Redis; a loop for each event would open and close one for each.
    """
    with _Ringing.lock:
        if _Ringing.loop is None or not _Ringing.loop.is_running():
            _Ringing.loop = None if isinstance(get_channel_layer(), OneProcessLayer) else _own_loop()
        return _Ringing.loop


def _own_loop() -> asyncio.AbstractEventLoop:
    loop, runs = asyncio.new_event_loop(), threading.Event()
    loop.call_soon(runs.set)
    threading.Thread(target=loop.run_forever, name="ringing", daemon=True).start()
    runs.wait()
    return loop


async def _send(group: str, event: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    try:
        await asyncio.wait_for(layer.group_send(group, event), PATIENCE)
    except Exception:
        ringing.failed()
    else:
        ringing.worked()
