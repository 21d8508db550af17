"""F1, F2, F10-F12: what an author was told is saved stays saved, once, whatever dies in between."""

import time
from collections.abc import Callable

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.house import House, Process
from tests.faults.proxy import BadLine
from tests.ports import free_port

BAD = ("good", "latency", "reset", "swallow", "drop_reply", "slow")


def writers(house: House, port: int, *, count: int, saves: int, timeout: float = 5) -> list[Author]:
    seats = house.seed(authors=count)["authors"]
    return [Author(seat, port, saves=saves, timeout=timeout) for seat in seats]


def killing(web: Process, *, every: float) -> Callable[[], None]:
    """kill -9 of the whole process group, and a new start, again and again. On a machine so busy that a start takes
    longer than `every`, each process still gets a second in which saves can come through."""

    def kill_and_start() -> None:
        began = time.monotonic()
        web.wait_ready()
        time.sleep(max(1.0, every - (time.monotonic() - began)))
        web.kill()
        web.start()

    return kill_and_start


def test_f1_a_killed_web_process_loses_and_doubles_no_save(
    house: House, full: bool, figure: Callable[[str], None]
) -> None:
    saves = 1_000 if full else 40
    web = house.web().start().wait_ready()
    authors = writers(house, web.port or 0, count=10, saves=saves)
    write_all(authors, during=killing(web, every=3), seconds=900)
    found = judged(house, authors)
    figure(f"{found}")
    assert found == Figures.clean(10 * saves)


def test_f1_goes_red_when_saved_is_said_before_the_commit(sqlite_house: House) -> None:
    web = sqlite_house.web(INTERVIEWPREP_SABOTAGE="answer_before_commit").start().wait_ready()
    authors = writers(sqlite_house, web.port or 0, count=4, saves=200)
    with pytest.raises(AssertionError, match="Not done"):
        write_all(authors, during=killing(web, every=2.5), seconds=6)
    assert judged(sqlite_house, authors).lost > 0


def test_f2_a_bad_line_loses_and_doubles_no_save(house: House, full: bool, figure: Callable[[str], None]) -> None:
    saves = 240 if full else 15
    web = house.web().start().wait_ready()
    with BadLine(free_port(), web.port or 0, BAD) as line:
        authors = writers(house, line.port, count=10, saves=saves, timeout=1)
        write_all(authors, seconds=600)
    found = judged(house, authors)
    figure(f"{found} over {dict(line.seen)}")
    assert found == Figures.clean(10 * saves)
    assert set(line.seen) == set(BAD)


def test_f2_goes_red_when_operations_are_forgotten(sqlite_house: House) -> None:
    web = sqlite_house.web(INTERVIEWPREP_SABOTAGE="forget_operations").start().wait_ready()
    with BadLine(free_port(), web.port or 0, ("drop_reply", "good")) as line:
        authors = writers(sqlite_house, line.port, count=2, saves=5, timeout=1)
        write_all(authors)
    assert judged(sqlite_house, authors).conflicts > 0
