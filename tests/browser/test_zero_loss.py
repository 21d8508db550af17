"""The faults of a real interview, in a real browser: every key that was pressed is in the database afterwards."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.driving import sign_in, sign_in_anew, sign_in_here
from tests.browser.mortal import MortalServer
from tests.browser.notes import (
    FULL,
    crash,
    desk,
    expect_saved,
    lost,
    reach_the_disk,
    room_of,
    stored,
    type_on,
    words,
)

LEAD, PANEL, THIRD = "lead@demo.example", "panel@demo.example", "third@demo.example"


def test_a_server_killed_while_somebody_types_costs_no_character(browser: Browser, server: MortalServer) -> None:
    page = sign_in(browser, server.address, LEAD)
    address = desk(page, 1)
    lives = 4 if FULL else 2
    for life in range(lives):
        type_on(page, words(40, f"life{life}-"))
        server.kill()
        type_on(page, words(40, f"dead{life}-"))
        server.start()
    expect_saved(page)
    typed = "".join(words(40, f"life{life}-") + words(40, f"dead{life}-") for life in range(lives))
    assert (lost(typed, stored(page, address)), stored(page, address)) == (0, typed)


def interrupted(page: Page, server: MortalServer, note: str, fault: str) -> Page:
    """The page in which one goes on typing."""
    if fault == "server":
        server.kill()
        type_on(page, "while-it-is-dead ")
        server.start()
    elif fault == "line":
        page.context.set_offline(True)
        type_on(page, "while-it-is-cut ")
        page.context.set_offline(False)
    elif fault == "reload":
        page.reload()
    elif fault == "crash":
        reach_the_disk(page)
        crash(page)
        fresh = page.context.new_page()
        page.close()
        fresh.goto(note)
        return fresh
    return page


def test_every_word_survives_whatever_happens_meanwhile(browser: Browser, server: MortalServer) -> None:
    """F3: 2,000 words by `make faults`, 80 by `make test`."""
    page = sign_in(browser, server.address, THIRD)
    note = desk(page, 0)
    faults = ("server", "reload", "line", "crash")
    count = 250 if FULL else 40
    for part in range(8):
        type_on(page, words(count, f"part{part}-"))
        page = interrupted(page, server, note, faults[part % 4])
    type_on(page, "end")
    expect_saved(page)
    typed = [word for part in range(8) for word in words(count, f"part{part}-").split()]
    kept = stored(page, note).split()
    assert [word for word in kept if word.startswith("part")] == typed
    assert [word for word in kept if word.startswith("while")] == 2 * ["while-it-is-dead", "while-it-is-cut"]


@pytest.mark.long
def test_a_line_cut_for_a_minute_costs_no_character(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, PANEL)
    page.clock.install()
    note = desk(page, 1)
    type_on(page, words(20, "before-"))
    page.context.set_offline(True)
    type_on(page, words(60, "away-"))
    expect(page.locator("#save-summary")).to_contain_text("kept on this device")
    page.clock.fast_forward("01:00")
    type_on(page, words(60, "still-away-"))
    page.context.set_offline(False)
    type_on(page, words(20, "back-"))
    expect_saved(page)
    typed = words(20, "before-") + words(60, "away-") + words(60, "still-away-") + words(20, "back-")
    assert (lost(typed, stored(page, note)), stored(page, note)) == (0, typed)


def test_two_tabs_of_one_person_keep_every_character(browser: Browser, address: str) -> None:
    first = sign_in(browser, address, LEAD)
    note = desk(first, 2)
    second = first.context.new_page()
    second.goto(note)
    type_on(first, words(30, "one-"))
    second.bring_to_front()
    expect(second.locator("#note")).to_have_value(words(30, "one-"))
    type_on(second, words(30, "two-"))
    expect_saved(second)
    first.bring_to_front()
    expect(first.locator("#note")).to_have_value(words(30, "one-") + words(30, "two-"))
    type_on(first, words(30, "three-"))
    expect_saved(first)
    assert stored(first, note) == words(30, "one-") + words(30, "two-") + words(30, "three-")


@pytest.mark.long
def test_two_devices_that_type_at_once_keep_every_character(browser: Browser, address: str) -> None:
    one, other = (sign_in(browser, address, PANEL) for _ in range(2))
    note = desk(one, 2)
    type_on(one, "the first line\n")
    expect_saved(one)
    other.goto(note)
    other.context.set_offline(True)
    type_on(other, words(40, "other-"))
    type_on(one, words(40, "one-"))
    expect_saved(one)
    other.context.set_offline(False)
    expect_saved(other)
    kept = stored(one, note)
    assert [lost(typed, kept) for typed in ("the first line\n", words(40, "one-"), words(40, "other-"))] == [0, 0, 0]
    type_on(one, words(10, "more-"))
    expect_saved(one)
    assert lost(words(40, "other-"), stored(one, note)) == 0
    assert lost(words(10, "more-"), stored(one, note)) == 0


def end_session(context: BrowserContext, home: Path) -> None:
    """The log-in runs out on the server; the browser knows nothing of it."""
    key = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "sessionid")
    with sqlite3.connect(home / "interviewprep.sqlite3", timeout=20) as database:
        ended = database.execute("delete from django_session where session_key = ?", [key])
    assert ended.rowcount == 1


def ring(page: Page) -> None:
    """The room asks for its newest state, and gets its answer."""
    with page.expect_response("**/room/status/**"):
        page.evaluate("htmx.trigger(document.body, 'room-changed')")


def test_a_log_in_that_runs_out_costs_no_character(browser: Browser, address: str, home: Path) -> None:
    page = sign_in_anew(browser, address, THIRD)
    note = desk(page, 2)
    type_on(page, words(20, "in-"))
    end_session(page.context, home)
    type_on(page, words(40, "out-"))
    expect(page.locator("#save-notices")).to_contain_text("You were signed out")
    type_on(page, words(40, "still-out-"))
    ring(page)
    expect(page.locator("#room-status #plan-list")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Sign in again").click()
    sign_in_here(opened.value, THIRD)
    page.bring_to_front()
    expect_saved(page)
    typed = words(20, "in-") + words(40, "out-") + words(40, "still-out-")
    assert (lost(typed, stored(page, note)), stored(page, note)) == (0, typed)


def test_a_wrong_clock_costs_no_character(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    page.clock.install(time=datetime.now(tz=UTC) + timedelta(days=30))
    note = desk(page, 3)
    page.route("**/note/", lambda route: route.abort())
    type_on(page, words(40, "skewed-"))
    page.clock.set_system_time(datetime.now(tz=UTC) - timedelta(days=30))
    type_on(page, words(40, "back-in-time-"))
    reach_the_disk(page)
    page.close()
    again = page.context.new_page()
    again.goto(note)
    expect_saved(again)
    assert stored(again, note) == words(40, "skewed-") + words(40, "back-in-time-")


def test_somebody_else_who_signs_in_sends_nothing_of_it(browser: Browser, address: str, home: Path) -> None:
    page = sign_in_anew(browser, address, PANEL)
    note = desk(page, 3)
    end_session(page.context, home)
    type_on(page, words(10, "mine-"))
    expect(page.locator("#save-notices")).to_contain_text("You were signed out")
    tab = page.context.new_page()
    tab.goto("/accounts/login/")
    sign_in_here(tab, LEAD)
    expect(page.locator("#save-notices")).to_contain_text("Somebody else is signed in", timeout=10_000)
    assert "mine-" not in tab.request.get(note).text()
    own = sign_in(browser, address, PANEL)
    assert stored(own, note) == ""
    page.context.add_cookies(own.context.cookies())  # type: ignore[arg-type]
    expect_saved(page)
    assert stored(page, note) == words(10, "mine-")


def test_a_second_tab_takes_what_the_first_could_not_send(browser: Browser, address: str) -> None:
    first = sign_in(browser, address, THIRD)
    note = desk(first, 3)
    second = first.context.new_page()
    second.goto(note)
    first.route("**/note/", lambda route: route.abort())
    type_on(first, words(30, "stuck-"))
    second.bring_to_front()
    second.locator("#note").click()
    second.keyboard.type("x", delay=1)
    expect_saved(second)
    assert [lost(typed, stored(second, note)) for typed in (words(30, "stuck-"), "x")] == [0, 0]


def test_values_ticks_and_evidence_given_without_a_server_arrive(browser: Browser, server: MortalServer) -> None:
    page = sign_in(browser, server.address, PANEL)
    desk(page, 0)
    type_on(page, "q: measured it first\n")
    expect_saved(page)
    server.kill()
    page.locator("#note").press("Control+Home")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Alt+a")
    page.keyboard.press("Escape")
    for key in ("x", "1", "Shift+3"):
        page.keyboard.press(key)
    expect(page.locator("#save-summary")).to_contain_text("kept on this device")
    reach_the_disk(page)
    page.close()
    server.start()
    again = page.context.new_page()
    again.goto(f"{server.address}/interviews/")
    again.goto(room_of(again, 0))
    # The room's first page may have sent it all before this one came.
    expect(again.locator("#answer-form .save-state")).to_have_text(re.compile("Saved|No changes"), timeout=10_000)
    again.reload()
    # What this page still had to send is shown once the device was asked for it.
    expect(again.locator("#answer-form input[value='3.5']")).to_be_checked(timeout=10_000)
    assert again.locator("#answer-form input:checked").evaluate_all("all => all.map(one => one.value)")[1:] == ["3.5"]
    expect(again.locator("#evidence-list")).to_contain_text("measured it first")


MERGE = """async () => {
  const { merge } = await import("/static/js/saving/merge.js");
  let seed = 7;
  const random = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const base = Array.from({ length: 12 }, (_, n) => `line ${n}`);
  const missing = [];
  for (let history = 0; history < 1000; history++) {
    const [mine, theirs] = ["mine", "theirs"].map((who) => {
      const lines = [...base];
      for (let edit = 0; edit < 3; edit++) lines[random(12)] += ` ${who}-${history}-${edit}`;
      lines.splice(random(13), 0, `${who} added ${history}`);
      return lines.join("\\n");
    });
    const merged = merge(base.join("\\n"), mine, theirs).text;
    const said = `${mine}\\n${theirs}`.match(/(mine|theirs)(-\\d+-\\d+| added \\d+)/g);
    missing.push(...said.filter((words) => !merged.includes(words)));
  }
  return missing;
}"""


def test_a_merge_drops_nothing_that_either_side_wrote(browser: Browser, address: str) -> None:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    assert page.evaluate(MERGE) == []


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("", "one and two three four", "one two three four", "one and two three four"),
        ("said", "said yes", "said no", "said no yes"),
        ("a\nb\nc", "a\nb\nc\nmine", "theirs\na\nb\nc", "theirs\na\nb\nc\nmine"),
        ("", "quite other words", "not the same", "not the same\nquite other words"),
        ("a b c d e f", "a b x c d e f", "a b c d y e f", "a b x c d y e f"),
    ],
)
def test_two_states_of_a_text_become_one(
    base: str, mine: str, theirs: str, merged: str, browser: Browser, address: str
) -> None:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    text = page.evaluate(
        "async (texts) => (await import('/static/js/saving/merge.js')).merge(...texts).text", [base, mine, theirs]
    )
    assert text == merged


def test_the_count_of_lost_characters_sees_a_loss() -> None:
    assert [lost("abcdef", kept) for kept in ("abcdef", "abxcdef", "abdef", "")] == [0, 0, 1, 6]
