"""Signing in and starting what the browser tests drive."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

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


def environment(home: Path) -> dict[str, str]:
    """What a process of the embedded default is given, whatever database the other tests run on."""
    keep = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return keep | {"DJANGO_SETTINGS_MODULE": "interviewprep.settings.dev", "INTERVIEWPREP_VAR_DIR": str(home)}


_cookies: dict[str, Any] = {}


def sign_in(browser: Browser, address: str, email: str) -> Page:
    """An empty page of a fresh browser that this person is signed in at: by one log-in for all tests of a run, which
    none of them may end."""
    if email not in _cookies:
        _cookies[email] = sign_in_anew(browser, address, email).context.cookies()
    return browser.new_context(base_url=address, storage_state={"cookies": _cookies[email]}).new_page()


def sign_in_anew(browser: Browser, address: str, email: str) -> Page:
    """By a log-in of the test's own, on the page that follows it."""
    page = browser.new_context(base_url=address).new_page()
    page.goto("/accounts/login/")
    sign_in_here(page, email)
    page.wait_for_url("**/interviews/")
    return page


def sign_in_here(page: Page, email: str) -> None:
    """Fills the sign-in page that is open."""
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button:has-text('Sign in')")
