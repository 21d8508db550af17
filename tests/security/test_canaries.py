"""S3: one word nobody else uses in every sensitive field, and a table of who comes upon it, wherever they look.

Each persona opens every address, orders every export of every report and of the bank, and reads their mail.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from django.core import mail as django_mail
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from core.jobs import run_due
from practice.models import Attempt, StudySet
from practice.services.attempts import answer_attempt
from questions.exporting.formats import FORMATS as BANK
from reports.exporting import FORMATS as REPORTS
from reports.models import Letter, Report
from reports.services.deciding import record_decision
from reports.services.letters import release_letter, save_letter
from sessions.guests import cookie_name
from sessions.models import Candidate, InterviewSession, Note
from sessions.services.links import claim, issue_link
from sessions.services.messages import send_message
from tests.reports.conftest import completed
from tests.sessions.test_blindness import walk
from tests.test_permissions import World, world

__all__ = ["completed", "world"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
EVERYBODY = ("lead", "panelist", "stranger", "hr", "admin", "candidate", "guest")
BANKERS = {"lead", "panelist", "stranger", "hr"}
READERS = {"lead", "panelist", "hr"}
# The interview is decided. `candidate` is the interviewed person's own account, and practises with it.
MAY: dict[str, set[str]] = {
    # Practised and answered, yet asked in an interview of theirs: nothing is revealed.
    "SECRETANSWER1": BANKERS,
    "SECRETPOINT1": BANKERS,
    "SECRETFOLLOW1": BANKERS,
    "SECRETFLAG1": BANKERS,
    "SECRETANSWER2": BANKERS,
    "LEADQUOTE": READERS,
    "PANELQUOTE": READERS,
    "LEADCOMMENT": READERS,
    "PANELCOMMENT": READERS,
    "CANARYREASON": READERS,
    "CANARYNOTE": {"lead"},
    "CANARYTALK": {"lead", "panelist"},
    # Read in the lobby and in the room (sessions/test_guests.py); after the interview by nobody.
    "CANARYWISH": set(),
    "CANARYLETTER": {"lead", "hr", "candidate"},
    # Mails go there, and no page, file or mail says it.
    "canarymail": set(),
    "CANARYATTEMPT": {"candidate"},
    "CANARYSET": {"candidate"},
}


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Everything that is said to sockets."""
    said: list[Any] = []
    monkeypatch.setattr("sessions.services.events.publish", lambda group, event: said.append((group, event)))
    return said


@pytest.fixture
def told(
    frames: list[Any], completed: InterviewSession, world: World, lead: User, practising: User, as_user: SignIn
) -> World:
    seat = completed.panel.get(user=lead)
    Note.objects.create(member=seat, asked=completed.asked.first(), body="CANARYNOTE", version=1)
    send_message(member=seat, op_id="operation-00000001", body="CANARYTALK")
    InterviewSession.objects.filter(pk=completed.pk).update(accommodation="CANARYWISH")
    Candidate.objects.filter(pk=completed.candidate_id).update(email="canarymail@x.example", user=practising)
    answer_attempt(attempt=Attempt.objects.get(user=practising), body="CANARYATTEMPT", seconds=9)
    StudySet.objects.filter(user=practising).update(title="CANARYSET")
    report = Report.objects.get()
    record_decision(report=report, by=lead, outcome="hire", reason="CANARYREASON", departure="CANARYREASON")
    save_letter(report=report, by=lead, body="CANARYLETTER", base_version=0)
    release_letter(report=Report.objects.get(), by=lead)
    run_due()
    return world


def texts(name: str, data: bytes) -> Iterator[str]:
    """What a person reads in a file; archives are opened."""
    yield data.decode(errors="replace")
    if data[:4] == b"%PDF":
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    elif data[:2] == b"PK":
        if name.endswith("xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            yield from (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                yield from texts(inside, archive.read(inside))


def files(client: Client, told: World) -> Iterator[tuple[str, bytes]]:
    """Every format of the report, of both questions, and of one's own practice."""
    for kind in REPORTS:
        order = {"report": told.ids["report"], "kind": kind, "show": "full"}
        ordered = client.post("/reports/exports/new/", order)
        run_due()
        if ordered.status_code == 302:
            yield REPORTS[kind].extension, content(client.get(f"{ordered['Location']}file/"))
    for kind in BANK:
        yield BANK[kind].ending, content(client.get(f"/questions/export/?format={kind}"))
    for kind in ("json", "markdown", "pdf", "anki"):
        yield kind, content(client.get(f"/practice/progress/export/{kind}/"))


def exported(client: Client, told: World) -> Iterator[str]:
    for name, data in files(client, told):
        yield from texts(name, data)


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def mailed(address: str) -> Iterator[str]:
    for message in django_mail.outbox:
        if address in message.to:
            yield f"{message.subject} {message.body} {getattr(message, 'alternatives', '')}"


def come_upon(client: Client, told: World, address: str) -> set[str]:
    letter = client.get(f"/reports/letters/{Letter.objects.get().public_id}/").content.decode()
    seen = "\n".join([*walk(client, told).values(), letter, *exported(client, told), *mailed(address)])
    return {word for word in MAY if word in seen}


@pytest.mark.once
def test_s3_each_canary_is_met_by_whom_the_table_names(
    told: World, as_user: SignIn, frames: list[Any], request: pytest.FixtureRequest, lead: User, practising: User
) -> None:
    issue_link(interview=told.interview, by=lead)
    link = told.interview.links.get(revoked_at=None)
    guest = Client()
    guest.cookies[cookie_name(link.public_id)] = claim(link=link, browser=None)
    told.ids["link"] = link.public_id
    found = {"guest": come_upon(guest, told, "canarymail@x.example")}
    for persona in EVERYBODY[:-1]:
        user = practising if persona == "candidate" else request.getfixturevalue(persona)
        found[persona] = come_upon(as_user(user), told, user.email)
    met = {word: {who for who in EVERYBODY if word in found[who]} for word in MAY}
    assert {word: (met[word], MAY[word]) for word in MAY if met[word] != MAY[word]} == {}
    assert {key for _, event in frames for key in event} <= {"type", "seq"}
