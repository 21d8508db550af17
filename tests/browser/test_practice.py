"""Practice in a real browser: a guest's first answer, a mock that survives a lost network, a mock with a partner."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect


def guest(browser: Browser, address: str, path: str = "/accounts/login/") -> Page:
    page = browser.new_context(base_url=address).new_page()
    page.goto(path)
    page.click("text=Practise as a guest")
    page.wait_for_url(re.compile("/practice/"))
    return page


@contextmanager
def out_of_practice(home: Path, address: str) -> Iterator[None]:
    """For a while nobody may practise the question of the attempt at that address."""
    question = """UPDATE questions_question SET use = ? WHERE id = (
        SELECT v.question_id FROM practice_attempt a JOIN questions_questionversion v ON v.id = a.question_version_id
        WHERE a.public_id = ?)"""
    attempt = address.rstrip("/").rsplit("/", 1)[1]
    with closing(sqlite3.connect(home / "interviewprep.sqlite3", timeout=20, isolation_level=None)) as database:
        assert database.execute(question, ("live", attempt)).rowcount == 1
        try:
            yield
        finally:
            database.execute(question, ("practice", attempt))


def save_state(page: Page, state: str) -> None:
    expect(page.locator("#draft .save-state")).to_have_attribute("data-state", state, timeout=15_000)


def test_whoever_has_an_id_that_begins_with_a_hyphen_writes_like_everybody(
    browser: Browser, address: str, home: Path
) -> None:
    page = guest(browser, address)
    with closing(sqlite3.connect(home / "interviewprep.sqlite3", timeout=20, isolation_level=None)) as database:
        database.execute("""UPDATE accounts_user SET public_id = '-' || substr(public_id, 2)
            WHERE id = (SELECT max(id) FROM accounts_user WHERE is_guest)""")
    page.click("text=Start practising")
    page.get_by_role("link", name="Begin", exact=True).click()
    page.locator("#body").press_sequentially("Still here.")
    save_state(page, "saved")


def test_a_guest_answers_compares_and_values_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = guest(browser, address)
    page.keyboard.press("Tab")
    page.locator("input[name=mode][value=study]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/runs/"))
    page.get_by_role("link", name="Begin", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/attempts/"))
    page.keyboard.type("I would say what it is for, then how it fails.")
    save_state(page, "saved")
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator("#hints li")).to_have_count(1)
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#points-title")).to_be_visible()
    first = page.locator(".keypoint button").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".keypoint__own").first).to_be_visible()
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Digit3")
    expect(page.locator(".due")).to_contain_text("Your value 3.5 counts as good")


def test_a_mock_survives_a_reload_and_a_lost_network(browser: Browser, address: str) -> None:
    page = guest(browser, address)
    page.check("input[name=mode][value=mock]")
    page.fill("input[name=minutes]", "30")
    page.click("text=Start practising")
    page.click("main button:has-text('Begin')")
    page.fill("#body", "Before the tunnel.")
    save_state(page, "saved")
    page.reload()
    expect(page.locator("#body")).to_have_value("Before the tunnel.")
    page.context.set_offline(True)
    page.locator("#body").press_sequentially(" In the tunnel.")
    save_state(page, "kept")
    page.context.set_offline(False)
    save_state(page, "saved")
    page.click("text=End it here")
    page.click("text=End the interview")
    page.locator(".answers a").first.click()
    expect(page.locator(".own")).to_contain_text("Before the tunnel. In the tunnel.")


def test_comparing_without_a_network_waits_and_says_so(browser: Browser, address: str) -> None:
    page = guest(browser, address)
    page.click("text=Start practising")
    page.get_by_role("link", name="Begin", exact=True).click()
    page.wait_for_url(re.compile("/attempts/"))
    page.context.set_offline(True)
    page.locator("#body").press_sequentially("Written in the tunnel.")
    for _ in range(2):
        page.keyboard.press("Control+Enter")
    expect(page.locator("#save-notices")).to_contain_text("As soon as it is sent, this page goes on")
    page.context.set_offline(False)
    expect(page.locator("#own-title ~ .prose")).to_contain_text("Written in the tunnel.", timeout=30_000)


def test_words_for_a_question_that_leaves_practice_are_kept(browser: Browser, address: str, home: Path) -> None:
    page = guest(browser, address)
    page.click("text=Start practising")
    page.get_by_role("link", name="Begin", exact=True).click()
    page.wait_for_url(re.compile("/attempts/"))
    with out_of_practice(home, page.url):
        page.locator("#body").press_sequentially("Typed too late.")
        expect(page.locator("#save-notices")).to_contain_text("taken out of practice", timeout=15_000)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#words")).to_have_value("Typed too late.", timeout=15_000)


def test_a_start_reaches_a_candidate_whose_page_is_still_loading(browser: Browser, address: str) -> None:
    host = guest(browser, address, "/practice/partner/")
    host.click("main button:has-text('Make a room')")
    partner = guest(browser, address, host.locator("#invite").input_value())
    partner.fill("#called", "Pat")
    partner.click("text=Take part")
    held: list[Route] = []
    partner.route(re.compile("/static/(pad/|js/pad)"), lambda route: held.append(route))
    with partner.expect_websocket() as opened:
        partner.click("text=To the candidate's room")
    host.click("text=To the interviewer's room")
    with opened.value.expect_event("framereceived", lambda frame: json.loads(frame)["seq"] > 1):
        host.click("#move-start")
    for route in held:
        route.continue_()
    partner.unroute_all()
    expect(partner.locator("#stage-title")).to_have_text("Question 1", timeout=7_000)


def test_two_people_interview_each_other(browser: Browser, address: str) -> None:
    host = guest(browser, address)
    host.goto("/practice/partner/")
    host.click("main button:has-text('Make a room')")
    host.context.grant_permissions(["clipboard-write"])
    host.click("text=Copy it")
    expect(host.get_by_role("button", name="Copied")).to_be_visible(timeout=15_000)
    partner = guest(browser, address, host.locator("#invite").input_value())
    partner.fill("#called", "Pat")
    partner.click("text=Take part")
    host.click("text=To the interviewer's room")
    partner.click("text=To the candidate's room")
    host.click("#move-start")
    expect(partner.locator("#stage-title")).to_have_text("Question 1", timeout=15_000)
    host.click("#room-end-ask")
    host.click("#move-end")
    partner.click("text=Back to your mock interview", timeout=15_000)
    expect(partner.locator(".step--turn")).to_contain_text("Half time: now you swap")
    expect(partner.locator(".step--turn button")).to_have_text("To the interviewer's room")
