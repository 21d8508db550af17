"""The whole embedded product as `make run` starts it the second time."""

import time
from collections.abc import Iterator

from bench.asking import Browser
from bench.figures import Figure
from bench.houses import BenchHouse, house_on
from bench.machine import pss
from tests.faults.house import Process

WHOLE = "The embedded product"
# Long enough for the first round of the clock's work to be over.
SETTLED = 15


def measure_whole() -> Iterator[Figure]:
    with house_on("sqlite") as house:
        first, _ = started(house)
        first.terminate()
        whole, seconds = started(house)
        yield Figure(WHOLE, "from the second start to the first page", seconds, "s", 10)
        time.sleep(SETTLED)
        assert whole.running  # noqa: S101 - started above
        yield Figure(WHOLE, "idle memory: command, web and worker", pss(whole.running.pid), "MB", 300)
        whole.terminate()


def started(house: BenchHouse) -> tuple[Process, float]:
    begun = time.monotonic()
    process = house.whole().start().wait_ready(180)
    Browser(process.port, "").get("/accounts/login/")
    return process, time.monotonic() - begun
