"""What a device keeps of a note when the tab or the browser dies, and what happens where it can keep nothing."""

import base64
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.driving import CHROMIUM, FLAGS, sign_in, sign_in_here
from tests.browser.notes import crash, desk, expect_saved, reach_the_disk, stored, type_on, words

LEAD, THIRD = "lead@demo.example", "third@demo.example"


def test_a_tab_that_dies_before_its_first_save_gives_everything_back(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, THIRD)
    note = desk(page, 1)
    page.route("**/note/", lambda route: route.abort())
    type_on(page, words(60, "unsent-"))
    reach_the_disk(page)
    crash(page)
    again = page.context.new_page()
    again.goto(note)
    expect(again.locator("#note")).to_have_value(words(60, "unsent-"), timeout=2000)
    expect_saved(again)
    assert stored(again, note) == words(60, "unsent-")


def kill_browser(profile: Path) -> None:
    """SIGKILL to every process of the browser that lives in this profile, and to no other."""
    for entry in Path("/proc").iterdir():
        command = entry / "cmdline"
        with suppress(OSError):
            if entry.name.isdigit() and f"--user-data-dir={profile}".encode() in command.read_bytes():
                os.kill(int(entry.name), signal.SIGKILL)


def open_profile(browser: Browser, profile: Path, address: str) -> BrowserContext:
    return browser.browser_type.launch_persistent_context(
        profile, executable_path=str(CHROMIUM), args=FLAGS, base_url=address
    )


def test_a_killed_browser_keeps_every_character_and_none_of_it_readable(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = open_profile(browser, tmp_path, address)
    page = context.new_page()
    page.goto("/accounts/login/")
    sign_in_here(page, THIRD)
    page.wait_for_url("**/interviews/")
    note = desk(page, 0)
    page.route("**/note/", lambda route: route.abort())
    type_on(page, words(60, "PLAINTEXT-"))
    reach_the_disk(page)
    kill_browser(tmp_path)
    with suppress(Error):
        context.close()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    hits = [form for form in ("utf-8", "utf-16-le") if "PLAINTEXT-7".encode(form) in on_disk]
    assert (hits, "interviewprep-outbox".encode("utf-16-be") in on_disk) == ([], True)
    again = open_profile(browser, tmp_path, address)
    page = again.new_page()
    page.goto(note)
    # The browser had not written its cookie down yet.
    sign_in_here(page, THIRD)
    expect_saved(page)
    assert stored(page, note) == words(60, "PLAINTEXT-")
    again.close()


STORE = "Object.defineProperty(IDBFactory.prototype, 'open', { value() { %s } })"
REFUSED = STORE % "throw new DOMException('', 'SecurityError')"
HANGING = STORE % "return new EventTarget()"


def warning(page: Page) -> None:
    """Red, within a second."""
    notice = page.locator("#save-notices .notice--error")
    expect(notice).to_contain_text("cannot keep a copy", timeout=1000)
    expect(notice).to_have_attribute("role", "alert")


def goes_on_in_memory(page: Page, note: str, typed: str) -> None:
    """With the server away the text can be downloaded; when it is back the text arrives by itself."""
    page.route("**/note/", lambda route: route.abort())
    type_on(page, typed)
    expect(page.locator("#note-form .save-state")).to_contain_text("keep this page open", timeout=10_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my text").first.click()
    assert typed in download.value.path().read_text()
    page.unroute("**/note/")
    expect_saved(page, 20)
    assert stored(page, note) == typed


@pytest.mark.parametrize("store", [REFUSED, HANGING], ids=["refused", "hanging"])
def test_without_a_store_on_the_device_a_red_warning_comes_and_saving_goes_on(
    store: str, browser: Browser, address: str
) -> None:
    page = sign_in(browser, address, LEAD)
    note = desk(page, 1)
    page.add_init_script(store)
    page.goto(note, wait_until="load")
    warning(page)
    goes_on_in_memory(page, note, words(20, "memory-"))


def test_a_full_disk_brings_a_red_warning_and_saving_goes_on(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    # Before anything is stored: Chromium believes for half a minute that the space it once found is still there.
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 1})
    note = desk(page, 2)
    page.reload()
    type_on(page, "first ")
    warning(page)
    expect_saved(page)
    page.fill("#note", "")
    expect_saved(page)
    goes_on_in_memory(page, note, words(20, "full-"))


@pytest.fixture
def seat_of_third(home: Path) -> Iterator[Callable[[str | None], None]]:
    """Sets when the third person's seats were taken away; None gives them back, as the test's end does."""

    def removed_at(moment: str | None) -> None:
        with sqlite3.connect(home / "interviewprep.sqlite3", timeout=20) as database:
            whose = "(select id from accounts_user where email = ?)"
            change = f"update interview_sessions_panelmember set removed_at = ? where user_id = {whose}"  # noqa: S608
            assert database.execute(change, [moment, THIRD]).rowcount

    yield removed_at
    removed_at(None)


def test_a_seat_that_is_taken_away_leaves_the_text_to_its_author(
    browser: Browser, address: str, seat_of_third: Callable[[str | None], None]
) -> None:
    page = sign_in(browser, address, THIRD)
    note = desk(page, 2)
    type_on(page, words(5, "before-"))
    expect_saved(page)
    seat_of_third("2026-01-01 00:00:00")
    assert page.request.get(note).status == 404
    type_on(page, words(5, "after-"))
    expect(page.locator("#note-form .save-state")).to_contain_text("no longer open to you", timeout=5000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my text").click()
    assert words(5, "before-") + words(5, "after-") in download.value.path().read_text()


def test_whoever_lost_the_seat_is_told_so_and_sees_the_room_no_longer(
    browser: Browser, address: str, seat_of_third: Callable[[str | None], None]
) -> None:
    page = sign_in(browser, address, THIRD)
    desk(page, 2)
    seat_of_third("2026-01-01 00:00:00")
    expect(page.get_by_role("heading", name="Not found")).to_be_visible(timeout=20_000)


class Backup:
    """Of one note: as after a restore from it, the note is what it was, and no save came since."""

    def __init__(self, home: Path, tag: str) -> None:
        self.path = home / "interviewprep.sqlite3"
        with sqlite3.connect(self.path, timeout=20) as database:
            read = "select id, body, version from interview_sessions_note where body like ?"
            [(self.note, self.body, self.version)] = database.execute(read, [f"%{tag}%"])

    def restore(self) -> None:
        with sqlite3.connect(self.path, timeout=20) as database:
            change = "update interview_sessions_note set body = ?, version = ? where id = ?"
            database.execute(change, [self.body, self.version, self.note])
            newer = "delete from interview_sessions_noterevision where note_id = ? and version > ?"
            database.execute(newer, [self.note, self.version])
            database.execute("delete from core_saveoperation")


@pytest.mark.parametrize("unsent", ["", "typed-without-a-line "], ids=["all was stored", "some was not"])
def test_what_a_server_lost_with_its_backup_is_sent_again_as_the_note_is_opened(
    unsent: str, browser: Browser, address: str, home: Path
) -> None:
    page = sign_in(browser, address, THIRD)
    note = desk(page, 0)
    type_on(page, "in-the-backup ")
    expect_saved(page)
    backup = Backup(home, "in-the-backup")
    type_on(page, "after-the-backup ")
    # As a page does that is left: what it sends then, it also leaves to the next page.
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect_saved(page)
    if unsent:
        page.route("**/note/", lambda route: route.abort())
        type_on(page, unsent)
        reach_the_disk(page)
    page.goto("/interviews/")
    page.unroute("**/note/")
    backup.restore()
    whole = f"in-the-backup after-the-backup {unsent}"
    page.goto(note)
    expect(page.locator("#note")).to_have_value(whole, timeout=2000)
    expect_saved(page)
    assert stored(page, note) == whole


KEPT = """async ([writing, reading]) => {
  const { Outbox } = await import("/static/js/saving/outbox.js");
  const with_key = (key) => new Outbox({ key, owner: "somebody", now: Date.now });
  await with_key(writing).keep("note 1", { body: "typed before" });
  return with_key(reading).get("note 1");
}"""
OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))


