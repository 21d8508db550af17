"""The main job in real browsers against the real processes: from two documents to a report."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "practice-makes-better"


def needed(path: Path) -> None:
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing, and CI=true")
        pytest.skip(f"LEFT OUT: {path} is not there")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    needed(CHROMIUM)
    needed(SEEDS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("var")
    keep = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    env = keep | {"DJANGO_SETTINGS_MODULE": "interviewprep.settings.dev", "INTERVIEWPREP_VAR_DIR": str(home)}
    with (home / "log").open("w") as log:
        command = [sys.executable, "manage.py", "run", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/accounts/login/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - an address of this machine
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("The server did not start.")


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


def sign_in(browser: Browser, address: str, email: str) -> Page:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button:has-text('Sign in')")
    page.wait_for_url("**/interviews/")
    return page


def import_document(page: Page, name: str) -> None:
    page.goto("/questions/import/")
    page.set_input_files("input[type=file]", SEEDS / name)
    page.click("text=Show what is in it")
    page.click("main form button:has-text('Import')")
    expect(page.locator(".notice--success")).to_contain_text("questions imported")


def plan_eight(page: Page) -> None:
    page.goto("/positions/new/")
    page.fill("input[name=title]", "Browser engineer")
    page.select_option("select[name=target_level]", "mid")
    page.select_option("select[name=rubric_version]", label=rubric_label(page))
    page.click("text=Open the position")
    page.click("text=New plan")
    page.click("text=Go on to the questions")
    for _ in range(8):
        count = page.locator("#plan-form tbody tr").count()
        page.fill("#bank-q", "network")
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
        scale.locator(f"input[value='{step}']").check(force=True)
    page.locator("input[name=recommendation][value=yes]").check()
    page.locator("input[name=confidence][value=high]").check()
    expect(page.locator("#scorecard-form .save-state")).to_have_text("Saved", timeout=10_000)
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
    secrets = [*lead.locator(".ticks span").all_text_contents(), "SECRETNOTE"]
    everything = "\n".join(heard)
    assert [secret for secret in secrets if len(secret) > 9 and secret in everything] == []
    with lead.expect_navigation():
        lead.click("button:has-text('Next question')")


def read_report(lead: Page, interview: str) -> None:
    lead.goto(interview)
    lead.locator(".page-header__actions").get_by_role("link", name="Report", exact=True).click()
    expect(lead.locator("#summary")).to_contain_text("Greta Guest", timeout=10_000)
    expect(lead.locator("main")).to_contain_text("Where the panel differs")


def test_from_two_documents_to_a_report(browser: Browser, address: str) -> None:
    lead = sign_in(browser, address, "lead@demo.example")
    for name in ("000_bfce3f74761347d4.txt", "001_13055fbd732b91c8.txt"):
        import_document(lead, name)
    plan_eight(lead)
    link = schedule(lead)
    interview = lead.url.removesuffix("link/new/")
    heard: list[str] = []
    guest = join(browser, link, heard)
    lead.goto(interview)
    lead.click("text=Start the interview")
    lead.wait_for_url("**/room/")
    panelist = sign_in(browser, address, "panel@demo.example")
    for number in range(8):
        ask(lead, guest, heard, number)
    panelist.goto(f"{interview}room/")
    assert "SECRETNOTE" not in panelist.content()
    lead.click("button:has-text('End and score')")
    expect(guest.locator("#candidate-stage")).to_contain_text("The interview is over")
    score_everything(lead, interview, "4")
    panelist.goto(f"{interview}scorecard/")
    assert panelist.locator("fieldset.scale input:checked").count() == 0
    score_everything(panelist, interview, "2")
    read_report(lead, interview)
