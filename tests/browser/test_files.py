"""Question documents dropped onto the page, and a selection taken away again, by a person."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.driving import sign_in

FILES = {
    "harbour.md": "# Harbour questions\n\n### What is a browser-tested quay?\n\nFor ships.\n\n"
    "### What is a mole?\n\nA dam.\n",
    "wind.csv": "question,answer,level\nWhat is a browser-tested sea breeze?,Wind from the sea,Junior\n",
}
DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, text] of Object.entries(files)) carried.items.add(new File([text], name));
  const over = new DragEvent("dragover", {dataTransfer: carried, bubbles: true, cancelable: true});
  document.body.dispatchEvent(over);
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def test_several_files_are_dropped_previewed_imported_and_exported(browser: Browser, address: str) -> None:
    page = sign_in(browser, address, "lead@demo.example")
    page.goto("/questions/import/")
    page.evaluate(DROP, FILES)
    assert page.locator("[data-drop-files] li").all_inner_texts() == ["harbour.md, 1 KB", "wind.csv, 1 KB"]
    page.keyboard.press("Enter")  # the button was given the focus
    page.wait_for_selector("text=Waiting for you")
    breeze = "“What is a browser-tested sea breeze?” · CSV · 1 question"
    for name, found in (("harbour.md", "“Harbour questions” · Markdown · 2 questions"), ("wind.csv", breeze)):
        said = page.locator(f"li:has-text('{name}') .waiting__found").inner_text()
        assert said.startswith(f"{found} · waits until ")
    page.click(".waiting__name:has-text('wind.csv')")
    page.click("button:text-is('Import')")
    page.wait_for_url("**/questions/import/")
    page.click("li:has-text('harbour.md') button:has-text('Discard')")
    page.wait_for_selector("text=Nothing of it is in the bank")
    assert exported(page, "browser-tested") == ["What is a browser-tested sea breeze?"]


def exported(page: Page, words: str) -> list[str]:
    page.goto(f"/questions/?q={words}")
    page.locator(".hit__select").first.check()
    page.click("summary:has-text('Export')")
    page.check("input[name=format][value=json]")
    with page.expect_download() as download:
        page.click("button:has-text('Download')")
    found = json.loads(Path(download.value.path()).read_text())
    return [question["prompt"] for question in found["questions"]]
