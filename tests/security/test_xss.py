"""S11: what people write is shown by real pages in a real browser, and nothing of it runs, policy or none."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from accounts.models import User
from core.jobs import run_due
from practice.models import Attempt
from practice.services.attempts import answer_attempt
from questions.models import Collection, Tag
from reports.debrief_json import debrief_to_dict
from reports.models import Decision, Letter, Report
from rubric.models import Evidence
from sessions.guests import cookie_name
from sessions.models import Note
from sessions.services.links import claim, issue_link
from sessions.services.messages import send_message
from sessions.services.moves import move
from tests.browser.driving import CHROMIUM, FLAGS, ROOT
from tests.reports.debriefs import a_debrief
from tests.security.hostile import CASES, NAMED, poison
from tests.test_permissions import ROUTES, TABLE, World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOST = "http://product.test"
# Whatever runs calls this; a link that would run something when it is followed counts as well.
HOOK = "window.__ran = []; window.__xss = (n) => window.__ran.push(n); window.alert = window.__xss;"
LOOK = """() => [...window.__ran,
  ...Array.from(document.querySelectorAll("[href], [src], [action], [formaction], [data]"))
  .flatMap((one) => ["href", "src", "action", "formaction", "data"].map((name) => one.getAttribute(name) || ""))
  .filter((address) => /^[\\s\\x00-\\x1f]*(javascript|vbscript|data:text)/i.test(address)),
  ...Array.from(document.querySelectorAll("*")).flatMap((one) => one.getAttributeNames())
  .filter((name) => /^on/i.test(name) || /hx-on/i.test(name))]"""
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".mjs": "text/javascript"}


@dataclass(frozen=True)
class Shot:
    """A page as the product answered it."""

    body: bytes
    headers: dict[str, str]

    @property
    def cases(self) -> set[str]:
        text = self.body.decode(errors="replace")
        return {found for pair in NAMED.findall(text) for found in pair if found}


@pytest.fixture
def inhabited(world: World, lead: User, panelist: User, practising: User) -> World:
    """Somebody has written into everything, and all of it is hostile."""
    interview = world.interview
    move(interview=interview, action="start", by=lead)
    seat = interview.panel.get(user=lead)
    for n, asked in enumerate(interview.asked.all()):
        Note.objects.create(member=seat, asked=asked, body="x", version=1)
        send_message(member=seat, op_id=f"operation-{n:08d}", body="x")
    for criterion in interview.rubric_version.criteria.all():
        Evidence.objects.create(scorecard=seat.scorecard, criterion=criterion, text="x")
    for kind in (Tag, Collection):
        kind.objects.create(name="x", **({"owner": lead} if kind is Collection else {}))
    asked.question_version.question.tags.set(Tag.objects.all())
    report = Report.objects.get(interview=interview)
    Report.objects.filter(pk=report.pk).update(debrief=debrief_to_dict(a_debrief()))
    run_due()
    Decision.objects.create(report=report, outcome="hire", reason="x", departure="x", decided_by=lead)
    Letter.objects.create(report=report, body="x", released_by=lead)
    answer_attempt(attempt=Attempt.objects.get(user=practising), body="x", seconds=9)
    assert poison() > 50
    return world


def shots(world: World, clients: list[Client]) -> dict[str, Shot]:
    """Each page once, as the first of the people who gets it."""
    found: dict[str, Shot] = {}
    room = f"/interviews/{world.interview.public_id}/room/"
    paths = [world.path(name) for name, row in TABLE.items() if name in ROUTES and row[0] != 405]
    paths += [f"{room}?q={asked.public_id}" for asked in world.interview.asked.all()]
    for path in dict.fromkeys(paths):
        for client in clients:
            answer = client.get(path)
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                shown = Shot(answer.content, {k: v for k, v in answer.headers.items() if k != "Content-Length"})
                found[path] = shown
                break
    return found


@pytest.fixture
def pages(inhabited: World, lead: User, hr: User, practising: User, as_user: SignIn) -> dict[str, Shot]:
    issue_link(interview=inhabited.interview, by=lead)
    link = inhabited.interview.links.get(revoked_at=None)
    guest = Client()
    guest.cookies[cookie_name(link.public_id)] = claim(link=link, browser=None)
    inhabited.ids["link"] = link.public_id
    return shots(inhabited, [as_user(lead), as_user(hr), as_user(practising), guest])


def answer(route: Route, pages: dict[str, Shot], *, policy: bool, asked: list[str]) -> None:
    """Pages from what was taken, scripts and styles from the tree; anything else is written down and refused."""
    url = urlsplit(route.request.url)
    shown = pages.get(f"{url.path}?{url.query}" if url.query else url.path)
    if shown:
        kept = {k: v for k, v in shown.headers.items() if policy or k != "Content-Security-Policy"}
        route.fulfill(status=200, headers=kept, body=shown.body)
    elif url.path.startswith("/static/") and (file := ROOT / url.path.lstrip("/")).is_file():
        route.fulfill(status=200, body=file.read_bytes(), content_type=TYPES.get(Path(url.path).suffix, "font/woff2"))
    else:
        asked.append(route.request.url)
        route.fulfill(status=404, body="")


def ran(context: BrowserContext, pages: dict[str, Shot], *, policy: bool) -> dict[str, Any]:
    """What ran, or was asked of another host, by page."""
    asked: list[str] = []
    context.add_init_script(HOOK)
    context.route("**/*", lambda route: answer(route, pages, policy=policy, asked=asked))
    page: Page = context.new_page()
    found = {}
    for path in pages:
        asked.clear()
        page.goto(HOST + path, wait_until="load")
        hits = page.evaluate(LOOK) + [url for url in asked if "evil" in url]
        if hits:
            found[path] = hits
    context.close()
    return found


def test_s11_nothing_that_people_write_runs(pages: dict[str, Shot], record_property: Callable[..., None]) -> None:
    if not CHROMIUM.exists():
        assert os.environ.get("CI") != "true", "Chromium is missing, and CI=true"
        pytest.skip(f"LEFT OUT: {CHROMIUM} is not there")
    reached = set().union(*(shot.cases for shot in pages.values()))
    rich = {path: shot for path, shot in pages.items() if len(shot.cases) > 20}
    record_property("figure", f"{len(reached)} cases on {len(pages)} pages")
    assert (len(CASES) >= 500, len(reached) >= 400, len(pages) > 60) == (True, True, True)
    bare = {"/bare": Shot("\n".join(CASES).encode(), {"Content-Type": "text/html"})}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        without = ran(browser.new_context(), pages, policy=False)
        under = ran(browser.new_context(), rich, policy=True)
        control = ran(browser.new_context(), bare, policy=True)
        browser.close()
    assert (without, under) == ({}, {})
    assert len(control["/bare"]) > 50, "the browser would not have noticed"
