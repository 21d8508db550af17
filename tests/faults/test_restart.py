"""F22: a new version is started while twenty interviews run."""

import time
from collections.abc import Callable

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.house import House
from tests.faults.sockets import Listener


@pytest.mark.long
def test_f22_a_restart_in_twenty_live_interviews_loses_nothing_and_sockets_come_back(
    house: House, figure: Callable[[str], None]
) -> None:
    web = house.web().start().wait_ready()
    seats = house.seed(authors=40)["authors"]
    authors = [Author(seat, web.port or 0, saves=30, pause=0.2, timeout=10) for seat in seats]
    listeners = [Listener(seat, web.port or 0) for seat in seats[::2]]
    for listener in listeners:
        listener.start()
    for listener in listeners:
        listener.wait_open(20)
    restarts: list[float] = []

    def restart_twice() -> None:
        time.sleep(2)
        if len(restarts) < 2:
            web.terminate()
            web.start().wait_ready()
            restarts.append(max(listener.wait_open(5) for listener in listeners))

    write_all(authors, during=restart_twice, seconds=120)
    found = judged(house, authors)
    figure(f"{found}; sockets back after {max(restarts):.1f} s")
    assert found == Figures.clean(40 * 30)
    assert found.slowest <= 10
    assert all(listener.codes[0] in (1001, 1006, 1012) for listener in listeners)
