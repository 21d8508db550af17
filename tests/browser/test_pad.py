"""Two people in one pad, in two browsers: they type at once while the server dies, and nothing is lost or doubled."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from tests.browser.conftest import needed
from tests.browser.driving import ROOT, environment, sign_in
from tests.browser.mortal import MortalServer
from tests.browser.notes import FULL, crash

BUNDLE = ROOT / "static" / "pad" / "pad.js"
# Live interviews with a coding question on the table, and the candidates' links.
SETTING = """
import json
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from questions.models import Question
from sessions.models import Candidate, InterviewPlan, Position
from sessions.services.links import issue_link
from sessions.services.moves import move
from sessions.services.planning import Schedule, planned, save_plan, schedule_interview

lead = User.objects.get(email="lead@demo.example")
position = Position.objects.filter(owner=lead).first()
question = Question.objects.filter(kind="coding", current__isnull=False).first()
plan = InterviewPlan.objects.create(position=position, title="Pad")
save_plan(plan=plan, base_version=1, title="Pad", budget=30, questions=[planned(question)])
rooms = []
for _ in range(6):
    candidate = Candidate.objects.create(name="Pia Pad", owner=lead)
    schedule = Schedule(timezone.now() + timedelta(minutes=1), 30, lead)
    interview = schedule_interview(owner=lead, plan=plan, candidate=candidate, schedule=schedule)
    token = issue_link(interview=interview, by=lead)
    move(interview=interview, action="start", by=lead)
    rooms.append([interview.public_id, interview.asked.get().public_id, token])
print(json.dumps(rooms))
"""


@dataclass
class Two:
    """The lead's and the candidate's browser, both with the pad open."""

    address: str
    lead: Page
    guest: Page
    pad_address: str
    server: MortalServer | None = None

    def stored(self) -> str:
        """What a fresh browser of the lead would be told."""
        text: str = self.lead.request.get(f"{self.address}{self.pad_address}").json()["text"]
        return text


Room = tuple[str, str, str]


@pytest.fixture(scope="module")
def rooms(address: str, home: Path) -> Iterator[Room]:
    """Interview, question and link of as many interviews as are asked for; starting the shell costs most."""
    shell = [sys.executable, "manage.py", "shell", "-v0", "-c", SETTING]

    def made() -> Iterator[Room]:
        while True:
            found = subprocess.run(
                shell, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True
            ).stdout
            yield from json.loads(found.splitlines()[-1])

    return made()


@pytest.fixture
def here(address: str, rooms: Iterator[Room], browser: Browser) -> Two:
    """In the running product, for what kills no server."""
    needed(BUNDLE)
    return opened(address, next(rooms), browser)


@pytest.fixture(params=["editor", pytest.param("plain", marks=pytest.mark.long)])
def two(request: pytest.FixtureRequest, rooms: Iterator[Room], home: Path, browser: Browser) -> Iterator[Two]:
    """On a server of their own."""
    if request.param == "editor":
        needed(BUNDLE)
    server = MortalServer(home)
    server.environment["INTERVIEWPREP_PLAIN_PAD"] = str(request.param == "plain")
    server.start()
    try:
        pair = opened(server.address, next(rooms), browser)
        pair.server = server
        yield pair
    finally:
        server.stop()


def opened(address: str, room: Room, browser: Browser) -> Two:
    interview, asked, token = room
    lead = sign_in(browser, address, "lead@demo.example")
    lead.goto(f"/interviews/{interview}/room/")
    guest = browser.new_context(base_url=address).new_page()
    guest.goto(f"/join/{token}/")
    guest.get_by_role("button", name="Come in").click()
    for page in (lead, guest):
        expect(page.locator("[data-pad-part=state]")).to_have_text("Shared", timeout=15_000)
    return Two(address, lead, guest, f"/interviews/{interview}/pads/{asked}/")


def field(page: Page) -> Locator:
    return page.locator("#pad .cm-content, #pad .pad__plain")


def shown(page: Page) -> str:
    """The pad's text without the names at other people's carets."""
    read = """pad => pad.value ?? Array.from(pad.querySelectorAll('.cm-line'), line => {
        const copy = line.cloneNode(true);
        copy.querySelectorAll('.cm-ySelectionCaret').forEach(caret => caret.remove());
        return copy.textContent.replaceAll('\\u2060', '');
    }).join('\\n')"""
    text: str = field(page).evaluate(read)
    return text


def together(two: Two, *words: str) -> str:
    """Waits until both browsers and the server hold one text with these words; returns it."""
    for page in (two.lead, two.guest):
        page.wait_for_function(
            "words => words.every(word => (document.querySelector('#pad .pad__plain')?.value "
            "?? document.querySelector('#pad .cm-content').textContent).includes(word))",
            arg=words,
            timeout=20_000,
        )
        expect(page.locator("[data-pad-part=state]")).to_have_text("Shared", timeout=15_000)
    text = two.stored()
    assert (shown(two.lead), shown(two.guest)) == (text, text)
    return text


def test_two_type_at_once_while_the_server_dies(two: Two) -> None:
    field(two.lead).click()
    two.lead.keyboard.type("first line\n\nlast line\n")
    two.guest.wait_for_timeout(200)
    together(two, "last line")
    field(two.lead).press("Control+Home")
    field(two.guest).click()
    field(two.guest).press("Control+End")
    rounds = 45 if FULL else 18
    for number in range(rounds):
        if number == rounds // 3:
            two.server.kill()
        if number == 2 * rounds // 3:
            two.server.start()
        two.lead.keyboard.type(f"lead{number} ")
        two.guest.keyboard.type(f"guest{number} ")
    text = together(two, f"guest{rounds - 1} ", f"lead{rounds - 1} ")
    for who in ("lead", "guest"):
        assert re.findall(rf"{who}\d+ ", text) == [f"{who}{number} " for number in range(rounds)]
    two.guest.reload()
    expect(two.guest.locator("[data-pad-part=state]")).to_have_text("Shared", timeout=15_000)
    assert together(two, f"lead{rounds - 1} ") == text


OUTBOX = """async () => {
    const opening = indexedDB.open('interviewprep-outbox');
    await new Promise(done => opening.onsuccess = done);
    const asking = opening.result.transaction('kept').objectStore('kept').getAll();
    await new Promise(done => asking.onsuccess = done);
    return asking.result.map(({ sealed }) => new TextDecoder('latin1').decode(sealed));
}"""


def reload_in_vain(page: Page) -> None:
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.reload()


def kept(page: Page) -> list[str]:
    """What lies in the outbox of this page's browser, as it lies there."""
    found: list[str] = page.evaluate(OUTBOX)
    return found


