"""The live room in real browsers: what reaches whom, how soon, over which line; and all of it by keyboard alone."""

import re
import sqlite3
import time
from pathlib import Path

from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.driving import sign_in
from tests.browser.mortal import MortalServer

LEAD, PANEL, THIRD = "lead@demo.example", "panel@demo.example", "third@demo.example"


def enter(page: Page) -> str:
    """Into the demo's live room; returns its address."""
    page.goto("/interviews/")
    page.get_by_role("link", name="Iris Falk").click()
    page.get_by_role("link", name="Enter the room").click()
    keys_ready(page)
    return page.url


def keys_ready(page: Page) -> None:
    expect(page.locator("#room[data-ready]")).to_be_visible()


def on_table(page: Page) -> str:
    return page.locator(".plan__item--current .plan__title").inner_text()


def put_on_table(page: Page, number: int) -> str:
    """The lead looks at a question and puts it on the table; returns its title."""
    with page.expect_navigation():
        page.locator("a[data-question]").nth(number).click()
    keys_ready(page)
    if page.locator("[data-key=p]").count():
        with page.expect_navigation():
            page.keyboard.press("p")
        keys_ready(page)
    return on_table(page)


def seconds_until(page: Page, title: str) -> float:
    """How long the page goes on showing another question as the one on the table."""
    start = time.monotonic()
    expect(page.locator(".plan__item--current .plan__title")).to_have_text(title, timeout=10_000)
    return time.monotonic() - start


def test_whoever_returns_sees_the_right_question_within_a_second(browser: Browser, address: str) -> None:
    lead, panelist = sign_in(browser, address, LEAD), sign_in(browser, address, PANEL)
    enter(lead)
    enter(panelist)
    panelist.context.set_offline(True)
    title = put_on_table(lead, 1)
    assert on_table(panelist) != title
    panelist.context.set_offline(False)
    assert seconds_until(panelist, title) < 1.5


def test_without_sockets_the_room_goes_on_by_asking(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, LEAD)
    enter(lead)
    panelist = sign_in(browser, address, PANEL)
    panelist.route_web_socket(re.compile(r"/ws/"), lambda socket: socket.close())
    enter(panelist)
    title = put_on_table(lead, 2)
    assert seconds_until(panelist, title) < 5


def test_a_restart_of_the_server_leaves_nobody_behind(browser: Browser, server: MortalServer, address: str) -> None:
    lead, panelist = sign_in(browser, address, LEAD), sign_in(browser, server.address, PANEL)
    enter(lead)
    enter(panelist)
    server.kill()
    title = put_on_table(lead, 3)
    server.start()
    assert seconds_until(panelist, title) < 5


def test_who_is_here_is_seen_by_the_others(browser: Browser, address: str) -> None:
    lead, third = sign_in(browser, address, LEAD), sign_in(browser, address, THIRD)
    enter(lead)
    colleague = lead.locator(".person", has_text="Thea Lindqvist")
    enter(third)
    expect(colleague).to_have_class(re.compile("person--here"))
    third.close()
    expect(colleague).not_to_have_class(re.compile("person--here"), timeout=12_000)


def test_a_line_becomes_evidence_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    enter(page)
    press = page.keyboard.press
    press("n")
    press("Control+End")
    page.keyboard.type("\nb: compares two ways and picks one")
    expect(page.locator("#note")).to_have_value(re.compile(r"\[\d+:\d\d\] b: compares two ways and picks one$"))
    linked = page.locator("#evidence-list li")
    before = linked.count()
    press("Shift+Home")
    press("Alt+c")
    expect(linked).to_have_count(before + 1)
    expect(linked.last).to_contain_text("compares two ways and picks one")
    expect(linked.last).to_contain_text("behaviour")
    expect(page.locator(".coverage__item--evidence").first).to_be_visible()


def test_a_question_is_rated_talked_about_and_closed_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    enter(page)
    title = put_on_table(page, 0)
    press = page.keyboard.press
    press("?")
    expect(page.locator("#keys")).to_be_visible()
    for key in ("Escape", "x", "1", "Shift+4", "e"):
        press(key)
    expect(page.locator("#answer-form .save-state")).to_have_text("Saved", timeout=10_000)
    expect(page.locator("#answer-form input[value='4.5']")).to_be_checked()
    expect(page.locator("details[data-key=e]")).to_have_attribute("open", "")
    press("c")
    page.keyboard.type("next one?")
    press("Enter")
    expect(page.locator("#room-messages")).to_contain_text("next one?")
    press("Escape")
    with page.expect_navigation():
        press("]")
    expect(page.locator(".plan__item--done", has_text=title[:30])).to_have_count(1)


