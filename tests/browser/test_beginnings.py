"""Where questions begin, said in a real browser by keyboard alone; no import is left waiting."""

import re
from contextlib import suppress

from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.driving import sign_in
from tests.browser.test_bank import upload

TOPICS = ("locks", "queues", "leases")
DOCUMENT = "# Notes\n\n" + "".join(
    f"### What are {topic}?\n\n1. Name two\n2. Draw one\n\nThink of {topic}.\n\n" for topic in TOPICS
)
# Every fourth line from the third on begins a question, and the last one has no answer.
LONG = "# Interview questions\n\n" + "".join(f"### What is a lock of kind {n}?\n\nIt locks {n}.\n\n" for n in range(80))
LONG += "### What is left?\n"
STATUS = "#beginnings-said"
# Forms that would leave the page are counted instead.
COUNT_SENT = """() => {
  window.sent = 0;
  document.addEventListener("submit", (event) => { window.sent += !event.defaultPrevented; event.preventDefault(); });
}"""


def open_lines(browser: Browser, address: str) -> Page:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page, DOCUMENT)
    return to_lines(page)


def to_lines(page: Page) -> Page:
    page.click("main a:has-text('Correct where questions begin')")
    expect(page.locator("h1")).to_have_text("Where questions begin")
    page.wait_for_load_state()
    return page


def discard(page: Page) -> None:
    page.click("main button:has-text('Discard')")
    expect(page.locator(".notice--success")).to_contain_text("Nothing of it is in the bank")


def test_questions_are_moved_from_the_headings_to_the_items_by_keyboard(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    for key in ("n", "ArrowDown", "k", "j"):
        page.keyboard.press(key)
    expect(page.locator("#turn-5")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_contain_text("A question begins in line 5.")
    expect(page.locator("#turn-5")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator(STATUS)).to_contain_text("9 questions · 6 new since it was read")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("No question begins in line 3.")
    page.keyboard.press("s")
    expect(page.locator(STATUS)).to_contain_text("6 questions")
    page.keyboard.press("z")
    expect(page.locator(STATUS)).to_contain_text("8 questions")
    page.keyboard.press("n")
    page.keyboard.press("r")
    expect(page.locator(".notice--success")).to_have_text("Read again: 8 questions.")
    expect(page.locator(".found__title").first).to_have_text("Name two")
    discard(page)


def test_keys_go_on_where_the_next_page_of_lines_begins_and_the_one_before_ends(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page, LONG)
    to_lines(page)
    page.locator("#turn-247").focus()
    for key, line in (("n", 251), ("n", 255), ("p", 251), ("p", 247), ("j", 249), ("j", 251), ("k", 249), ("u", 323)):
        page.keyboard.press(key)
        expect(page.locator(f"#turn-{line}")).to_be_focused()
    page.keyboard.press("r")
    discard(page)


def test_lines_that_are_pressed_while_another_is_on_its_way_wait_for_it(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    held: list[Route] = []
    page.route("**/beginnings/", lambda route: held.append(route))
    page.click("#turn-5")
    page.click("#turn-6")
    page.click("#turn-8")
    assert len(held) == 1
    page.unroute("**/beginnings/")
    with suppress(Error):  # newer browsers let it go by themselves
        held[0].continue_()
    expect(page.locator(STATUS)).to_contain_text("6 questions · 3 new since it was read")
    page.goto(page.url.replace("beginnings/", ""))
    discard(page)


def test_a_row_joins_the_question_above_by_its_key_and_comes_back(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page, DOCUMENT)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("b")
    expect(page.locator(".notice--success")).to_contain_text("Line 10 belongs to the question above it now.")
    expect(page.locator(".found__title")).to_have_text(["What are locks?", "What are leases?"])
    to_lines(page)
    page.keyboard.press("z")
    expect(page.locator(STATUS)).to_contain_text("3 questions")
    page.keyboard.press("r")
    expect(page.locator(".found__title")).to_have_count(3)
    discard(page)


def test_a_page_of_an_earlier_reading_says_so_where_it_was_pressed(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    late = page.context.new_page()
    late.goto(page.url)
    page.click("#turn-5")
    page.keyboard.press("r")
    expect(page.locator(".notice--success")).to_have_text("Read again: 4 questions.")
    late.click("#turn-6")
    expect(late.locator(".unanswered")).to_contain_text("read again in another tab")
    discard(page)


def test_a_key_that_is_held_and_a_button_pressed_twice_read_the_document_once(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    page.click("#turn-5")
    expect(page.locator(STATUS)).to_contain_text("A question begins in line 5.")
    page.evaluate(COUNT_SENT)
    for _ in range(3):
        page.keyboard.down("r")
    page.keyboard.up("r")
    page.click("[data-key=r]")
    assert page.evaluate("window.sent") == 1
    page.goto(page.url.replace("beginnings/", ""))
    discard(page)


def test_a_line_is_called_by_its_number_and_its_words(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    expect(page.locator("#turn-3")).to_have_accessible_name(re.compile(r"^Line 3 Q1 ### What are locks\?"))
    expect(page.locator("#turn-5")).to_have_accessible_name("Line 5 1. Name two")
    page.click("#turn-5")
    expect(page.locator("#turn-5")).to_have_accessible_name("Line 5 Q2 1. Name two new")
    page.goto(page.url.replace("beginnings/", ""))
    discard(page)


def test_arrows_move_the_page_until_a_line_is_in_focus(browser: Browser, address: str) -> None:
    page = open_lines(browser, address)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".document__turn:focus")).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#turn-5")).to_be_focused()
    page.goto(page.url.replace("beginnings/", ""))
    discard(page)