def type_as_the_line_goes(two: Two) -> None:
    """The candidate's "before " is shared, their "while away " lies on the device."""
    field(two.guest).click()
    two.guest.keyboard.type("before ")
    together(two, "before ")
    two.server.kill()
    two.guest.keyboard.type("while away ", delay=20)
    expect(two.guest.locator("[data-pad-part=state]")).to_contain_text("kept on this device")


@pytest.mark.parametrize("leave", [reload_in_vain, crash])
def test_words_typed_without_a_line_outlive_the_page_and_are_there_once(
    two: Two, leave: Callable[[Page], None]
) -> None:
    room = two.guest.url
    type_as_the_line_goes(two)
    assert [("away" in record, "while" in record) for record in kept(two.guest)] == [(False, False)]
    leave(two.guest)
    two.server.start()
    fresh = two.guest.context.new_page()
    two.guest.close()
    fresh.goto(room)
    two.guest = fresh
    assert together(two, "while away ") == "before while away "
    assert kept(two.guest) == []


# What the lead does while the candidate has no line.
MOVE_ON = """
from accounts.models import User
from sessions.models import InterviewSession
from sessions.services.asking import put_next
put_next(interview=InterviewSession.objects.get(public_id="{}"), by=User.objects.get(email="lead@demo.example"))
"""


@pytest.mark.parametrize("stays", [True, False], ids=["page stays", "page dies"])
def test_words_typed_without_a_line_reach_a_pad_whose_question_has_left_the_table(two: Two, stays: bool) -> None:
    room = two.guest.url
    type_as_the_line_goes(two)
    if not stays:
        crash(two.guest)
    interview = two.pad_address.split("/")[2]
    shell = [sys.executable, "manage.py", "shell", "-v0", "-c", MOVE_ON.format(interview)]
    subprocess.run(shell, cwd=ROOT, env=two.server.environment, check=True)
    two.server.start()
    page = two.guest if stays else two.guest.context.new_page()
    if not stays:
        two.guest.close()
        page.goto(room)
    expect(page.get_by_role("heading", name="No question on the table")).to_be_visible(timeout=20_000)
    deadline = time.monotonic() + 20
    while two.stored() != "before while away " and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert two.stored() == "before while away "
    page.wait_for_timeout(500)
    assert kept(page) == []