def test_a_reload_comes_back_to_the_question_and_the_cursor(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, PANEL)
    enter(page)
    page.locator("a[data-question]").nth(1).click()
    page.fill("#note", "one two three")
    page.locator("#note").press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.reload()
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("a")
    expect(page.locator("#save-summary")).to_have_attribute("data-state", "saved")
    page.keyboard.type("nd ")
    expect(page.locator("#note")).to_have_value("one and two three")


def test_the_note_reads_as_markdown_while_it_is_written(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, PANEL)
    enter(page)
    with page.expect_navigation():
        page.locator("a[data-question]").nth(2).click()
    keys_ready(page)
    page.keyboard.press("v")
    page.fill("#note", "q: it **depends**")
    shown = page.locator("#note-preview")
    expect(shown.locator("strong")).to_have_text(["Quote", "depends"])
    page.locator("#note").press("Control+End")
    page.keyboard.type("\n- on the *load*")
    expect(shown.locator("li em")).to_have_text("load")
    page.reload()
    expect(shown).to_contain_text("on the load")


def refreshed(page: Page) -> None:
    """After the room has asked the server once more."""
    with page.expect_response(re.compile("/room/status/")):
        page.evaluate("htmx.trigger(document.body, 'room-changed')")
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling, .htmx-swapping')")


def test_what_is_read_in_the_room_stays_open_and_focused_through_a_refresh(
    browser: Browser, address: str, home: Path
) -> None:
    with sqlite3.connect(home / "interviewprep.sqlite3", timeout=20) as database:
        database.execute(
            "update interview_sessions_interviewsession set accommodation = 'a break' where state = 'live'"
        )
    page = sign_in(browser, address, LEAD)
    enter(page)
    page.locator("#room-door summary").press("Enter")
    refreshed(page)
    expect(page.locator("#room-door details")).to_have_attribute("open", "")
    expect(page.locator("#room-door summary")).to_be_focused()
    page.locator(".room-bar__name a").focus()
    refreshed(page)
    expect(page.locator(".room-bar__name a")).to_be_focused()


def test_the_newest_message_is_seen_and_said(browser: Browser, address: str) -> None:
    lead, panelist = sign_in(browser, address, LEAD), sign_in(browser, address, PANEL)
    enter(lead)
    enter(panelist)
    for number in range(9):
        lead.fill("#chat-body", f"message number {number}")
        lead.keyboard.press("Enter")
        expect(lead.locator("#room-messages li").last).to_contain_text(f"message number {number}")
    expect(panelist.locator("#chat-said")).to_have_text("Lena: message number 8")
    expect(lead.locator("#chat-said")).to_be_empty()
    for page in (lead, panelist):
        assert page.locator("#room-messages").evaluate("l => l.scrollHeight - l.scrollTop - l.clientHeight") < 2


def test_a_wish_that_was_sent_is_confirmed_where_the_focus_is(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, LEAD)
    lead.goto("/interviews/")
    lead.get_by_role("row", name=re.compile("Lobby")).get_by_role("link").first.click()
    lead.get_by_role("button", name=re.compile("link", re.I)).first.click()
    guest = browser.new_context(base_url=address).new_page()
    guest.goto(lead.input_value("#join-link"))
    guest.get_by_role("button", name="Come in").click()
    guest.fill("#wish-text", "a break")
    guest.keyboard.press("Tab")
    guest.keyboard.press("Enter")
    expect(guest.locator("#wish .notice--success")).to_be_focused()


def say(page: Page, words: str) -> None:
    page.fill("#chat-body", words)
    page.keyboard.press("Enter")
    expect(page.locator("#room-messages li").last).to_contain_text(words)


def test_what_happens_while_a_slow_answer_is_on_its_way_is_seen_after_it(browser: Browser, address: str) -> None:
    lead, panelist = sign_in(browser, address, LEAD), sign_in(browser, address, PANEL)
    enter(lead)
    enter(panelist)
    slow: list[tuple[Route, APIResponse]] = []
    panelist.route("**/room/status/**", lambda route: slow.append((route, route.fetch())), times=1)
    say(lead, "the first")
    panelist.wait_for_timeout(300)
    say(lead, "the second")
    panelist.wait_for_timeout(300)
    for route, answer in slow:
        route.fulfill(response=answer)
    expect(panelist.locator("#room-messages li").last).to_contain_text("the second", timeout=2000)


