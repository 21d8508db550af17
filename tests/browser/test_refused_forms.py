from playwright.sync_api import Browser, expect

from tests.browser.driving import sign_in


def test_the_cursor_goes_to_the_first_field_to_mend(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto(f"{address}/positions/new/")
    page.fill("[name=title]", "Engineer")
    page.click("main button[type=submit]")
    expect(page.locator("[name=target_level]")).to_be_focused()
