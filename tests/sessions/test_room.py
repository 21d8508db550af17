"""The interviewer's room: what one seat sees of an interview that is under way, and what its buttons change."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questions.services.bank import Content, Place, add_question
from sessions.models import InterviewSession, PanelMember
from sessions.services.asking import add_unplanned
from sessions.services.moves import move
from tests.forms import PlainForm

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def live(interview: InterviewSession, lead: User) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    interview.refresh_from_db()
    return interview


@pytest.fixture
def client(lead: User, as_user: SignIn) -> Client:
    return as_user(lead)


def room(interview: InterviewSession) -> str:
    return f"/interviews/{interview.public_id}/room/"


def add_many(interview: InterviewSession, lead: User, count: int) -> None:
    for n in range(count):
        content = Content(prompt=f"More {n}?", answer="", key_points=[f"Point {n}"], minutes=5)
        question = add_question(owner=lead, content=content, place=Place(levels=["mid"], topic="Things"))
        assert question.current
        add_unplanned(interview=interview, version=question.current, minutes=5, by=lead)


@pytest.mark.parametrize("part", ["", "status/"])
def test_a_long_plan_takes_no_more_queries(part: str, live: InterviewSession, lead: User, client: Client) -> None:
    client.get(room(live) + part)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(room(live) + part)
    add_many(live, lead, 28)
    with CaptureQueriesContext(connection) as many:
        client.get(room(live) + part)
    assert len(many) == len(few)


def test_skipping_needs_a_reason(live: InterviewSession, client: Client) -> None:
    asked = live.asked.last()
    assert asked
    answer = client.post(f"{room(live)}skip/", {"asked": asked.public_id, "reason": " "})
    assert answer.status_code == 422
    assert "why the question is skipped" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "pending"


def test_a_skipped_question_says_why(live: InterviewSession, client: Client) -> None:
    asked = live.asked.last()
    assert asked
    client.post(f"{room(live)}skip/", {"asked": asked.public_id, "reason": "said it already"})
    assert "Skipped: said it already" in client.get(room(live)).content.decode()


def test_a_skipped_question_that_is_asked_after_all_has_no_reason_any_more(
    live: InterviewSession, client: Client
) -> None:
    asked = live.asked.last()
    assert asked
    client.post(f"{room(live)}skip/", {"asked": asked.public_id, "reason": "no time"})
    client.post(f"{room(live)}put/", {"asked": asked.public_id})
    asked.refresh_from_db()
    assert (asked.state, asked.skip_reason) == ("current", "")


def test_a_waiting_question_moves_earlier_and_what_was_asked_stays(
    live: InterviewSession, lead: User, client: Client
) -> None:
    add_many(live, lead, 1)
    last = live.asked.last()
    assert last
    for _ in range(3):
        client.post(f"{room(live)}reorder/", {"asked": last.public_id, "to": "earlier"})
    assert [item.question_version.prompt for item in live.asked.all()] == [
        "What is thing 1?",
        "More 0?",
        "What is thing 2?",
    ]


def test_an_agreed_factor_stretches_every_limit(live: InterviewSession, client: Client) -> None:
    answer = client.post(f"/interviews/{live.public_id}/time/", {"factor": "1.50"})
    assert answer.status_code == 302
    live.refresh_from_db()
    assert live.time_factor == Decimal("1.5")
    lines = client.get(room(live)).context["lines"]
    assert [line.clock.limit for line in lines] == [450, 450]


def test_wrapping_up_is_announced_to_everybody(live: InterviewSession, client: Client) -> None:
    client.post(f"{room(live)}wrap-up/")
    assert client.get(room(live)).context["wrap_up"] == 5
    assert live.events.latest("seq").audience == "everyone"


def test_a_panelist_cannot_conduct(live: InterviewSession, panelist: User, as_user: SignIn) -> None:
    posts = ("next/", "put/", "skip/", "reorder/", "wrap-up/", "add/")
    client = as_user(panelist)
    assert {client.post(room(live) + path).status_code for path in posts} == {403}


def test_the_lead_is_handed_over_by_a_plain_form(
    live: InterviewSession, client: Client, panelist: User, as_user: SignIn
) -> None:
    page = client.get(f"/interviews/{live.public_id}/").content.decode()
    assert "Hand the lead to Pavel" in page
    member = live.panel.get(user=panelist)
    client.post(f"/interviews/{live.public_id}/seat/lead/", {"member": member.public_id})
    assert {seat.user.email: seat.seat for seat in live.panel.all()} == {
        "lead@x.example": "panel",
        "pan@x.example": "lead",
    }
    assert as_user(panelist).post(f"{room(live)}next/").status_code == 302


def test_a_late_joiner_sees_the_right_state(
    live: InterviewSession, client: Client, stranger: User, as_user: SignIn
) -> None:
    client.post(f"{room(live)}next/")
    form = PlainForm(client.get(f"/interviews/{live.public_id}/").content.decode(), "seat-add")
    client.post(form.action, form.hidden | {"person": stranger.public_id, "seat": "panel"})
    seen = as_user(stranger).get(room(live)).context
    assert seen["viewed"].question_version.prompt == "What is thing 2?"
    assert [line.asked.state for line in seen["lines"]] == ["done", "current"]


def test_a_shadow_takes_notes_and_has_nothing_to_score_with(
    live: InterviewSession, client: Client, stranger: User, as_user: SignIn
) -> None:
    client.post(f"/interviews/{live.public_id}/seat/add/", {"person": stranger.public_id, "seat": "shadow"})
    page = as_user(stranger).get(room(live)).content.decode()
    assert 'id="note"' in page
    assert 'id="answer-form"' not in page
    assert PanelMember.objects.get(user=stranger).scorecard is None


def test_the_candidate_s_account_cannot_be_added_to_the_panel(
    live: InterviewSession, client: Client, stranger: User
) -> None:
    live.candidate.user = stranger
    live.candidate.save()
    assert stranger not in client.get(f"/interviews/{live.public_id}/").context["addable"]
    client.post(f"/interviews/{live.public_id}/seat/add/", {"person": stranger.public_id, "seat": "panel"})
    assert not PanelMember.objects.filter(user=stranger).exists()


def test_whoever_looks_elsewhere_is_told_what_is_on_the_table(live: InterviewSession, client: Client) -> None:
    waiting = live.asked.last()
    assert waiting
    page = client.get(f"{room(live)}?q={waiting.public_id}").content.decode()
    assert "On the table now" in page


def test_what_the_panel_says_stays_with_the_panel(
    live: InterviewSession, client: Client, panelist: User, as_user: SignIn
) -> None:
    said = {"op_id": "operation-00000001", "body": "go deeper"}
    for _ in range(2):
        client.post(f"/interviews/{live.public_id}/message/", said)
    assert as_user(panelist).get(room(live)).content.decode().count("go deeper") == 1
    assert live.events.latest("seq").audience == "panel"


def test_a_note_is_read_as_markdown_with_its_lines(live: InterviewSession, client: Client) -> None:
    asked = live.asked.first()
    assert asked
    form = {"op_id": "operation-00000001", "base_version": 0, "asked": asked.public_id, "body": "q: **so**\nb: <b>"}
    client.post(f"/interviews/{live.public_id}/note/", form)
    page = client.get(f"/interviews/{live.public_id}/note/history/?q={asked.public_id}").content.decode()
    assert "<strong>Quote</strong> <strong>so</strong><br>\n<strong>Behaviour</strong> &lt;b&gt;" in page


def test_an_earlier_text_of_a_note_comes_back_and_nothing_is_lost(live: InterviewSession, client: Client) -> None:
    asked = live.asked.first()
    assert asked
    path = f"/interviews/{live.public_id}/note/"
    for n, body in enumerate(("first words", "other words")):
        form = {"op_id": f"operation-{n:08d}", "base_version": n, "asked": asked.public_id, "body": body}
        client.post(path, form)
    back = {"op_id": "operation-00000009", "base_version": 2, "asked": asked.public_id, "version": "1"}
    client.post(f"{path}restore/", back)
    note = live.panel.get(seat="lead").notes.get()
    assert note.body == "first words"
    assert [revision.body for revision in note.revisions.order_by("version")] == [
        "first words",
        "other words",
        "first words",
    ]


def test_a_text_that_came_back_is_named_by_the_hour_its_history_shows(live: InterviewSession, client: Client) -> None:
    asked = live.asked.first()
    assert asked
    client.cookies["zone"] = "Pacific/Auckland"
    path = f"/interviews/{live.public_id}/note/"
    client.post(path, {"op_id": "operation-00000001", "base_version": 0, "asked": asked.public_id, "body": "words"})
    back = {"op_id": "operation-00000002", "base_version": 1, "asked": asked.public_id, "version": "1"}
    page = client.post(f"{path}restore/", back, follow=True).content.decode()
    kept = live.panel.get(seat="lead").notes.get().revisions.get(version=1)
    hour = kept.created_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert f"The text of {hour:%H:%M:%S} is back." in page


def test_what_every_bell_costs_is_known(
    live: InterviewSession, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client.get(room(live))
    with django_assert_max_num_queries(20):
        client.get(room(live))
    with django_assert_max_num_queries(13):
        client.get(f"{room(live)}status/?q={live.asked.first().public_id}")  # type: ignore[union-attr]
