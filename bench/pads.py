"""Rooms in whose pads two people type: how long a key takes to the other side, and to the word that it is stored."""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from pycrdt import Doc, Text, create_sync_message, create_update_message
from websockets.asyncio.client import ClientConnection, connect

from bench.figures import Figure
from bench.houses import BenchHouse, house_on
from tests.faults.house import Process

PADS = "The shared pad"
KEYS_A_SECOND = 10
SECONDS = 15
# A client in Python works about as hard as the server: it must not be what is measured.
CLIENTS = 3
STEP, STORED = b"\x00\x02", 100
OPENING = 10


@dataclass
class Typist:
    """Types as a fast person does, one message a key, and remembers when."""

    seat: dict[str, Any]
    port: int
    pressed: deque[float] = field(default_factory=deque)
    unstored: deque[float] = field(default_factory=deque)
    stored: int = 0
    heard: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)

    async def sit_down(self, gate: asyncio.Semaphore) -> None:
        async with gate:
            self.socket: ClientConnection = await connect(
                f"ws://127.0.0.1:{self.port}/ws/pads/{self.seat['asked']}/",
                additional_headers={"Cookie": f"sessionid={self.seat['session']}"},
                origin=f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
                open_timeout=60,
                ping_interval=None,
            )
            self.document: Doc[Any] = Doc()
            self.document["text"] = self.text = Text()
            await self.socket.send(create_sync_message(self.document))

    async def type(self, start: float, keys: int) -> None:
        for number in range(keys):
            await asyncio.sleep(max(0.0, start + number / KEYS_A_SECOND - time.monotonic()))
            before = self.document.get_state()
            self.text += "x"
            message = create_update_message(self.document.get_update(before))
            now = time.monotonic()
            self.pressed.append(now)
            self.unstored.append(now)
            await self.socket.send(message)

    async def listen(self, other: "Typist") -> None:
        while True:
            message = await self.socket.recv(decode=False)
            now = time.monotonic()
            if message[:2] == STEP:
                self.heard.append(now - other.pressed.popleft())
            elif message[0] == STORED:
                self.note_stored(message, now)

    def note_stored(self, message: bytes, now: float) -> None:
        """The message holds how many of this socket's are stored by now, seven bits a byte."""
        total = sum((byte & 127) << (7 * place) for place, byte in enumerate(message[1:]))
        for _ in range(total - self.stored):
            self.confirmed.append(now - self.unstored.popleft())
        self.stored = total


def measure_pads(rooms: int, redis_url: str | None) -> Iterator[Figure]:
    with house_on("sqlite") as house:
        yield from _figures("SQLite, one process", house, rooms, house.web())
    if redis_url:
        with house_on("postgresql", redis_url) as house:
            yield from _figures("PostgreSQL, Redis, two processes", house, rooms, house.web(), house.web())


def _figures(where: str, house: BenchHouse, rooms: int, *processes: Process) -> Iterator[Figure]:
    heard, confirmed = typed(house, rooms, processes)
    keys = 2 * rooms * KEYS_A_SECOND * SECONDS
    said = f"{rooms} pads, two people, {KEYS_A_SECOND} keys a second each"
    note = f"{where}, {len(heard):,} of {keys:,} keys, p50 {at(heard, 0.5):.0f} ms"
    yield Figure(PADS, f"{said}, to the other side: p99", at(heard, 0.99), "ms", 150, note=note)
    note = f"{where}, {len(confirmed):,} of {keys:,} keys, p50 {at(confirmed, 0.5):.0f} ms"
    yield Figure(PADS, f"{said}, until it is said to be stored: p99", at(confirmed, 0.99), "ms", None, note=note)


def at(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))] * 1000 if times else float("inf")


def typed(house: BenchHouse, rooms: int, processes: Sequence[Process]) -> tuple[list[float], list[float]]:
    """Seconds until heard, and until stored; the two of a room sit at different processes where there are two."""
    seats = house.seed(authors=rooms * 2, panel=2)["authors"]
    house.rows("UPDATE questions_question SET kind = 'coding'")
    ports = itertools.cycle([process.start().wait_ready().port for process in processes])
    pairs = [[(seat, next(ports)) for seat in seats[n : n + 2]] for n in range(0, len(seats), 2)]
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(type_all, [json.dumps(pairs[n::CLIENTS]) for n in range(CLIENTS)]))
    for process in processes:
        process.terminate()
    return [one for heard, _ in found for one in heard], [one for _, confirmed in found for one in confirmed]


def type_all(pairs: str) -> tuple[list[float], list[float]]:
    return asyncio.run(_type_all(json.loads(pairs)))


async def _type_all(pairs: list[list[tuple[dict[str, Any], int]]]) -> tuple[list[float], list[float]]:
    couples = [[Typist(seat, port) for seat, port in pair] for pair in pairs]
    people = [typist for couple in couples for typist in couple]
    gate = asyncio.Semaphore(OPENING)
    await asyncio.gather(*(typist.sit_down(gate) for typist in people))
    await asyncio.sleep(2)
    ears = [asyncio.create_task(one.listen(other)) for a, b in couples for one, other in ((a, b), (b, a))]
    keys, start = KEYS_A_SECOND * SECONDS, time.monotonic() + 0.5
    await asyncio.gather(*(one.type(start + n / KEYS_A_SECOND / len(people), keys) for n, one in enumerate(people)))
    await asyncio.sleep(3)
    for ear in ears:
        ear.cancel()
    await asyncio.gather(*(typist.socket.close() for typist in people))
    return [t for one in people for t in one.heard], [t for one in people for t in one.confirmed]
