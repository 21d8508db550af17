"""Words typed without a line, for a pad whose question has left the table by the time they come."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pycrdt import Doc, Text

from accounts.models import User
from sessions.guests import cookie_name
from sessions.models import AskedQuestion, InterviewSession, JoinLink, PanelMember
from sessions.pad.documents import document_of, text_of
from sessions.pad.models import PadUpdate
from sessions.pad.plain import merge_text
from sessions.services.asking import put_next
from sessions.services.moves import move

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(guest: tuple[JoinLink, str]) -> Client:
    link, browser = guest
    client = Client(enforce_csrf_checks=True)
    client.cookies[cookie_name(link.public_id)] = browser
    return client


@pytest.fixture
def left(interview: InterviewSession, asked: AskedQuestion, lead: User) -> AskedQuestion:
    put_next(interview=interview, by=lead)
    asked.refresh_from_db()
    return asked


@pytest.fixture
def path(guest: tuple[JoinLink, str], asked: AskedQuestion) -> str:
    return f"/room/{guest[0].public_id}/pads/{asked.public_id}/late/"


def step(words: str) -> dict[str, str]:
    document: Doc[Any] = Doc()
    document["text"] = Text(words)
    return {"step": b64encode(document.get_update()).decode()}


def stands(asked: AskedQuestion) -> str:
    return text_of(document_of(asked.pk))


@pytest.mark.parametrize("words", [step("x = 1"), {"text": "x = 1", "steps": "0"}], ids=["editor", "plain"])
def test_the_candidates_words_come_into_the_pad_and_nothing_of_it_is_told(
    candidate: Client, left: AskedQuestion, path: str, lead: User, words: dict[str, str]
) -> None:
    merge_text(asked=left, text="said among us", known_steps=0, user_id=lead.pk)
    answer = candidate.post(path, words)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "x = 1" in stands(left)
    assert "said among us" in stands(left)
    assert list(PadUpdate.objects.values_list("user", flat=True)) == [lead.pk, None]
    assert candidate.get(path.removesuffix("late/")).status_code == 404


@pytest.mark.parametrize("words", [step("x = 1"), {"text": "x = 1", "steps": "0"}], ids=["editor", "plain"])
def test_words_that_come_twice_stand_once(
    candidate: Client, left: AskedQuestion, path: str, words: dict[str, str]
) -> None:
    assert [candidate.post(path, words).status_code for _ in range(2)] == [204, 204]
    assert (stands(left), PadUpdate.objects.count()) == ("x = 1", 1)


@pytest.mark.parametrize("arrived", [True, False])
def test_a_save_that_nobody_answered_and_what_was_typed_on_it_stand_once(
    candidate: Client, left: AskedQuestion, path: str, arrived: bool
) -> None:
    if arrived:
        merge_text(asked=left, text="x = 1", known_steps=0, user_id=None)
    answer = candidate.post(path, {"save": "x = 1", "text": "x = 1\ny = 2", "steps": "0"})
    assert (answer.status_code, stands(left)) == (204, "x = 1\ny = 2")


def test_the_panel_brings_its_words_too(left: AskedQuestion, lead: User, as_user: SignIn) -> None:
    path = f"/interviews/{left.interview.public_id}/pads/{left.public_id}/late/"
    assert as_user(lead).post(path, step("lead was here")).status_code == 204
    assert PadUpdate.objects.get().user == lead


def test_a_question_that_was_never_on_the_table_takes_nothing(
    candidate: Client, interview: InterviewSession, guest: tuple[JoinLink, str], asked: AskedQuestion
) -> None:
    other = interview.asked.exclude(pk=asked.pk).first()
    assert other
    answer = candidate.post(f"/room/{guest[0].public_id}/pads/{other.public_id}/late/", step("early"))
    assert (answer.status_code, PadUpdate.objects.count()) == (404, 0)


def test_a_pad_of_another_interview_is_not_found(candidate: Client, left: AskedQuestion, path: str) -> None:
    InterviewSession.objects.filter(pk=left.interview_id).update(public_id="another")
    JoinLink.objects.update(claim_hash="of another browser")
    assert candidate.post(path, step("x = 1")).status_code == 404


@pytest.mark.parametrize("action", ["pause", "end"])
def test_while_nobody_writes_nothing_is_taken(
    candidate: Client, interview: InterviewSession, left: AskedQuestion, path: str, lead: User, action: str
) -> None:
    move(interview=interview, action=action, by=lead)
    assert (candidate.post(path, step("x = 1")).status_code, PadUpdate.objects.count()) == (404, 0)


def test_a_shadow_writes_nothing(left: AskedQuestion, panelist: User, as_user: SignIn) -> None:
    PanelMember.objects.filter(user=panelist).update(seat=PanelMember.Seat.SHADOW)
    path = f"/interviews/{left.interview.public_id}/pads/{left.public_id}/late/"
    assert (as_user(panelist).post(path, step("x")).status_code, PadUpdate.objects.count()) == (403, 0)


@pytest.mark.parametrize("words", [{"step": "no base64!"}, {"step": "aGVsbG8="}, {"text": "x"}, {"steps": "-1"}])
def test_what_is_no_step_is_refused(candidate: Client, left: AskedQuestion, path: str, words: dict[str, str]) -> None:
    assert (candidate.post(path, words).status_code, PadUpdate.objects.count()) == (400, 0)
