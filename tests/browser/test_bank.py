"""The bank in a real browser: an import set by keyboard alone, and two tabs that change one question."""

from contextlib import suppress

from playwright.sync_api import Browser, Dialog, Error, Page, Route, expect

from tests.browser.driving import sign_in, sign_in_anew, sign_in_here

DOCUMENT = "# Keyboards\n\n## Basic questions\n\n" + "".join(
    f"**Q{n}: What does the {name} key do?**\n\n**Answer:**\n- It {does}\n- Everywhere\n\n"
    for n, (name, does) in enumerate((("home", "goes to the start"), ("end", "goes to the end")), start=1)
)


def upload(page: Page, text: str = DOCUMENT) -> None:
    page.goto("/questions/import/")
    file = {"name": "keyboards.md", "mimeType": "text/markdown", "buffer": text.encode()}
    page.set_input_files("#id_file", file)  # type: ignore[arg-type]
    page.click("text=Show what is in them")
    page.wait_for_url("**/import/*/")
    page.wait_for_load_state()


def test_an_import_is_set_by_keyboard_and_taken_back(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page)
    rows = page.locator(".found__row")
    page.keyboard.press("j")
    page.keyboard.press("3")
    expect(rows.nth(0).locator("select[name^=level]")).to_have_value("senior")
    expect(rows.nth(0).locator(".found__title")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator("#import-planned")).to_contain_text("1 new · 1 left out")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What does the home key do?")
    page.go_back()
    page.click("main button:has-text('Import')")
    expect(page.locator(".notice--success")).to_contain_text("1 question imported from “Keyboards”, 1 left out")
    page.goto("/questions/import/")
    page.click("a:has-text('Keyboards')")
    page.click("text=Take the import back")
    expect(page.locator(".notice--success")).to_contain_text("1 removed")


def test_two_tabs_change_one_question_and_nothing_is_lost(browser: Browser, address: str) -> None:
    first = sign_in(browser, address, "lead@demo.example")
    first.goto("/questions/new/")
    first.fill("#id_prompt", "Which key goes to the start?")
    first.fill("#id_answer", "- Home\n- Sometimes with Ctrl")
    first.click("text=Take them from the answer’s list")
    expect(first.locator(".points__text")).to_have_count(3)
    first.click("main button:has-text('Save')")
    address_of_it = first.url
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"{address_of_it}edit/")
    first.fill("#id_minutes", "4")
    first.click("main button:has-text('Save')")
    second.fill("#id_prompt", "Which key goes to the start of a line?")
    second.click("main button:has-text('Save')")
    expect(second.locator("#merge-title")).to_contain_text("saved version 2 meanwhile")
    expect(second.locator("#id_minutes")).to_have_value("4")
    second.click("text=Save the merged question")
    expect(second.locator("h1")).to_have_text("Which key goes to the start of a line?")
    expect(second.locator(".page-header__meta").first).to_contain_text("4 minutes")


def test_what_is_set_and_typed_while_a_row_saves_itself_stays(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page)
    answers: list[Route] = []
    page.route("**/rows/", lambda route: answers.append(route))
    row = page.locator(".found__row").nth(1)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("4")
    page.keyboard.press("l")
    row.locator(".found__topic").press("End")
    page.keyboard.type(" and the like")
    page.wait_for_function("() => !document.querySelector('.htmx-swapping')")
    page.unroute("**/rows/")
    for route in answers:
        with suppress(Error):  # the first was given up for the second
            route.continue_()
    expect(page.locator("#import-planned")).to_contain_text("1 left out")
    expect(row.locator(".found__topic")).to_have_value("Keyboards and the like")
    expect(row.locator(".found__topic")).to_be_focused()
    with page.expect_response("**/rows/"):
        page.keyboard.press("Tab")
    page.reload()
    set_to = [
        row.locator(each).input_value() for each in ("select[name^=level]", "select[name^=action]", "input.input")
    ]
    assert set_to == ["principal", "skip", "Keyboards and the like"]
    page.click("main button:has-text('Discard')")


