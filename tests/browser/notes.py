"""A note in the live room: typing in it, and what became of the characters."""

import os
import re
from difflib import SequenceMatcher
from html import unescape

import pytest
from playwright.sync_api import Error, Page, expect

FULL = os.environ.get("FAULTS") == "full"


def words(count: int, tag: str) -> str:
    """So many by `make faults`; a quarter of them by `make test`, where each key costs more than what follows it."""
    return "".join(f"{tag}{number} " for number in range(count if FULL else max(3, count // 4)))


_addresses: list[str] = []


def room_of(page: Page, number: int) -> str:
    """The address of the demo's live room at its question `number`; each test has a note of its own."""
    if not _addresses:
        page.goto("/interviews/")
        page.get_by_role("link", name="Iris Falk").click()
        page.get_by_role("link", name="Enter the room").click()
        _addresses.extend(page.locator("a[data-question]").evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    return _addresses[number]


def desk(page: Page, number: int) -> str:
    """Opens that note, empty of what the demo wrote; returns its address."""
    address = room_of(page, number)
    page.goto(address)
    if page.input_value("#note"):
        page.fill("#note", "")
        expect_saved(page)
    return address


def type_on(page: Page, text: str) -> None:
    page.locator("#note").press("Control+End")
    page.keyboard.type(text, delay=1)


def stored(page: Page, address: str) -> str:
    """What the server would show to a fresh browser: the page's HTML as it comes, before any script."""
    found = re.search(r'<textarea[^>]*id="note"[^>]*>\n(.*?)</textarea>', page.request.get(address).text(), re.S)
    assert found
    return unescape(found[1]).replace("\r\n", "\n")


def lost(typed: str, kept: str) -> int:
    """How many of the typed characters are not there, in their order."""
    blocks = SequenceMatcher(None, typed, kept, autojunk=False).get_matching_blocks()
    return len(typed) - sum(block.size for block in blocks)


def expect_saved(page: Page, seconds: float = 10) -> None:
    expect(page.locator("#note-form .save-state")).to_have_text("Saved", timeout=seconds * 1000)


def reach_the_disk(page: Page) -> None:
    """What was typed in the last 200 ms may go with a killed browser (security.md, F4)."""
    page.wait_for_timeout(200)


def crash(page: Page) -> None:
    """Kills the tab's process: no event of leaving is ever sent."""
    with pytest.raises(Error, match=r"crashed|Timeout|ERR"):
        page.goto("chrome://crash", wait_until="commit", timeout=2000)
