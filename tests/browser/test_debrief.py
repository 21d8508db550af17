"""The debrief live in two browsers, and a whole panel scheduled in counted clicks."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import sign_in

COUNT = "addEventListener('click', e => e.isTrusted && localStorage.setItem('n', 1 + +localStorage.getItem('n')), true)"


def debrief_of(page: Page, candidate: str) -> str:
    page.goto("/interviews/")
    href = page.locator("main a", has_text=candidate).first.get_attribute("href")
    return f"{href}debrief/"


def test_what_one_says_after_the_discussion_reaches_the_other_without_a_reload(browser: Browser, address: str) -> None:
    lead, panelist = (sign_in(browser, address, f"{who}@demo.example") for who in ("lead", "panel"))
    path = debrief_of(lead, "Mira Castellan")
    for page in (lead, panelist):
        page.goto(path)
    lead.locator("#agree > summary").click()
    lead.fill("#reason", "Half a sentence")
    first = panelist.locator(".talk").first
    first.get_by_role("button", name="3.5", exact=True).click()
    expect(first.locator(".talk__after")).to_have_text("3.50")
    expect(lead.locator(".talk").first.locator(".talk__after")).to_have_text("3.50", timeout=8_000)
    # What the lead had folded open and typed is still there.
    assert lead.locator("#agree").get_attribute("open") is not None
    assert lead.input_value("#reason") == "Half a sentence"


def test_a_bell_that_rings_while_ones_own_value_is_sent_leaves_the_decision_as_it_is_typed(
    browser: Browser, address: str
) -> None:
    lead = sign_in(browser, address, "lead@demo.example")
    lead.goto(debrief_of(lead, "Mira Castellan"))
    lead.fill("#reason", "Half a sentence")
    lead.evaluate("""() => {
        const step = [...document.querySelectorAll(".say__steps button")].find((each) => each.value === "4.5");
        step.click();
        htmx.trigger(document.body, "room-changed");
    }""")
    expect(lead.locator(".talk").first.locator(".talk__after")).to_be_visible()
    lead.wait_for_load_state("networkidle")
    expect(lead.locator("#reason")).to_have_value("Half a sentence")


def test_the_reason_for_departing_is_asked_when_the_choice_departs(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, "lead@demo.example")
    lead.goto(debrief_of(lead, "Dario Benedek"))
    asked = lead.locator(".decide__departure")
    lead.locator("label", has_text=re.compile("^ *Hire")).click()
    expect(asked).to_be_hidden()
    lead.locator("label", has_text="Do not hire").click()
    expect(asked).to_be_visible()
    lead.fill("#reason", "No seat is left.")
    lead.click("text=Record the decision")
    expect(asked.locator(".field__error")).to_contain_text("Say why people decide otherwise")
    lead.fill("#departure", "The budget was cut this morning.")
    lead.click("text=Record the decision")
    expect(lead.locator(".decision__departs")).to_contain_text("Against the arithmetic")


def add_interviewer(admin: Page, name: str) -> None:
    admin.goto("/people/new/")
    admin.fill("[name=full_name]", name)
    admin.fill("[name=email]", f"{name.split()[0].lower()}@demo.example")
    admin.fill("[name=password]", "practice-makes-better")
    admin.check("[name=is_interviewer]")
    admin.click("main form button[type=submit]")


def test_four_candidates_by_five_people_by_all_questions_in_under_twelve_clicks(browser: Browser, address: str) -> None:
    admin = sign_in_as_admin(browser, address)
    for name in ("Quinn Abbott", "Rhea Solberg"):
        add_interviewer(admin, name)
    lead = sign_in(browser, address, "lead@demo.example")
    lead.context.add_init_script(COUNT)
    lead.goto("/interviews/")
    lead.locator(".topbar__nav").get_by_role("link", name="Positions").click()
    lead.locator("main").get_by_role("link", name="Machine learning engineer", exact=True).first.click()
    lead.get_by_role("link", name="Schedule candidates").click()
    lead.get_by_label("Quinn Abbott").check()
    lead.get_by_label("Rhea Solberg").check()
    lead.locator("[name=candidates]").click()
    lead.keyboard.insert_text("Ana Silva, ana@x.example\nBen Ode\nCem Aydin\nDita Novak")
    expect(lead.locator("#panel-preview")).to_contain_text("4 interviews, 5 people on each")
    lead.get_by_role("button", name="Schedule 4 interviews").click()
    expect(lead.locator(".notice--success")).to_contain_text("4 interviews are scheduled")
    for name in ("Ana Silva", "Ben Ode", "Cem Aydin", "Dita Novak"):
        expect(lead.get_by_role("link", name=name)).to_be_visible()
    assert int(lead.evaluate("localStorage.getItem('n')")) == 7


def sign_in_as_admin(browser: Browser, address: str) -> Page:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "admin@demo.example")
    page.fill("input[name=password]", "practice-makes-better")
    page.click("main button:has-text('Sign in')")
    page.wait_for_url("**/people/")
    return page


def test_a_cell_of_the_position_says_its_criterion_and_leads_to_it(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, "lead@demo.example")
    lead.goto("/positions/")
    lead.locator("main td a", has_text="Machine learning engineer").first.click()
    cell = lead.locator(".heat tbody td").nth(1)
    cell.hover()
    expect(cell).to_have_attribute("title", "Follows a gradient by hand")
    cell.locator("a").click()
    expect(lead.locator(".talk:target h3")).to_have_text("Follows a gradient by hand")
