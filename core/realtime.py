"""Ringing a group of sockets from synchronous code, whatever the channel layer."""

import asyncio
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

log = logging.getLogger(__name__)


class _Server:
    """The event loop of this process' sockets. The in-memory layer's queues belong to it alone."""

    loop: asyncio.AbstractEventLoop | None = None


def attach_loop() -> None:
    _Server.loop = asyncio.get_running_loop()


def publish(group: str, event: dict[str, Any]) -> None:
    """Sends `event` to a group; a failure is logged and never breaks the save that rang."""
    layer = get_channel_layer()
    try:
        if not isinstance(layer, InMemoryChannelLayer):
            async_to_sync(layer.group_send)(group, event)
        elif _Server.loop and _Server.loop.is_running():
            asyncio.run_coroutine_threadsafe(layer.group_send(group, event), _Server.loop)
    except Exception:
        log.warning("An event could not be sent; browsers will ask by themselves.", exc_info=True)