@pytest.mark.parametrize(
    ("keys", "opened"), [(OLD, {"body": "typed before"}), (f"{NEW} {OLD}", {"body": "typed before"}), (NEW, None)]
)
def test_what_waits_is_opened_by_an_earlier_key_too(keys: str, opened: object, browser: Browser, address: str) -> None:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    assert page.evaluate(KEPT, [OLD, keys]) == opened


def test_the_same_words_stored_from_elsewhere_leave_nothing_to_send(browser: Browser, address: str) -> None:
    page, other = sign_in(browser, address, LEAD), sign_in(browser, address, LEAD)
    note = desk(page, 3)
    page.route("**/note/", lambda route: route.abort())
    type_on(page, "the same words")
    other.goto(note)
    type_on(other, "the same words")
    expect_saved(other)
    page.unroute("**/note/")
    expect_saved(page, 20)
    expect(page.locator("#save-spoken")).to_have_text("Saved", timeout=5000)
    assert stored(page, note) == "the same words"


# As WebKit answers a page that is being left.
NO_LOCKS = """LockManager.prototype.request = async () => { throw new DOMException("", "InvalidStateError") }"""


def test_a_page_that_gets_no_lock_does_not_freeze_and_saves(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    note = desk(page, 3)
    page.add_init_script(NO_LOCKS)
    page.goto(note)
    type_on(page, words(5, "no-lock-"))
    expect_saved(page)
    assert stored(page, note) == words(5, "no-lock-")


def test_a_page_that_a_browser_kept_in_memory_is_asked_for_anew(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    page.goto("/interviews/")
    page.context.clear_cookies()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_label("Password")).to_be_visible()
