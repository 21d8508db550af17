"""The path the product exists for, over HTTP, with data that could leak."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.test import Client

from accounts.models import User
from core.jobs import run_due
from reports.models import Report
from sessions.models import InterviewSession
from sessions.services.links import issue_link
from sessions.services.moves import move

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SECRETS = ("SECRETANSWER", "SECRETPOINT", "SECRETFOLLOW", "SECRETFLAG", "SECRETNOTE", "SECRETQUOTE")


@pytest.fixture
def ops() -> Iterator[str]:
    return (f"operation-{n:08d}" for n in count())


def join(interview: InterviewSession, lead: User) -> tuple[Client, str]:
    guest = Client()
    token = issue_link(interview=interview, by=lead)
    answer = guest.post(f"/join/{token}/")
    return guest, answer["Location"]


def test_the_candidate_sees_the_question_and_nothing_of_its_guide(
    interview: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    guest, room = join(interview, lead)
    move(interview=interview, action="start", by=lead)
    interview.refresh_from_db()
    note = {"op_id": next(ops), "base_version": 0, "asked": interview.current.public_id, "body": "SECRETNOTE"}
    assert as_user(lead).post(f"/interviews/{interview.public_id}/note/", note).json() == {"version": 1}
    page = guest.get(room).content.decode() + guest.get(f"{room}stage/").content.decode()
    assert "What is thing 1?" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_the_interviewer_sees_the_guide(interview: InterviewSession, lead: User, as_user: SignIn) -> None:
    move(interview=interview, action="start", by=lead)
    page = as_user(lead).get(f"/interviews/{interview.public_id}/room/").content.decode()
    assert "SECRETANSWER1" in page
    assert "SECRETPOINT1" in page


def score(client: Client, interview: InterviewSession, ops: Iterator[str], value: str) -> None:
    base = f"/interviews/{interview.public_id}"
    criteria = {f"criterion:{c.public_id}": value for c in interview.rubric_version.criteria.all()}
    form = {"recommendation": "yes", "confidence": "high", "comment": "SECRETQUOTE", **criteria}
    saved = client.post(f"{base}/scorecard/save/", {"op_id": next(ops), "base_version": 1, **form})
    assert saved.json() == {"version": 2}
    assert client.post(f"{base}/scorecard/submit/").status_code == 302


@pytest.fixture
def scored(
    interview: InterviewSession,
    lead: User,
    panelist: User,
    as_user: SignIn,
    ops: Iterator[str],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    with django_capture_on_commit_callbacks(execute=True):
        score(as_user(lead), interview, ops, "4")
    with django_capture_on_commit_callbacks(execute=True):
        score(as_user(panelist), interview, ops, "2")
    interview.refresh_from_db()
    return interview


def test_the_last_submission_completes_the_interview(scored: InterviewSession) -> None:
    assert scored.state == "completed"


def test_the_worker_writes_the_summary_once(scored: InterviewSession) -> None:
    assert run_due() == 2  # the summary, and the figures of its questions
    assert run_due() == 0
    assert Report.objects.get().summary.state == "done"


def test_hr_reads_and_exports_the_report(scored: InterviewSession, hr: User, as_user: SignIn) -> None:
    run_due()
    report = Report.objects.get()
    client = as_user(hr)
    assert "Lena Lead" in client.get(f"/reports/{report.public_id}/").content.decode()
    for kind, start in {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{", "markdown": b"# "}.items():
        ordered = client.post("/reports/exports/new/", {"report": report.public_id, "kind": kind, "show": "full"})
        run_due()
        assert b"".join(client.get(f"{ordered['Location']}file/").streaming_content).startswith(start)


def test_a_stranger_finds_no_report(scored: InterviewSession, stranger: User, as_user: SignIn) -> None:
    assert as_user(stranger).get(f"/reports/{Report.objects.get().public_id}/").status_code == 404


def test_hr_cannot_open_a_scorecard(scored: InterviewSession, hr: User, as_user: SignIn) -> None:
    assert as_user(hr).get(f"/interviews/{scored.public_id}/scorecard/").status_code == 404


def test_a_panelist_sees_the_same_bytes_whatever_the_other_rated(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    pages = ["scorecard/", "room/", "room/status/"]
    client = as_user(panelist)
    before = [_masked(client, f"/interviews/{interview.public_id}/{page}") for page in pages]
    criterion = interview.rubric_version.criteria.first()
    form = {"op_id": next(ops), "base_version": 1, f"criterion:{criterion.public_id}": "5", "comment": "SECRETQUOTE"}
    as_user(lead).post(f"/interviews/{interview.public_id}/scorecard/save/", form)
    assert [_masked(client, f"/interviews/{interview.public_id}/{page}") for page in pages] == before


def _masked(client: Client, path: str) -> str:
    """The page without what is random by design, tokens of the form and of the operation, and without the clocks."""
    page = client.get(path).content.decode()
    return re.sub(r'(name="(csrfmiddlewaretoken|op_id)" value|data-now|data-used)="[^"]*"', "", page)


def test_a_submitted_scorecard_takes_no_more_changes(
    scored: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    form = {"op_id": next(ops), "base_version": 2, "comment": "too late"}
    answer = as_user(lead).post(f"/interviews/{scored.public_id}/scorecard/save/", form)
    assert answer.status_code in (400, 409)
    assert not scored.panel.filter(scorecard__comment="too late").exists()


def test_two_tabs_on_one_note_keep_both_texts(
    interview: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    client, path = as_user(lead), f"/interviews/{interview.public_id}/note/"
    asked = interview.asked.first().public_id
    client.post(path, {"op_id": next(ops), "base_version": 0, "asked": asked, "body": "first tab"})
    second = client.post(path, {"op_id": next(ops), "base_version": 0, "asked": asked, "body": "second tab"})
    assert second.status_code == 409
    assert second.json()["body"] == "first tab"


def test_the_same_save_twice_is_one_save(
    interview: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    client, path = as_user(lead), f"/interviews/{interview.public_id}/note/"
    form = {"op_id": next(ops), "base_version": 0, "asked": interview.asked.first().public_id, "body": "once"}
    assert [client.post(path, form).json() for _ in range(2)] == [{"version": 1}, {"version": 1}]


def test_an_unknown_field_is_refused(
    interview: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    move(interview=interview, action="start", by=lead)
    form = {"op_id": next(ops), "base_version": 1, "state": "submitted"}
    assert as_user(lead).post(f"/interviews/{interview.public_id}/scorecard/save/", form).status_code == 400
