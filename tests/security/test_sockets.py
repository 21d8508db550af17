"""S6: a socket opens for the installation's own pages alone. Who is closed, and when: tests/sessions/test_live.py."""

import pytest
from channels.security.websocket import OriginValidator
from django.test import override_settings

from tests.sockets import Socket

OWN = "https://interview.example"
CASES = {
    OWN: True,
    "https://interview.example:8443": False,
    "http://interview.example": False,
    "https://interview.example.evil.example": False,
    "https://evil.example": False,
    "https://sub.interview.example": False,
    "null": False,
    "": False,
}


async def welcoming(scope: object, receive: object, send: object) -> None:
    await receive()  # type: ignore[operator]
    await send({"type": "websocket.accept"})  # type: ignore[operator]


@pytest.mark.django_db
@pytest.mark.parametrize(("origin", "opens"), CASES.items())
async def test_s6_only_the_exact_origin_is_let_in(origin: str, opens: bool) -> None:
    with override_settings(DEBUG=False):
        door = OriginValidator(welcoming, [OWN])
        socket = Socket(door, "/ws/rooms/x/", headers=[(b"origin", origin.encode())] if origin else [])
        assert (await socket.connect())[0] is opens


def test_s6_the_application_stands_behind_that_door(settings: pytest.FixtureRequest) -> None:
    from interviewprep.asgi import application

    door = application.application_mapping["websocket"]
    assert isinstance(door, OriginValidator)
    assert door.allowed_origins == settings.WEBSOCKET_ORIGINS  # type: ignore[attr-defined]
