"""Browsers at a pad, spoken to its consumers without a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from django.contrib.auth.models import AnonymousUser
from pycrdt import Doc, Text, create_sync_message, handle_sync_message

from accounts.models import User
from sessions.guests import cookie_name
from sessions.pad.consumers import STORED, CandidatePadConsumer, PanelPadConsumer
from tests.sockets import Socket


def step(text: str) -> bytes:
    document: Doc[Any] = Doc()
    document["text"] = Text(text)
    return document.get_update()


def panel_socket(user: User | AnonymousUser, asked_id: str, **scope: Any) -> Socket:
    scope |= {"user": user, "cookies": {}, "url_route": {"kwargs": {"asked_id": asked_id}}}
    return Socket(PanelPadConsumer.as_asgi(), f"/ws/pads/{asked_id}/", **scope)


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


async def stored(socket: Socket) -> int:
    """How many of its steps a browser is told are in the database, when it is told next."""
    while (message := await socket.receive_from())[0] != STORED:
        pass
    return message[1]
