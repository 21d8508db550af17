"""Nobody sees what is not theirs to see: every URL and every frame is walked with data that could leak (I1, I2, I6)."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.jobs import run_due
from reports.exporting import FORMATS
from sessions.guests import cookie_name
from sessions.models import AskedQuestion, Candidate, InterviewSession
from sessions.services.links import claim, issue_link
from sessions.services.messages import send_message
from sessions.services.moves import move
from tests import test_permissions
from tests.test_permissions import READABLE, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[User], Client]
# Each of these words stands in one field of one person's judgement, or in what only the panel may read.
NOTE, QUOTE, COMMENT, TALK = "CANARYNOTE", "CANARYQUOTE", "CANARYCOMMENT", "CANARYTALK"
JUDGED = ("/interviews/", "/reports/", "/positions/", "/rescoring/")
LEAD = "lead@x.example"
GUIDE = ("SECRETANSWER", "SECRETPOINT", "SECRETFOLLOW", "SECRETFLAG")
world = test_permissions.world


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock runs while pages are compared."""
    moment = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def ops() -> Iterator[str]:
    return (f"operation-{n:08d}" for n in count())


@pytest.fixture
def live(world: World, lead: User) -> World:
    move(interview=world.interview, action="start", by=lead)
    world.interview.refresh_from_db()
    return world


def judge(author: Client, interview: InterviewSession, ops: Iterator[str], *, value: str, words: str) -> None:
    """Everything that one person can write about an interview, in `words` and with the same `value` throughout."""
    base = f"/interviews/{interview.public_id}"
    version = iter(range(1, 100))
    for asked in interview.asked.all():
        note = {"op_id": next(ops), "base_version": 0, "asked": asked.public_id, "body": f"{NOTE} {words}"}
        assert author.post(f"{base}/note/", note).status_code == 200
        quote = {"asked": asked.public_id, "criterion": _criteria(interview)[0], "kind": "quote"}
        quote |= {"text": f"{QUOTE} {words}", "op_id": next(ops), "base_version": next(version)}
        assert author.post(f"{base}/evidence/", quote).status_code == 200
    form = {f"criterion:{key}": value for key in _criteria(interview)} | _answers(interview, value)
    form |= {"recommendation": "yes" if value > "3" else "no", "confidence": "high", "comment": f"{COMMENT} {words}"}
    form |= {"op_id": next(ops), "base_version": str(next(version))}
    assert author.post(f"{base}/scorecard/save/", form).status_code == 200


def _criteria(interview: InterviewSession) -> list[str]:
    return list(interview.rubric_version.criteria.values_list("public_id", flat=True))


def _answers(interview: InterviewSession, value: str) -> dict[str, object]:
    form: dict[str, object] = {}
    for asked in interview.asked.all():
        point = asked.question_version.guide.key_points.get()
        ticks = [str(point.pk)] if value > "3" else []
        key = asked.public_id
        form |= {f"answer:{key}": value, f"ticks:{key}": "1", f"tick:{key}": ticks}
    return form


def addresses(world: World) -> Iterator[str]:
    """Every URL that answers a GET, and the room's for every question and query it takes."""
    yield from (world.path(name) for name in READABLE)
    room = f"/interviews/{world.interview.public_id}/room/"
    for asked in world.interview.asked.all():
        yield f"{room}?q={asked.public_id}"
        yield f"{room}status/?q={asked.public_id}"
        yield f"/interviews/{world.interview.public_id}/note/history/?q={asked.public_id}"
    yield f"{room}bank/?words=thing"


def walk(client: Client, world: World) -> dict[str, str]:
    """Address to what it answers, headers included, without what is random by design."""
    return {path: _told(client.get(path)) for path in addresses(world)}


SIDE_DOORS = (
    "/reports/?order=total",
    "/reports/?level=mid&order=total",
    "/reports/?decision=open",
    "/reports/questions/?show=advised",
    f"/questions/?q={QUOTE}",
    "/interviews/?q=cleo",
)


