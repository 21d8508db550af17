"""Who hears of a pad's step, in this process and in others, and until when."""

import pytest
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.test import Client
from pycrdt import create_update_message

from accounts.models import User
from sessions.models import AskedQuestion, InterviewSession, JoinLink
from sessions.pad.hub import GROUP, hub, told
from sessions.services.links import withdraw_link
from tests.sessions.pad.sockets import guest_socket, joined, panel_socket, step

pytestmark = pytest.mark.django_db(transaction=True)


async def test_what_another_process_tells_is_heard_at_its_pad_alone(lead: User, asked: AskedQuestion) -> None:
    socket = panel_socket(lead, asked.public_id)
    layer = get_channel_layer()
    assert layer
    message = create_update_message(step("from there"))
    async with joined(socket):
        await socket.receive_from()
        await layer.group_send(GROUP, told("another-pad", b"not for us"))
        await layer.group_send(GROUP, told(asked.public_id, message))
        assert await socket.receive_from() == message


async def test_whoever_says_something_does_not_hear_it_back(lead: User, asked: AskedQuestion) -> None:
    socket = panel_socket(lead, asked.public_id)
    async with joined(socket):
        await socket.receive_from()
        await socket.send_to(b"\x01\x01\x00")
        assert await socket.receive_nothing(0.3)


async def test_a_candidate_whose_link_is_withdrawn_is_cut_off(
    interview: InterviewSession, lead: User, asked: AskedQuestion, guest: tuple[JoinLink, str]
) -> None:
    socket = guest_socket(guest[0].public_id, guest[1], asked.public_id)
    async with joined(socket):
        await socket.receive_from()
        await database_sync_to_async(withdraw_link)(interview=interview, by=lead)
        await hub().look()
        assert (await socket.receive_output())["code"] == 4404


async def test_whoever_signs_out_is_cut_off(lead: User, asked: AskedQuestion) -> None:
    client = Client()
    await database_sync_to_async(client.force_login)(lead)
    socket = panel_socket(lead, asked.public_id, session=client.session)
    async with joined(socket):
        await socket.receive_from()
        await Session.objects.all().adelete()
        await hub().look()
        assert (await socket.receive_output())["code"] == 4404


async def test_a_process_without_an_open_pad_looks_after_none(lead: User, asked: AskedQuestion) -> None:
    async with joined(panel_socket(lead, asked.public_id)):
        assert hub().tasks
    assert not hub().tasks
