"""The shared pad: who may open it, what reaches whom, and that nothing typed is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connections
from django.test import Client
from pycrdt import Doc, Text, create_sync_message, create_update_message, handle_sync_message

from accounts.models import User
from questions.models import Question
from sessions.guests import cookie_name
from sessions.models import AskedQuestion, InterviewSession, JoinLink, PadUpdate
from sessions.pad import writing
from sessions.pad.consumers import CandidatePadConsumer, PanelPadConsumer
from sessions.pad.documents import checked_step, document_of, text_of
from sessions.pad.plain import merge_text
from sessions.pad.writing import Writer
from sessions.services.asking import put_on_table
from sessions.services.links import claim, issue_link
from sessions.services.moves import move
from tests.sockets import Socket

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
async def no_connection_left() -> AsyncIterator[None]:
    """A consumer's thread keeps its connection, and PostgreSQL would then not drop the test database."""
    yield
    await sync_to_async(connections.close_all)()


@pytest.fixture
def asked(interview: InterviewSession, questions: list[Question], lead: User) -> AskedQuestion:
    """A coding question on the table of a live interview."""
    Question.objects.update(kind="coding")
    move(interview=interview, action="start", by=lead)
    interview.refresh_from_db()
    assert interview.current
    return interview.current


@pytest.fixture
def guest(interview: InterviewSession, lead: User, asked: AskedQuestion) -> tuple[JoinLink, str]:
    issue_link(interview=interview, by=lead)
    link = interview.links.get(revoked_at=None)
    return link, claim(link=link, browser=None)


def step(text: str) -> bytes:
    document: Doc[Any] = Doc()
    document["text"] = Text(text)
    return document.get_update()


def panel_socket(user: User | AnonymousUser, asked_id: str) -> Socket:
    route = {"kwargs": {"asked_id": asked_id}}
    return Socket(PanelPadConsumer.as_asgi(), f"/ws/pads/{asked_id}/", user=user, cookies={}, url_route=route)


def guest_socket(link_id: str, browser: str, asked_id: str) -> Socket:
    path, route = f"/ws/join/{link_id}/pads/{asked_id}/", {"kwargs": {"link_id": link_id, "asked_id": asked_id}}
    cookies = {cookie_name(link_id): browser}
    return Socket(CandidatePadConsumer.as_asgi(), path, user=AnonymousUser(), cookies=cookies, url_route=route)


@asynccontextmanager
async def joined(socket: Socket) -> AsyncIterator[Doc[Any]]:
    """The socket's document after the first exchange."""
    document: Doc[Any] = Doc()
    document["text"] = Text()
    connected, code = await socket.connect()
    assert connected, code
    await socket.send_to(create_sync_message(document))
    handle_sync_message((await socket.receive_from())[1:], document)
    yield document
    await socket.disconnect()


@pytest.mark.django_db(transaction=True)
async def test_what_the_panel_types_reaches_the_candidate(
    lead: User, asked: AskedQuestion, guest: tuple[JoinLink, str]
) -> None:
    link, browser = guest
    async with (
        joined(panel_socket(lead, asked.public_id)) as _,
        joined(theirs := guest_socket(link.public_id, browser, asked.public_id)) as document,
    ):
        await theirs.receive_from()
        mine = panel_socket(lead, asked.public_id)
        async with joined(mine):
            await mine.send_to(create_update_message(step("def f(): ...")))
            message = await theirs.receive_from()
        handle_sync_message(message[1:], document)
        assert str(document["text"]) == "def f(): ..."


@pytest.mark.django_db(transaction=True)
async def test_a_pad_survives_because_it_is_in_the_database(lead: User, asked: AskedQuestion) -> None:
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        await socket.send_to(create_update_message(step("kept")))
        await until_stored(asked)
    async with joined(panel_socket(lead, asked.public_id)) as document:
        assert str(document["text"]) == "kept"