def test_the_key_u_leads_from_one_doubtful_row_to_the_next_over_the_pages(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    titles = [
        f"### {'Key' if n in (4, 17) else 'What does key'} {n}{'' if n in (4, 17) else ' do?'}" for n in range(1, 21)
    ]
    text = "# Questions of keys\n\n" + "".join(f"{title}\n\nIt moves.\n\n" for title in titles)
    upload(page, text)
    for title in ("Key 4", "Key 17", "Key 4"):
        page.keyboard.press("u")
        expect(page.locator(".found__title", has_text=title).first).to_be_focused()
    page.click("main button:has-text('Discard')")
    expect(page.locator(".notice--success")).to_contain_text("Nothing of it is in the bank")


def test_a_filter_chosen_by_keyboard_keeps_the_focus_and_a_turned_page_begins_with_its_first_question(
    browser: Browser, address: str
) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto("/questions/")
    filters = page.get_by_role("navigation", name="Filters")
    filters.get_by_role("link", name="Senior").press("Enter")
    page.wait_for_url("**/questions/?level=senior")
    expect(filters.get_by_role("link", name="Senior")).to_be_focused()
    page.goto("/questions/")
    page.get_by_role("link", name="Next", exact=True).press("Enter")
    page.wait_for_url("**/questions/?page=2")
    expect(page.locator(".hit__title").first).to_be_focused()


def test_a_topic_that_is_called_what_was_typed_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto("/questions/")
    page.fill("#q", "Neural network fundamentals")
    link = page.locator(".shortcuts a").first
    expect(link).to_contain_text("Topic Neural network fundamentals: ")
    expect(page.locator("#found-status")).to_contain_text("Topic Neural network fundamentals: ")
    link.press("Enter")
    page.wait_for_url("**/questions/?topic=*")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator(".hit__title").first).to_be_focused()


def test_the_panel_of_filters_stays_open_until_it_is_done_with(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/questions/")
    page.click("button:text-is('Filters')")
    for level in ("Senior", "Mid"):
        page.click(f"#facets a:has-text('{level}')")
        expect(page.locator(f"#facets a[aria-current]:has-text('{level}')")).to_be_visible()
    page.click("button:text-is('Done')")
    expect(page.locator("#facets")).to_be_hidden()


def test_long_words_push_no_page_of_the_bank_apart(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto("/questions/new/")
    for field in ("prompt", "topic", "tags"):
        page.fill(f"#id_{field}", "unbroken" * 7)
    page.click("main button:text-is('Save')")
    page.wait_for_selector("text=The question is in the bank.")
    question = page.url
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for path in (question, "/questions/", f"/questions/bulk/?question={question.rstrip('/').rpartition('/')[2]}"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_log_in_that_ends_leaves_what_is_being_written(browser: Browser, address: str) -> None:
    page = sign_in_anew(browser, address, "lead@demo.example")
    page.goto("/questions/new/")
    page.fill("#id_prompt", "Which key ends a session?")
    page.context.clear_cookies(name="sessionid")
    page.fill("#id_answer", "None that people press.")
    with page.expect_popup() as tab:
        page.click("text=Sign in in a new tab")
    sign_in_here(tab.value, "lead@demo.example")
    expect(tab.value.locator("h1")).to_have_text("You are signed in again")
    tab.value.close()
    expect(page.locator(".unanswered")).to_have_count(0)
    page.click("main button:text-is('Save')")
    expect(page.locator(".notice--success")).to_have_text("The question is in the bank.")
    expect(page.locator("[data-part=answer]")).to_have_text("None that people press.")


def test_what_the_preview_could_not_save_is_said(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    upload(page)
    page.context.set_offline(True)
    page.locator("select[name^=level]").first.select_option("senior")
    expect(page.locator(".unanswered")).to_contain_text("The server does not answer.")
    page.context.set_offline(False)
    page.locator("select[name^=level]").first.select_option("mid")
    expect(page.locator(".unanswered")).to_have_count(0)
    page.click("main button:has-text('Discard')")
    expect(page.locator(".notice--success")).to_contain_text("Nothing of it is in the bank")


def test_a_question_that_nobody_saved_is_not_left_without_asking(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto("/questions/new/")
    page.fill("#id_prompt", "Which key leaves a page?")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.click("nav[aria-label=Main] a:has-text('Questions')")
    expect(page.locator("#id_prompt")).to_have_value("Which key leaves a page?")
    page.click("main a:has-text('Cancel')")
    page.wait_for_url("**/questions/")
    assert asked == ["beforeunload"]
