"""F16, F17: Redis killed, emptied and away. It only wakes and rings: nothing in it is the only copy of anything."""

import subprocess
import time
from collections.abc import Callable
from statistics import quantiles

import pytest
import redis

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.house import House, Process
from tests.faults.sockets import Listener
from tests.faults.test_queue import traces, wait_until_idle
from tests.ports import free_port

Figure = Callable[[str], None]
Redis = Callable[[int], "subprocess.Popen[bytes]"]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def on_redis(postgres_house: House, port: int) -> House:
    postgres_house.redis_url = f"redis://127.0.0.1:{port}/0"
    postgres_house.rows("CREATE TABLE fault_trace (name varchar(60))")
    return postgres_house


def rings_within(lead: Author, listener: Listener, action: str, seconds: float) -> None:
    """The lead moves the interview; the listener's socket must tell of it."""
    before = len(listener.frames)
    status, body = lead.post(f"/interviews/{lead.seat['interview']}/move/", {"action": action})
    assert status == 302, body[:300]
    deadline = time.monotonic() + seconds
    while len(listener.frames) == before:
        assert time.monotonic() < deadline, f"No frame within {seconds} s after {action}."
        time.sleep(0.02)


def seated(house: House, web: Process, *, saves: int, pause: float) -> tuple[list[Author], Author, Listener]:
    seeded = house.seed(authors=4)
    authors = [Author(seat, web.port or 0, saves=saves, pause=pause) for seat in seeded["authors"]]
    listener = Listener(seeded["authors"][-1], web.port or 0)
    listener.start()
    listener.wait_open(20)
    return authors, Author(seeded["lead"], web.port or 0, saves=0), listener


@pytest.mark.long
def test_f16_redis_killed_five_times_and_emptied_costs_no_save_and_no_job(
    on_redis: House, redis_server: Redis, port: int, figure: Figure
) -> None:
    server = redis_server(port)
    web = on_redis.web().start().wait_ready()
    on_redis.worker().start()
    authors, lead, listener = seated(on_redis, web, saves=100, pause=0.05)
    asking = on_redis.python("tests.faults.enqueue", "faults.trace", "300").start()
    kills = iter(range(5))

    def kill_and_start() -> None:
        nonlocal server
        time.sleep(1)
        if next(kills, None) is not None:
            server.kill()
            server.wait()
            time.sleep(0.5)
            server = redis_server(port)

    write_all(authors, during=kill_and_start)
    redis.Redis(port=port).flushall()
    found = judged(on_redis, authors)
    figure(f"{found}")
    assert found == Figures.clean(400)
    assert asking.running
    assert asking.running.wait(60) == 0
    wait_until_idle(on_redis, 60)
    assert (len(traces(on_redis)), traces(on_redis).total()) == (300, 300)
    listener.wait_open(5)
    rings_within(lead, listener, "pause", 5)


@pytest.mark.long
def test_f16_goes_red_when_a_worker_waits_to_be_woken(on_redis: House, redis_server: Redis, port: int) -> None:
    server = redis_server(port)
    on_redis.python("tests.faults.enqueue", "faults.trace", "20").start().running.wait()
    server.kill()
    server.wait()
    redis_server(port)
    on_redis.worker(INTERVIEWPREP_SABOTAGE="wait_to_be_woken").start()
    with pytest.raises(AssertionError):
        wait_until_idle(on_redis, 20)


@pytest.mark.long
def test_f17_with_redis_away_saves_are_as_quick_and_people_sign_in(
    on_redis: House, redis_server: Redis, port: int, figure: Figure
) -> None:
    server = redis_server(port)
    web = on_redis.web().start().wait_ready()
    authors, lead, _ = seated(on_redis, web, saves=100, pause=0.0)
    first, rest = authors[:2], authors[2:]
    write_all(first)
    server.kill()
    server.wait()
    write_all(rest)
    assert judged(on_redis, authors) == Figures.clean(400)
    figure(f"95 of 100 saves within {p95(first) * 1000:.0f} ms before and {p95(rest) * 1000:.0f} ms without Redis")
    assert p95(rest) - p95(first) <= 0.1
    assert lead.post(f"/interviews/{lead.seat['interview']}/move/", {"action": "pause"})[0] == 302
    wrong = {"login": "nobody@fault.example", "password": "wrong wrong wrong"}
    status, page = lead.post("/accounts/login/", wrong)
    assert status in (200, 302), page[:300]


@pytest.mark.long
def test_f17_goes_red_when_sessions_stand_in_redis(on_redis: House, redis_server: Redis, port: int) -> None:
    server = redis_server(port)
    on_redis.extra["INTERVIEWPREP_FAULT_SESSIONS"] = "redis"
    web = on_redis.web().start().wait_ready()
    first, second = (Author(seat, web.port or 0, saves=20) for seat in on_redis.seed(authors=2)["authors"])
    write_all([first])
    server.kill()
    server.wait()
    with pytest.raises(AssertionError):
        write_all([second], seconds=5)


def p95(authors: list[Author]) -> float:
    return quantiles([time for author in authors for time in author.times], n=20)[-1]
