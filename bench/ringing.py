"""The embedded server with a bell rope: an ASGI application that rings rooms from inside, as a committed event does.

The number that a frame carries is the moment it was rung, in microseconds of the machine's one monotonic clock, so
that whoever hears it knows how long it took. `GET /bench/ring/?rooms=a,b&every=1.0&seconds=10`.
"""

import asyncio
import time
from typing import Any
from urllib.parse import parse_qs

from channels.layers import get_channel_layer

from interviewprep.asgi import application as product
from sessions.services.events import group

PATH = "/bench/ring/"
running: set[asyncio.Task[None]] = set()


def now() -> int:
    return int(time.monotonic() * 1_000_000)


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http" and scope["path"] == PATH:
        asked = parse_qs(scope["query_string"].decode())
        rooms, every, seconds = asked["rooms"][0].split(","), float(asked["every"][0]), float(asked["seconds"][0])
        task = asyncio.get_running_loop().create_task(ring_all(rooms, every, seconds))
        running.add(task)
        task.add_done_callback(running.discard)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
    else:
        await product(scope, receive, send)


async def ring_all(rooms: list[str], every: float, seconds: float) -> None:
    """Each room once in `every` seconds, evenly spread over that time."""
    layer: Any = get_channel_layer()
    end, gap = time.monotonic() + seconds, every / len(rooms)
    due, number = time.monotonic(), 0
    while due < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        await layer.group_send(group(rooms[number % len(rooms)], "panel"), {"type": "room.changed", "seq": now()})
        number, due = number + 1, due + gap
