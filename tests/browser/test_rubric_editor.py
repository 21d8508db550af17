"""The editor of a rubric in a real browser: typed, dragged, moved by keys, offline, published."""

import re

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.driving import sign_in


def saved(page: Page) -> None:
    expect(page.locator("#draft-form .save-state")).to_have_text("Saved", timeout=10_000)


def titles(page: Page) -> list[str]:
    return page.locator(".outline__link").all_inner_texts()


def begin(page: Page) -> None:
    page.goto("/rubrics/new/")
    page.get_by_role("button", name="Begin with this Data engineer").click()
    page.wait_for_url("**/edit/")


def test_criteria_are_put_in_order_by_mouse_and_by_keys(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    begin(page)
    first, second, third = titles(page)[:3]

    page.locator(".outline__item").nth(0).drag_to(
        page.locator(".outline__item").nth(1), target_position={"x": 20, "y": 28}
    )
    saved(page)
    grip = page.locator(".outline__grip").nth(2)
    held = grip.get_attribute("id")
    grip.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#order-status")).to_contain_text(f"{third}: 2 of")
    saved(page)
    expect(page.locator(f"#{held}")).to_be_focused()
    page.reload()
    assert titles(page)[:3] == [second, third, first]


def test_a_criterion_is_added_and_mended_as_it_is_typed(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    begin(page)
    page.click("button[aria-label='Add a principal criterion']")
    expect(page.locator("#c-title")).to_be_focused()
    page.keyboard.type("Typed at once")
    saved(page)
    assert titles(page)[-1] == "Typed at once"

    page.locator(".outline__link").nth(0).click()
    page.fill("#c-title", "Plans storage for a year")
    expect(page.locator(".outline__item--open .outline__link")).to_have_text("Plans storage for a year")
    page.select_option("#c-weight", "2")
    saved(page)
    expect(page.locator(".outline__findings")).to_contain_text("write down why")
    page.fill("#c-reason", "It is the job")
    saved(page)
    expect(page.locator(".outline__findings")).to_have_count(0)
    expect(page.locator(".outline__state")).to_have_text("1 thing to write before it can be published")


def test_what_is_typed_before_the_scripts_came_is_saved(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    begin(page)
    held: list[Route] = []
    page.route("**/js/saving.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.fill("#about-title", "Typed on a slow line")
    held[0].continue_()
    saved(page)
    page.unroute_all()
    page.reload()
    expect(page.locator("#about-title")).to_have_value("Typed on a slow line")


def test_what_is_typed_while_the_line_is_cut_comes_later_and_is_published(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    begin(page)
    page.context.set_offline(True)
    page.fill("#about-title", "Typed on a train")
    expect(page.locator("#draft-form .save-state")).to_contain_text("Kept on this device", timeout=10_000)
    page.context.set_offline(False)
    saved(page)
    page.click("text=Review and publish")
    page.click("main button:has-text('Publish')")
    expect(page.locator("h1")).to_have_text("Typed on a train")
    expect(page.locator(".page-header__meta")).to_contain_text(
        re.compile(r"Version 1 · published .* hash [0-9a-f]{12}")
    )
