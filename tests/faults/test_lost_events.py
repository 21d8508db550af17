"""F21: events that get lost on their way to the process that holds a browser's socket."""

import re
import secrets
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.browser.driving import CHROMIUM, FLAGS
from tests.faults.authors import Author
from tests.faults.conftest import left_out
from tests.faults.house import House

WITHIN = 2.0
TALK = "#room-messages li"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        left_out(f"{CHROMIUM} is not there")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


def room(house: House, browser: Browser, control: str) -> tuple[Page, Author]:
    """One of the panel in the room, with a real browser, and another who talks to them."""
    web = house.web(INTERVIEWPREP_SABOTAGE=control, INTERVIEWPREP_FAULT_PAGES="1").start().wait_ready()
    seats = house.seed(authors=2)["authors"]
    address = f"http://127.0.0.1:{web.port}"
    context = browser.new_context(base_url=address)
    context.add_cookies([{"name": "sessionid", "value": seats[0]["session"], "url": address}])
    page = context.new_page()
    with page.expect_websocket():
        page.goto(f"/interviews/{seats[0]['interview']}/room/")
    page.wait_for_selector("#room[data-ready]")
    return page, Author(seats[1], web.port or 0, saves=0)


def seconds_until_read(page: Page, talker: Author, words: str, limit: float) -> float:
    form = {"op_id": secrets.token_urlsafe(16), "body": words}
    assert talker.post(f"/interviews/{talker.seat['interview']}/message/", form)[0] < 400
    started = time.monotonic()
    page.wait_for_selector(f"{TALK}:has-text('{words}')", state="attached", timeout=limit * 1000)
    return time.monotonic() - started


def shown(page: Page) -> str:
    """The live parts of the room as they stand, without clocks and one-time words."""
    parts = page.eval_on_selector_all("#room-status, #room-messages", "all => all.map(one => one.innerText)")
    return re.sub(r"\d+:\d\d|\s+", " ", "\n".join(parts))


def test_f21_a_room_that_misses_events_catches_up(
    sqlite_house: House, browser: Browser, full: bool, figure: Callable[[str], None]
) -> None:
    page, talker = room(sqlite_house, browser, "lose_every_seventh_event")
    count = 70 if full else 15
    waits = [seconds_until_read(page, talker, f"Message {n}.", 5) for n in range(count)]
    lost = [wait for wait in waits if wait > 0.5]
    figure(f"{count} events, {len(lost)} of them late, the slowest {max(waits):.2f} s")
    assert max(waits) <= WITHIN
    assert lost, "nothing was lost"
    live = shown(page)
    page.reload()
    page.wait_for_selector("#room[data-ready]")
    assert shown(page) == live
    assert f"Message {count - 1}." in live


def test_f21_goes_red_when_nobody_asks_what_was_missed(sqlite_house: House, browser: Browser) -> None:
    page, talker = room(sqlite_house, browser, "lose_events_for_good")
    late = 0
    for n in range(10):
        try:
            seconds_until_read(page, talker, f"Message {n}.", WITHIN)
        except TimeoutError:
            late += 1
    assert late
