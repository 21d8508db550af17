"""The table "live" of the goals: rooms full of sockets, many writers, and the queue."""

import asyncio
import json
import statistics
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from bench.asking import Browser
from bench.figures import Figure
from bench.houses import BenchHouse, house_on
from bench.machine import pss
from tests.faults.authors import Author, write_all
from tests.faults.house import Process

LIVE = "Live"
OPENING = 20
SECONDS = 15.0
WRITERS, SAVES, PAUSE = 60, 8, 2.0
SUMMARIES = 10
WRITTEN = """SELECT i.public_id FROM reports_summary s JOIN reports_report r ON r.id = s.report_id
JOIN interview_sessions_interviewsession i ON i.id = r.interview_id WHERE s.state = 'done'"""


@dataclass(frozen=True, slots=True)
class Heard:
    """Milliseconds from a bell to each of the sockets that heard it, and what a socket costs the server in kB."""

    times: Sequence[float]
    expected: int
    kilobytes: float

    def at(self, share: float) -> float:
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))]


def measure_live(rooms: int, redis_url: str | None) -> Iterator[Figure]:
    with house_on("sqlite") as house:
        seats = house.seed(authors=rooms * 4, panel=4)["authors"]
        yield from _embedded(house, seats)
    with house_on("sqlite") as house:
        yield from _queue(house)
    if redis_url:
        with house_on("postgresql", redis_url) as house:
            yield from _two_processes(house, rooms)


def _embedded(house: BenchHouse, seats: list[dict[str, Any]]) -> Iterator[Figure]:
    web = house.bell().start().wait_ready()
    heard = asyncio.run(listen(seats, web, web))
    said = f"{len({seat['interview'] for seat in seats})} rooms, {len(seats)} sockets, an event a second in each"
    share = f"{len(heard.times):,} of {heard.expected:,} frames"
    yield Figure(LIVE, f"propagation, {said}: p50", heard.at(0.5), "ms", 15, note=f"SQLite, one process, {share}")
    yield Figure(LIVE, f"propagation, {said}: p99", heard.at(0.99), "ms", 100, note="SQLite, one process")
    yield Figure(LIVE, "memory of a socket", heard.kilobytes, "kB", 60)
    yield from _notes(web, seats)
    web.terminate()


class Writer(Author):
    """An author who begins `delay` seconds later: people do not type in step."""

    def __init__(self, *seat: Any, delay: float, **how: Any) -> None:
        super().__init__(*seat, **how)
        self.delay = delay

    def run(self) -> None:
        self.halt.wait(self.delay)
        super().run()


def _notes(web: Process, seats: list[dict[str, Any]]) -> Iterator[Figure]:
    """Two writers in each of thirty interviews, each every two seconds."""
    chosen = [seat for number, seat in enumerate(seats) if number % 4 < 2][:WRITERS]
    authors: list[Author] = [
        Writer(seat, web.port or 0, saves=SAVES, pause=PAUSE, timeout=20, delay=PAUSE * place / len(chosen))
        for place, seat in enumerate(chosen)
    ]
    write_all(authors)
    times = sorted(took * 1000 for author in authors for took in author.times)
    failed = sum(sum(author.failures.values()) + author.conflicts for author in authors)
    note = f"SQLite, {len(times)} saves, {failed} errors, p50 {statistics.median(times):.0f} ms"
    slow = times[int(0.99 * len(times))]
    yield Figure(LIVE, f"note saving, {len(authors)} writers every 2 s: p99", slow, "ms", 500, note=note)
    yield Figure(LIVE, "note saving: errors", failed, "errors", 0)


def _queue(house: BenchHouse) -> Iterator[Figure]:
    """From the submit that completes an interview to its written summary, one after the other."""
    seeded = house.seed(authors=SUMMARIES, panel=1, scoring=True)
    web, worker = house.web().start().wait_ready(), house.worker().start()
    times = [_summary(house, web, seat, seeded["lead"]["session"]) for seat in seeded["authors"]]
    note = f"SQLite, no broker, {len(times)} interviews, the slowest {max(times):.1f} s"
    yield Figure(LIVE, "from submitting to the written summary", statistics.median(times), "s", 2, note=note)
    for process in (web, worker):
        process.terminate()


def _summary(house: BenchHouse, web: Process, seat: dict[str, Any], lead: str) -> float:
    """Seconds from the lead's submit, which is the last one, to the summary."""
    path = f"/interviews/{seat['interview']}/scorecard/submit/"
    Browser(web.port, seat["session"]).post(path, {})
    started = time.monotonic()
    Browser(web.port, lead).post(path, {})
    return _written(house, seat["interview"], started)


def _written(house: BenchHouse, interview: str, started: float) -> float:
    while (interview,) not in house.rows(WRITTEN):
        if time.monotonic() - started > 30:
            raise RuntimeError(f"No summary of {interview}")
        time.sleep(0.01)
    return time.monotonic() - started


def _two_processes(house: BenchHouse, rooms: int) -> Iterator[Figure]:
    seats = house.seed(authors=rooms * 2, panel=2)["authors"]
    ringing, listening = house.bell().start().wait_ready(), house.bell().start().wait_ready()
    heard = asyncio.run(listen(seats, ringing, listening))
    said = f"{rooms} rooms, {len(seats)} sockets, rung in the other process: p99"
    note = f"PostgreSQL, Redis, {len(heard.times):,} of {heard.expected:,} frames, p50 {heard.at(0.5):.0f} ms"
    yield Figure(LIVE, said, heard.at(0.99), "ms", 150, note=note)


async def listen(seats: list[dict[str, Any]], ringing: Process, listening: Process) -> Heard:
    """Opens a socket for each seat, lets every room be rung once a second, and hears who hears it when."""
    assert listening.running  # noqa: S101 - started by the caller
    before = pss(listening.running.pid)
    gate = asyncio.Semaphore(OPENING)
    sockets = await asyncio.gather(*(opened(seat, listening.port or 0, gate) for seat in seats))
    await asyncio.sleep(3)
    kilobytes = (pss(listening.running.pid) - before) * 1024 / len(seats)
    rooms = list(dict.fromkeys(seat["interview"] for seat in seats))
    times: list[float] = []
    hearing = [asyncio.create_task(hear(socket, times)) for socket in sockets]
    address = f"http://127.0.0.1:{ringing.port}/bench/ring/?every=1&seconds={SECONDS}&rooms={','.join(rooms)}"
    await asyncio.to_thread(urllib.request.urlopen, address)
    await asyncio.sleep(SECONDS + 2)
    for task in hearing:
        task.cancel()
    await asyncio.gather(*(socket.close() for socket in sockets))
    return Heard(times, int(len(seats) * SECONDS), kilobytes)


async def opened(seat: dict[str, Any], port: int, gate: asyncio.Semaphore) -> ClientConnection:
    async with gate:
        return await connect(
            f"ws://127.0.0.1:{port}/ws/rooms/{seat['interview']}/",
            additional_headers={"Cookie": f"sessionid={seat['session']}"},
            origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
            open_timeout=60,
            compression=None,
            ping_interval=None,
        )


async def hear(socket: ClientConnection, times: list[float]) -> None:
    """Frames whose number is no moment of this run are the product's own."""
    async for message in socket:
        rung = json.loads(message)["seq"] / 1_000_000
        late = time.monotonic() - rung
        if late < 60:
            times.append(late * 1000)
