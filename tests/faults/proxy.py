"""A bad line: a TCP proxy that delays, resets, refuses, swallows or slows what passes (no tc netem is needed)."""

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

SLOW_PIECE = 16


class BadLine:
    """Each connection gets one mood, drawn from `moods` with a seed: the same run has the same faults.

    good; latency (50 ms each way); reset (at once); swallow (nothing comes back); drop_reply (the request arrives,
    the connection ends before its answer); slow (16 bytes each 5 ms).
    """

    def __init__(self, port: int, target: int, moods: Sequence[str], seed: int = 7) -> None:
        self.port, self.target, self.moods = port, target, moods
        self.rng = random.Random(seed)  # noqa: S311 - faults, not secrets
        self.seen: Counter[str] = Counter()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.ready = threading.Event()

    def __enter__(self) -> "BadLine":
        self.thread.start()
        self.ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self._connection, "127.0.0.1", self.port))
        self.ready.set()
        self.loop.run_forever()
        self.server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        with suppress(asyncio.CancelledError):
            self.loop.run_until_complete(asyncio.sleep(0.05))

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mood = self.rng.choice(self.moods)
        self.seen[mood] += 1
        if mood == "reset":
            writer.transport.abort()
            return
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        there = asyncio.create_task(self._pass_on(reader, up_writer, mood))
        back = asyncio.create_task(self._answer(up_reader, writer, mood))
        await asyncio.wait([there, back], return_when=asyncio.FIRST_COMPLETED)
        for task in (there, back):
            task.cancel()
        up_writer.close()
        writer.transport.abort() if mood == "drop_reply" else writer.close()

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, mood: str) -> None:
        while data := await source.read(65536):
            if mood == "latency":
                await asyncio.sleep(0.05)
            await self._write(sink, data, slow=mood == "slow")

    async def _answer(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, mood: str) -> None:
        while data := await source.read(65536):
            if mood == "drop_reply":
                return
            if mood == "swallow":
                await asyncio.sleep(30)
                return
            if mood == "latency":
                await asyncio.sleep(0.05)
            await self._write(sink, data, slow=mood == "slow")

    async def _write(self, sink: asyncio.StreamWriter, data: bytes, *, slow: bool) -> None:
        if not slow:
            sink.write(data)
            await sink.drain()
            return
        for start in range(0, len(data), SLOW_PIECE):
            sink.write(data[start : start + SLOW_PIECE])
            await sink.drain()
            await asyncio.sleep(0.005)