def side_doors(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """What lists answer when they are sorted and searched, what a POST to any address answers, every order of an
    export, and the mails of this person; after the jobs that a submission asks for have run."""
    run_due()
    yield from ((path, _told(client.get(path))) for path in SIDE_DOORS)
    posted = {path for path in map(world.path, test_permissions.TABLE) if path.startswith(JUDGED)}
    yield from ((f"POST {path}", tried(lambda at=path: {"": _told(client.post(at))})[""]) for path in sorted(posted))
    for kind in FORMATS:
        order = {"report": world.ids["report"], "kind": kind, "show": "full"}
        yield f"export {kind}", _told(client.post("/reports/exports/new/", order))
    yield from ((f"mail {n}", f"{m.to} {m.subject} {m.body}") for n, m in enumerate(mail.outbox) if m.to != [LEAD])


def _told(answer: HttpResponse) -> str:
    return _masked(f"{answer.status_code} {answer.headers}\n" + _text(answer))


def _text(answer: object) -> str:
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed else getattr(answer, "content", b"")
    return bytes(content).decode(errors="replace")


RANDOM = (
    r'(name="(csrfmiddlewaretoken|op_id)" value|data-now|nonce|name="pad-nonce" content)="[^"]*"'
    r"|'nonce-[^']*'|csrftoken=\w+|'(X-Request-ID|Content-Length)': '\w+'"
)


def _masked(text: str) -> str:
    return re.sub(RANDOM, "", text)


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The addresses whose bytes are others now, each with the first place where."""
    return [f"{path}: {_place(before[path], after[path])}" for path in before if before[path] != after[path]]


def _place(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[at - 60 : at + 60]!r} became {other[at - 60 : at + 60]!r}"


def hits(pages: dict[str, str], words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(path, word) for path, body in pages.items() for word in words if word in body]


class _Undo(Exception):
    """Ends a trial: whatever was written in it is taken back."""


def tried(act: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What `act` returns, in a world that afterwards is as it was."""
    seen: dict[str, str] = {}
    try:
        with transaction.atomic():
            seen = act()
            raise _Undo
    except _Undo:
        return seen


def test_the_walk_would_find_a_leak(live: World, lead: User, as_user: SignIn, ops: Iterator[str]) -> None:
    judge(as_user(lead), live.interview, ops, value="4", words="mine")
    seat = live.interview.panel.get(user=lead)
    send_message(member=seat, op_id=next(ops), body=TALK)
    found = {word for _, word in hits(walk(as_user(lead), live), (NOTE, QUOTE, COMMENT, TALK, *GUIDE))}
    assert found == {NOTE, QUOTE, COMMENT, TALK, *GUIDE}


@pytest.mark.parametrize("seat", ["panel", "shadow"])
def test_a_colleague_s_draft_changes_no_byte_for_others_on_the_panel(
    seat: str, live: World, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    if seat == "shadow":
        live.interview.panel.filter(user=panelist).update(seat=seat, scorecard=None)
    client = as_user(panelist)
    before = walk(client, live)
    judge(as_user(lead), live.interview, ops, value="4", words="mine")
    assert differing(before, walk(client, live)) == []


@pytest.mark.parametrize("seat", ["panel", "shadow"])
def test_what_a_colleague_submitted_changes_no_byte_for_others_on_the_panel(
    seat: str, live: World, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    """That somebody has submitted may be seen; nothing of what."""
    if seat == "shadow":
        live.interview.panel.filter(user=panelist).update(seat=seat, scorecard=None)
    client, author = as_user(panelist), as_user(lead)

    def submitted(value: str, words: str) -> dict[str, str]:
        judge(author, live.interview, ops, value=value, words=words)
        move(interview=live.interview, action="end", by=lead)
        author.post(f"/interviews/{live.interview.public_id}/scorecard/submit/")
        assert live.interview.panel.get(user=lead).scorecard.state == "submitted"
        return walk(client, live) | dict(side_doors(client, live))

    strong = tried(lambda: submitted("5", "strong"))
    weak = tried(lambda: submitted("1", "weak and longer"))
    assert differing(strong, weak) == []
    assert hits(strong, (NOTE, COMMENT, f"{QUOTE} ")) == []


def test_a_panelist_s_own_saves_answer_nothing_of_a_colleague_s(
    live: World, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    judge(as_user(lead), live.interview, ops, value="5", words="mine")
    client, base = as_user(panelist), f"/interviews/{live.interview.public_id}"
    asked = live.interview.asked.all()[0].public_id
    posts = {
        "note/": {"base_version": 0, "asked": asked, "body": "own"},
        "scorecard/save/": {"base_version": 1, f"answer:{asked}": "2"},
        "message/": {"body": "hello"},
    }
    pages = {
        path: _text(client.post(f"{base}/{path}", form | {"op_id": next(ops)}, headers={"HX-Request": "true"}))
        for path, form in posts.items()
    }
    assert hits(pages, (NOTE, QUOTE, COMMENT)) == []
    assert pages["scorecard/save/"] == '{"version": 2}'


@pytest.mark.parametrize("state", ["live", "scoring"])
def test_a_candidate_gets_nothing_of_guide_talk_and_judgement(
    state: str, live: World, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    issue_link(interview=live.interview, by=lead)
    link = live.interview.links.get(revoked_at=None)
    guest = Client()
    guest.cookies[cookie_name(link.public_id)] = claim(link=link, browser=None)
    live.ids["link"] = link.public_id
    judge(as_user(lead), live.interview, ops, value="4", words="mine")
    send_message(member=live.interview.panel.get(user=lead), op_id=next(ops), body=TALK)
    if state == "scoring":
        move(interview=live.interview, action="end", by=lead)
    pages = walk(guest, live)
    assert f"/room/{link.public_id}/" in pages
    assert "200" in pages[f"/room/{link.public_id}/"][:3]
    assert hits(pages, (NOTE, QUOTE, COMMENT, TALK, *GUIDE)) == []


@pytest.mark.parametrize("who", ["stranger", "hr", "admin", "practising"])
def test_nobody_beside_the_panel_gets_anything_of_an_open_interview(
    who: str, live: World, lead: User, as_user: SignIn, ops: Iterator[str], request: pytest.FixtureRequest
) -> None:
    judge(as_user(lead), live.interview, ops, value="4", words="mine")
    send_message(member=live.interview.panel.get(user=lead), op_id=next(ops), body=TALK)
    move(interview=live.interview, action="end", by=lead)
    assert hits(walk(as_user(request.getfixturevalue(who)), live), (NOTE, QUOTE, COMMENT, TALK)) == []


def test_whoever_is_the_candidate_gets_nothing_whatever_else_they_are(
    live: World, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    judge(as_user(lead), live.interview, ops, value="4", words="mine")
    User.objects.filter(pk=panelist.pk).update(is_hr=True, is_admin=True)
    Candidate.objects.filter(pk=live.interview.candidate_id).update(user=panelist)
    pages = walk(as_user(User.objects.get(pk=panelist.pk)), live)
    assert hits(pages, (NOTE, QUOTE, COMMENT, TALK)) == []
    own = [path for path in pages if live.interview.public_id in path and not path.startswith("/reports/")]
    assert {path: pages[path][:3] for path in own} == dict.fromkeys(own, "404")


def test_the_order_of_questions_and_lists_does_not_follow_ratings(
    live: World, lead: User, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    """What is next best for one seat is made of that seat's own evidence alone."""
    AskedQuestion.objects.filter(interview=live.interview).update(state="pending")
    path = f"/interviews/{live.interview.public_id}/room/status/"
    before = _masked(_text(as_user(panelist).get(path)))
    judge(as_user(lead), live.interview, ops, value="5", words="mine")
    assert "Next best question" in before
    assert _masked(_text(as_user(panelist).get(path))) == before
