"""F22: a new version is started while twenty interviews run."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.faults.authors import Author, Figures, judged, write_all
from tests.faults.house import House, Process
from tests.faults.sockets import Listener


def restarting(web: Process, listeners: list[Listener], back: list[float]) -> Callable[[], None]:
    """Twice: told to end, and started anew; `back` gets the seconds until every socket was open again."""

    def restart() -> None:
        time.sleep(2)
        if len(back) < 2:
            web.terminate()
            web.start().wait_ready()
            back.append(max((listener.wait_open(5) for listener in listeners), default=0.0))

    return restart


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
    back: list[float] = []
    write_all(authors, during=restarting(web, listeners, back), seconds=120)
    found = judged(house, authors)
    figure(f"{found}; sockets back after {max(back):.1f} s")
    assert found == Figures.clean(40 * 30)
    assert found.slowest <= 10
    assert all(listener.codes[0] in (1001, 1006, 1012) for listener in listeners)


@pytest.mark.long
def test_f22_goes_red_when_saved_is_said_before_the_commit(sqlite_house: House) -> None:
    web = sqlite_house.web(INTERVIEWPREP_SABOTAGE="answer_before_commit").start().wait_ready()
    authors = [Author(seat, web.port or 0, saves=100, pause=0.02) for seat in sqlite_house.seed(authors=8)["authors"]]
    with suppress(AssertionError):  # some go on with a version that there is not
        write_all(authors, during=restarting(web, [], []), seconds=12)
    assert judged(sqlite_house, authors).lost > 0
