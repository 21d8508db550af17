"""The main job in real browsers against the real processes: from two documents to a report."""

import json

from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import SEEDS, sign_in


def import_document(page: Page, name: str) -> str:
    """Imports one sample; returns the title its source has in the bank."""
    page.goto("/questions/import/")
    page.set_input_files("input[type=file]", SEEDS / name)
    page.click("text=Show what is in them")
    page.click(".confirm button:has-text('Import')")
    expect(page.locator(".notice--success")).to_contain_text("questions imported")
    return page.locator("h1").inner_text()


def plan_eight(page: Page, titles: list[str]) -> None:
    """Four questions out of each of the two imported documents."""
    page.goto("/positions/new/")
    page.fill("input[name=title]", "Browser engineer")
    page.select_option("select[name=target_level]", "mid")
    page.select_option("select[name=rubric_version]", label=rubric_label(page))
    page.click("text=Open the position")
    page.click("text=New plan")
    page.click("text=Go on to the questions")
    sources = page.locator("#bank-source option").evaluate_all("all => all.map(o => [o.text, o.value])")
    imported = [value for name, value in sources if name in titles]
    for number in range(8):
        count = page.locator("#plan-form tbody tr").count()
        page.select_option("#bank-source", imported[number % 2])
        page.click("main button:has-text('Find')")
        page.locator("button[form=plan-form]").first.click()
        expect(page.locator("#plan-form tbody tr")).to_have_count(count + 1)


def rubric_label(page: Page) -> str:
    """The rubric that came with the first document."""
    labels = page.locator("select[name=rubric_version] option").all_inner_texts()
    return next(label for label in labels if "Evaluation Rubric" in label)


def schedule(page: Page) -> str:
    page.locator(".page-header__actions a:has-text('Schedule')").click()
    page.fill("input[name=candidate_name]", "Greta Guest")
    page.evaluate("document.querySelector('input[name=starts_at]').value = new Date().toISOString().slice(0, 16)")
    page.locator("#id_panel").get_by_label("Paolo Reyes").check()
    page.click("main form button:has-text('Schedule')")
    page.click("text=Make the link")
    return page.input_value("#join-link")


def score_everything(page: Page, interview: str, step: str) -> None:
    page.goto(f"{interview}scorecard/")
    for scale in page.locator("fieldset.scale").all():
        chosen = scale.locator(f"input[value='{step}']")
        chosen.locator("xpath=..").click()  # the label: its input is not drawn
        expect(chosen).to_be_checked()
    page.locator("input[name=recommendation][value=yes]").check()
    page.locator("input[name=confidence][value=high]").check()
    expect(page.locator("#scorecard-form .save-state")).to_have_text("Saved", timeout=10_000)
    page.click("text=Review and submit")
    page.click("text=Submit and lock")
    expect(page.locator(".notice--success").first).to_contain_text("Submitted and locked")


def join(browser: Browser, link: str, heard: list[str]) -> Page:
    """The candidate's browser; `heard` collects every frame and every page that reached it."""
    guest = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    guest.on("websocket", lambda ws: ws.on("framereceived", lambda frame: heard.append(str(frame))))
    guest.on("response", lambda answer: heard.append(answer.text()) if answer.status == 200 else None)
    guest.goto(link)
    guest.click("text=Come in")
    expect(guest.locator("#candidate-stage")).to_contain_text("You are in the lobby")
    return guest


def watch(browser: Browser, address: str, interview: str, bells: list[str]) -> Page:
    """The second panel member in the room; `bells` collects the frames that reached them."""
    panelist = sign_in(browser, address, "panel@demo.example")
    panelist.on("websocket", lambda ws: ws.on("framereceived", lambda frame: bells.append(str(frame))))
    panelist.goto(f"{interview}room/")
    return panelist


def ask(lead: Page, guest: Page, heard: list[str], number: int) -> None:
    """One question: both see it, the lead notes and rates, and nothing of the guide reached the guest."""
    prompt = lead.locator(".room__stage .prose").first.inner_text()
    expect(guest.locator("#candidate-stage .stage__question")).to_have_text(prompt)
    if lead.locator(".ticks input").count():
        lead.locator(".ticks input").first.check()
    lead.fill("#note", f"SECRETNOTE {number}")
    lead.locator(".room__stage p").first.click()
    lead.keyboard.press("4")
    for form in ("#note-form", "#answer-form"):
        expect(lead.locator(f"{form} .save-state")).to_have_text("Saved", timeout=10_000)
    expected = lead.locator("details[data-key=e] .prose").text_content() or ""
    sentences = [line.strip() for line in expected.splitlines() if len(line.split()) > 3]
    secrets = [*lead.locator(".ticks span").all_text_contents(), *sentences, "SECRETNOTE"]
    everything = "\n".join(heard)
    assert [secret for secret in secrets if len(secret) > 9 and secret in everything] == []
    with lead.expect_navigation():
        lead.click("button:has-text('Next question')")


def end(lead: Page, guest: Page) -> list[str]:
    """Every socket that the candidate's page opens once it has said goodbye, also when its line comes back."""
    lead.click("text=End and score")
    lead.click("text=End it and score")
    expect(guest.locator("#candidate-stage")).to_contain_text("The interview is over")
    called: list[str] = []
    guest.on("websocket", lambda ws: called.append(ws.url))
    guest.evaluate("dispatchEvent(new Event('online'))")
    return called


def read_report(lead: Page, interview: str) -> None:
    lead.goto(interview)
    lead.locator(".page-header__actions").get_by_role("link", name="Report", exact=True).click()
    expect(lead.locator("#summary")).to_contain_text("Greta Guest", timeout=10_000)
    expect(lead.locator("main")).to_contain_text("Where the panel differs")


def test_from_two_documents_to_a_report(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, "lead@demo.example")
    titles = [import_document(lead, name) for name in ("000_bfce3f74761347d4.txt", "001_13055fbd732b91c8.txt")]
    plan_eight(lead, titles)
    link = schedule(lead)
    interview = lead.url.removesuffix("link/new/")
    heard: list[str] = []
    guest = join(browser, link, heard)
    lead.goto(interview)
    lead.click("text=Start the interview")
    lead.wait_for_url("**/room/")
    bells: list[str] = []
    panelist = watch(browser, address, interview, bells)
    for number in range(8):
        ask(lead, guest, heard, number)
    assert bells
    assert [bell for bell in bells if set(json.loads(bell)) != {"seq"}] == []
    panelist.reload()
    assert "SECRETNOTE" not in panelist.content()
    called = end(lead, guest)
    score_everything(lead, interview, "4")
    panelist.goto(f"{interview}scorecard/")
    assert panelist.locator("fieldset.scale input:checked").count() == 0
    score_everything(panelist, interview, "2")
    read_report(lead, interview)
    assert called == []
