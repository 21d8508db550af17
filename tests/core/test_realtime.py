"""Ringing from synchronous code: nobody waits, nothing breaks, and one loop carries it all."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from core import realtime
from core.layers import OneProcessLayer
from core.outages import Outage


class Layer:
    """A layer that other processes hear, too; it notes on which loop it is asked."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken
        self.loops: list[asyncio.AbstractEventLoop] = []
        self.heard = threading.Semaphore(0)

    async def group_send(self, group: str, event: dict[str, Any]) -> None:
        self.loops.append(asyncio.get_running_loop())
        self.heard.release()
        if self.broken:
            raise ConnectionError


@pytest.fixture(autouse=True)
def no_loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(realtime._Ringing, "loop", None)
    yield
    if realtime._Ringing.loop:
        realtime._Ringing.loop.call_soon_threadsafe(realtime._Ringing.loop.stop)


def test_events_of_a_process_without_sockets_travel_on_one_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer()
    monkeypatch.setattr(realtime, "get_channel_layer", lambda: layer)
    for _ in range(3):
        realtime.publish("room", {"type": "bell"})
        assert layer.heard.acquire(timeout=5)
    assert len(set(layer.loops)) == 1


def test_a_layer_that_fails_breaks_nothing_and_is_written_down_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    layer = Layer(broken=True)
    monkeypatch.setattr(realtime, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(realtime, "ringing", Outage("Redis", "browsers ask by themselves"))
    for _ in range(2):
        realtime.publish("room", {"type": "bell"})
        assert layer.heard.acquire(timeout=5)
    assert caplog.text.count("Redis cannot be reached; browsers ask by themselves.") == 1


def test_where_nobody_can_listen_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(realtime, "get_channel_layer", OneProcessLayer)
    realtime.publish("room", {"type": "bell"})
    assert realtime._Ringing.loop is None


async def test_the_sockets_of_this_process_are_rung_on_their_own_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = OneProcessLayer()
    monkeypatch.setattr(realtime, "get_channel_layer", lambda: layer)
    realtime.attach_loop()
    await layer.group_add("room", "socket")
    await asyncio.to_thread(realtime.publish, "room", {"type": "bell"})
    assert await asyncio.wait_for(layer.receive("socket"), 5) == {"type": "bell"}
    realtime._Ringing.loop = None
