"""The shared pad: who may open it, what reaches whom, and that nothing typed is lost."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.db import OperationalError
from pycrdt import Doc, Text, create_update_message, handle_sync_message

from accounts.models import User
from sessions.models import AskedQuestion, InterviewSession, JoinLink, PadUpdate
from sessions.pad import consumers, writing
from sessions.pad.hub import hub
from sessions.services.moves import move
from tests.sessions.pad.sockets import guest_socket, joined, panel_socket, step, stored


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
        await stored(socket)
    async with joined(panel_socket(lead, asked.public_id)) as document:
        assert str(document["text"]) == "kept"


@pytest.mark.django_db(transaction=True)
async def test_a_browser_hears_how_much_is_stored_when_it_is(lead: User, asked: AskedQuestion) -> None:
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        await socket.receive_from()
        for text in ("one", "two"):
            await socket.send_to(create_update_message(step(text)))
        assert await stored(socket) == 2
        assert await PadUpdate.objects.filter(asked=asked).acount() == 2


@pytest.mark.django_db(transaction=True)
async def test_nobody_hears_that_it_is_stored_while_the_database_is_away(
    lead: User, asked: AskedQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(steps: object) -> None:
        raise OperationalError("gone")

    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        await socket.receive_from()
        with monkeypatch.context() as broken:
            broken.setattr(writing, "_store", away)
            await socket.send_to(create_update_message(step("one")))
            assert await socket.receive_nothing(0.5)
        assert await stored(socket) == 1


def with_a_deletion() -> Doc[Any]:
    document: Doc[Any] = Doc()
    document["text"] = pad = Text("some words")
    del pad[0:5]
    return document


@pytest.mark.django_db(transaction=True)
async def test_an_answer_that_holds_nothing_new_is_no_step_of_the_history(lead: User, asked: AskedQuestion) -> None:
    document = with_a_deletion()
    await PadUpdate.objects.acreate(asked=asked, body=document.get_update())
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        question = await socket.receive_from()
        await socket.send_to(handle_sync_message(question[1:], document) or b"")
        assert await stored(socket) == 1
    assert await PadUpdate.objects.filter(asked=asked).acount() == 1


@pytest.mark.django_db(transaction=True)
async def test_an_answer_is_counted_after_the_steps_before_it_are_stored(
    lead: User, asked: AskedQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = with_a_deletion()
    await PadUpdate.objects.acreate(asked=asked, body=document.get_update())
    monkeypatch.setattr(writing, "GATHER", 30)
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        question = await socket.receive_from()
        await socket.send_to(create_update_message(step("one")))
        await socket.send_to(handle_sync_message(question[1:], document) or b"")
        assert await stored(socket) == 1
        assert await PadUpdate.objects.filter(asked=asked).acount() == 2


@pytest.mark.django_db(transaction=True)
async def test_a_candidate_writes_as_soon_as_the_interview_goes_on(
    interview: InterviewSession, lead: User, asked: AskedQuestion, guest: tuple[JoinLink, str]
) -> None:
    await database_sync_to_async(move)(interview=interview, action="pause", by=lead)
    socket = guest_socket(guest[0].public_id, guest[1], asked.public_id)
    async with joined(socket):
        await database_sync_to_async(move)(interview=interview, action="resume", by=lead)
        await socket.send_to(create_update_message(step("in time")))
        assert await stored(socket) == 1


@pytest.mark.django_db(transaction=True)
async def test_a_browser_that_does_not_read_is_cut_off(
    lead: User, asked: AskedQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "WAITING", 3)
    deaf = panel_socket(lead, asked.public_id)
    async with joined(deaf):
        await deaf.receive_from()
        for listener in next(iter(hub().pads.values())):
            for _ in range(4):
                listener.hear(b"\x01\x00")
        assert (await deaf.receive_output())["code"] == 1008


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