@pytest.mark.parametrize("two", ["editor"], indirect=True)
@pytest.mark.long
def test_the_pad_is_back_as_soon_as_the_room_is(two: Two) -> None:
    tries: list[str] = []
    two.guest.on("websocket", lambda socket: tries.append(socket.url) if "/pads/" in socket.url else None)
    two.server.kill()
    # By then the next try is five to ten seconds away.
    while len(tries) < 6:
        two.guest.wait_for_event("websocket", timeout=20_000)
    two.server.start()
    expect(two.guest.locator("[data-pad-part=state]")).to_have_text("Shared", timeout=4000)


@pytest.mark.long
def test_a_network_that_blocks_sockets_gets_the_text_field(here: Two) -> None:
    here.guest.route_web_socket(re.compile("/pads/"), lambda socket: socket.close())
    here.guest.reload()
    plain = here.guest.locator("#pad .pad__plain")
    expect(plain).to_be_editable(timeout=15_000)
    plain.press_sequentially("by the clock ")
    field(here.lead).click()
    here.lead.keyboard.type("by the socket ")
    together(here, "by the clock ", "by the socket ")


@pytest.mark.parametrize("two", ["plain"], indirect=True)
@pytest.mark.long
def test_a_save_that_nobody_ever_answers_goes_out_again(two: Two) -> None:
    unanswered: list[Route] = []

    def answer(route: Route) -> None:
        if unanswered or route.request.method != "POST":
            route.continue_()
        else:
            unanswered.append(route)

    two.guest.route(re.compile("/pads/"), answer)
    field(two.guest).click()
    two.guest.keyboard.type("unheard ")
    together(two, "unheard ")
    assert len(unanswered) == 1


def test_python_runs_in_the_candidates_browser_and_the_panel_sees_the_output(here: Two) -> None:
    field(here.guest).click()
    here.guest.keyboard.type("print(6 * 7)\nimport js; print('reached', (await js.fetch('/healthz')).status)")
    here.guest.get_by_role("button", name="Run", exact=True).click()
    runs = here.lead.locator("[data-pad-part=runs] li")
    expect(runs).to_contain_text("Run by Pia Pad", timeout=60_000)
    expect(runs).to_contain_text("42")
    # What runs here reaches nothing of the product: the worker's own policy refuses.
    expect(runs).to_contain_text("Failed to fetch")
    expect(runs).not_to_contain_text("reached")


def test_the_interviewer_sees_pad_and_note_at_once_and_the_line_being_typed(here: Two) -> None:
    for size in ({"width": 1280, "height": 720}, {"width": 1280, "height": 800}):
        here.lead.set_viewport_size(size)
        expect(here.lead.locator("#note")).to_be_in_viewport(ratio=1)
        expect(here.lead.locator("#pad")).to_be_in_viewport(ratio=0.4)
    field(here.lead).click()
    here.lead.keyboard.type("line\n" * 14)
    caret, note = (here.lead.locator(each).bounding_box() for each in (".cm-cursor-primary", "#note-form"))
    assert caret
    assert note
    assert caret["y"] + caret["height"] <= note["y"]


@pytest.mark.long
def test_each_sees_the_others_name_at_their_caret(here: Two) -> None:
    for page in (here.lead, here.guest):
        field(page).click()
    here.guest.keyboard.type("here")
    expect(here.lead.locator(".cm-ySelectionInfo")).to_have_text("Pia Pad")
    expect(here.lead.locator(".cm-ySelectionInfo")).to_have_css("opacity", "1")
    expect(here.guest.locator(".cm-ySelectionInfo")).to_have_text("Lena")


@pytest.mark.long
def test_words_typed_as_a_pause_begins_are_there_when_it_ends(here: Two) -> None:
    field(here.guest).click()
    here.guest.keyboard.type("before as it began ")
    here.lead.get_by_role("button", name="Pause", exact=True).first.click()
    expect(here.guest.get_by_role("heading", name="A short pause")).to_be_visible()
    here.lead.get_by_role("button", name="Resume", exact=True).first.click()
    expect(here.guest.locator("[data-pad-part=state]")).to_have_text("Shared", timeout=15_000)
    assert together(here, "began ") == "before as it began "