def test_whoever_is_handed_the_lead_can_lead_where_they_are_and_types_on(browser: Browser, address: str) -> None:
    lead, panelist = sign_in(browser, address, LEAD), sign_in(browser, address, PANEL)
    enter(lead)
    put_on_table(lead, 1)
    enter(panelist)
    panelist.fill("#note", "one ")
    expect(panelist.locator("#skip, #add-question")).to_have_count(0)
    lead.get_by_role("link", name="Interview page").click()
    lead.get_by_role("button", name="Hand the lead to Paolo").click()
    expect(panelist.locator("#skip, #add-question")).to_have_count(2)
    panelist.keyboard.type("two")
    expect(panelist.locator("#note")).to_have_value("one two")
    panelist.keyboard.press("Escape")
    panelist.keyboard.press("s")
    panelist.keyboard.type("reason")
    refreshed(panelist)
    expect(panelist.locator("#skip-reason")).to_be_focused()
    expect(panelist.locator("#skip-reason")).to_have_value("reason")


def test_a_button_that_goes_when_it_was_pressed_leaves_the_focus_in_the_bar(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    enter(page)
    page.locator("#wrap-up").press("Enter")
    expect(page.locator("#wrap-up")).to_have_count(0)
    expect(page.locator("#room-candidate")).to_be_focused()


def test_the_question_before_the_end_stays_through_a_refresh_and_is_made_up_for(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    enter(page)
    page.click("#room-end-ask")
    refreshed(page)
    expect(page.locator("#move-end")).to_be_visible()
    with page.expect_response(re.compile("/room/status/")):
        page.click("#room-end button:text-is('Go on')")
    expect(page.locator("#move-end")).to_be_hidden()


def test_the_answer_to_a_button_counts_although_its_part_of_the_room_was_changed_meanwhile(
    browser: Browser, address: str
) -> None:
    lead = sign_in(browser, address, LEAD)
    # One that waits, though the tests before have put all that were planned on the table.
    lead.goto(f"{enter(lead).partition('?')[0]}bank/?words=gradient")
    lead.get_by_role("button", name="Add").first.click()
    keys_ready(lead)
    said: list[str] = []
    lead.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with lead.expect_navigation():
        lead.locator(".plan__item--pending a[data-question]").first.click()
    keys_ready(lead)
    answers: list[tuple[Route, APIResponse]] = []
    lead.route("**/room/reorder/", lambda route: answers.append((route, route.fetch())))
    lead.get_by_role("button", name="Later").click()
    other = lead.context.new_page()
    other.goto(lead.url)
    other.get_by_role("button", name="Put on the table").click()
    keys_ready(other)
    expect(lead.locator(".plan__item--current .plan__title")).to_have_text(on_table(other))
    [(route, answer)] = answers
    route.fulfill(response=answer)
    expect(lead.get_by_role("button", name="Put on the table")).to_have_count(0)
    assert said == []


# Whatever changes in a part of the page that is read out by itself.
LISTEN = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]";
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
      if (region?.textContent.trim()) window.heard.push(region.textContent.trim());
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


def test_typing_and_saving_reads_nothing_out_and_trouble_is_heard(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, PANEL)
    enter(page)
    page.evaluate(LISTEN)
    page.locator("#note").press("Control+End")
    page.keyboard.type(" heard by nobody")
    expect(page.locator("#note-form .save-state")).to_have_text("Saved", timeout=10_000)
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#answer-form .save-state")).to_have_text("Saved", timeout=10_000)
    assert page.evaluate("heard") == []
    page.route("**/note/", lambda route: route.abort())
    page.locator("#note").press("Control+End")
    page.keyboard.type(" in trouble")
    expect(page.locator("#save-notices")).to_contain_text("The server does not answer", timeout=10_000)
    assert "The server does not answer" in page.evaluate("heard.join()")
    page.unroute("**/note/")
    expect(page.locator("#save-spoken")).to_have_text("Saved", timeout=25_000)


def test_code_that_is_cut_off_is_a_stop_for_the_keyboard(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, LEAD)
    page.goto("/questions/?kind=coding&q=blurred+autoencoder")
    page.locator(".hit__title").first.click()
    code = page.locator("main .prose pre").first
    expect(code).to_be_visible()
    code.evaluate("pre => pre.textContent = 'long '.repeat(99)")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(code).to_have_attribute("tabindex", "0")
    code.evaluate("pre => pre.textContent = 'short'")
    page.set_viewport_size({"width": 400, "height": 800})
    expect(code).not_to_have_attribute("tabindex", "0")