@pytest.mark.django_db(transaction=True)
async def test_steps_wait_for_a_database_that_is_away(asked: AskedQuestion, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(steps: object) -> None:
        raise OperationalError("gone")

    pen = Writer()
    pen.waiting = [checked_step(asked_id=asked.pk, body=step(text), user_id=None) for text in ("one", "two")]
    with monkeypatch.context() as broken:
        broken.setattr(writing, "_store", away)
        assert await pen.flush() is False
    assert await pen.flush() is True
    assert await PadUpdate.objects.filter(asked=asked).acount() == 2


async def until_stored(asked: AskedQuestion) -> None:
    """Looks for the first step for two seconds."""
    for _ in range(100):
        if await PadUpdate.objects.filter(asked=asked).aexists():
            return
        await asyncio.sleep(0.02)
    pytest.fail("The step was not stored.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["stranger", "hr", "admin"])
async def test_whoever_is_not_on_the_panel_is_turned_away(
    who: str, asked: AskedQuestion, request: pytest.FixtureRequest
) -> None:
    user = await sync_to_async(request.getfixturevalue)(who)
    assert await panel_socket(user, asked.public_id).connect() == (False, 4404)


@pytest.mark.django_db(transaction=True)
async def test_a_candidate_opens_no_other_pad_than_that_on_the_table(
    interview: InterviewSession, asked: AskedQuestion, guest: tuple[JoinLink, str]
) -> None:
    link, browser = guest
    other = await interview.asked.exclude(pk=asked.pk).aget()
    assert await guest_socket(link.public_id, browser, other.public_id).connect() == (False, 4404)
    assert await guest_socket(link.public_id, "another-browser", asked.public_id).connect() == (False, 4404)


@pytest.mark.django_db(transaction=True)
async def test_a_candidate_cannot_write_while_the_interview_pauses(
    interview: InterviewSession, lead: User, asked: AskedQuestion, guest: tuple[JoinLink, str]
) -> None:
    await database_sync_to_async(move)(interview=interview, action="pause", by=lead)
    socket = guest_socket(guest[0].public_id, guest[1], asked.public_id)
    async with joined(socket):
        await socket.send_to(create_update_message(step("too late")))
        assert (await socket.receive_output())["code"] == 4403
    assert not await PadUpdate.objects.aexists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("message", [b"\x00\x02\x03abc", b"\x00\x02", b"\x00\x00\xff\xff\xff", b"\x00", b"\x00\x00"])
async def test_what_is_no_step_closes_the_socket_and_stores_nothing(
    message: bytes, lead: User, asked: AskedQuestion
) -> None:
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        await socket.receive_from()
        await socket.send_to(message)
        assert (await socket.receive_output())["code"] == 1008
    assert not await PadUpdate.objects.aexists()


@pytest.mark.django_db
def test_texts_typed_at_once_without_the_bundle_both_stay(lead: User, asked: AskedQuestion) -> None:
    merge_text(asked=asked, text="one\ntwo\n", known_steps=0, user_id=None)
    merge_text(asked=asked, text="one\ntwo\nthree\n", known_steps=1, user_id=lead.pk)
    merge_text(asked=asked, text="zero\none\ntwo\n", known_steps=1, user_id=None)
    assert text_of(document_of(asked.pk)) == "zero\none\ntwo\nthree\n"


@pytest.mark.django_db
def test_a_plain_pad_counts_letters_of_every_alphabet(asked: AskedQuestion) -> None:
    merge_text(asked=asked, text="größe = 「幅」🙂", known_steps=0, user_id=None)
    merge_text(asked=asked, text="größer = 「幅と高さ」🙂!", known_steps=1, user_id=None)
    assert text_of(document_of(asked.pk)) == "größer = 「幅と高さ」🙂!"


@pytest.mark.django_db
def test_the_candidate_saves_the_pad_by_a_plain_form(asked: AskedQuestion, guest: tuple[JoinLink, str]) -> None:
    link, browser = guest
    client = Client(enforce_csrf_checks=True)
    client.cookies[cookie_name(link.public_id)] = browser
    path = f"/room/{link.public_id}/pads/{asked.public_id}/"
    answer = client.post(path, {"text": "x = 1", "steps": "0", "plain": "1"}, headers={"origin": "null"})
    assert answer["Location"] == f"/room/{link.public_id}/"
    assert client.get(path).json() == {"text": "x = 1", "steps": 1, "may_write": True}


@pytest.mark.django_db
def test_another_browser_finds_no_pad(asked: AskedQuestion, guest: tuple[JoinLink, str]) -> None:
    assert Client().get(f"/room/{guest[0].public_id}/pads/{asked.public_id}/").status_code == 404


@pytest.mark.django_db
def test_the_history_shows_an_earlier_step(
    interview: InterviewSession, asked: AskedQuestion, lead: User, as_user: SignIn
) -> None:
    merge_text(asked=asked, text="first", known_steps=0, user_id=None)
    merge_text(asked=asked, text="first and second", known_steps=1, user_id=lead.pk)
    page = as_user(lead).get(f"/interviews/{interview.public_id}/pads/{asked.public_id}/history/?step=1")
    assert page.context["text"] == "first"
    assert "the candidate" in page.content.decode()


@pytest.mark.django_db
def test_a_question_of_another_kind_has_no_pad(
    interview: InterviewSession, lead: User, asked: AskedQuestion, as_user: SignIn
) -> None:
    Question.objects.update(kind="conceptual")
    put_on_table(interview=interview, asked=asked, by=lead)
    path = f"/interviews/{interview.public_id}/pads/{asked.public_id}/"
    assert as_user(lead).get(path).status_code == 404
