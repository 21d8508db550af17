"""The bell: whom it rings, with what, and what it makes up for. The pages it rings for are fetched by HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.test import Client
from django.utils import timezone

from accounts.models import User
from sessions.consumers import CandidateConsumer, PanelConsumer, RoomConsumer
from sessions.guests import cookie_name
from sessions.live import watch
from sessions.models import InterviewSession, JoinLink
from sessions.services import events
from sessions.services.links import claim, issue_link, revoke_links
from sessions.services.messages import send_message
from sessions.services.moves import move
from sessions.services.seats import remove_member
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
async def quick_watch(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A watch of this test's own that looks often, and no connection left for PostgreSQL to wait for."""
    monkeypatch.setattr(watch, "TICK", 0.03)
    monkeypatch.setattr("sessions.consumers.WATCH", watch.Watch())
    yield
    await sync_to_async(connections.close_all)()


@pytest.fixture
def guest(interview: InterviewSession, lead: User) -> tuple[JoinLink, str]:
    issue_link(interview=interview, by=lead)
    link = interview.links.get(revoked_at=None)
    return link, claim(link=link, browser=None)


def panel_socket(user: Any, interview: InterviewSession, *, seq: int | None = None, session: Any = None) -> Socket:
    route = {"kwargs": {"public_id": interview.public_id}}
    query = f"seq={seq}".encode() if seq is not None else b""
    path = f"/ws/rooms/{interview.public_id}/"
    return Socket(
        PanelConsumer.as_asgi(), path, user=user, session=session, cookies={}, url_route=route, query_string=query
    )


def guest_socket(link: JoinLink, browser: str) -> Socket:
    route, cookies = {"kwargs": {"link_id": link.public_id}}, {cookie_name(link.public_id): browser}
    path = f"/ws/join/{link.public_id}/"
    return Socket(CandidateConsumer.as_asgi(), path, user=AnonymousUser(), cookies=cookies, url_route=route)


async def frame(socket: Socket) -> dict[str, int]:
    answer = await socket.receive_output(timeout=2)
    assert answer["type"] == "websocket.send", answer
    told: dict[str, int] = json.loads(answer["text"])
    return told


async def quiet(socket: Socket) -> bool:
    return await socket.receive_nothing(timeout=0.15)


async def until_quiet(socket: Socket) -> None:
    while not await quiet(socket):
        await socket.receive_output()


async def act(function: Callable[..., Any], **given: Any) -> Any:
    return await database_sync_to_async(function)(**given)


async def test_everybody_is_rung_with_a_number_and_nothing_else(
    interview: InterviewSession, lead: User, guest: tuple[JoinLink, str]
) -> None:
    sockets = panel_socket(lead, interview), guest_socket(*guest)
    for socket in sockets:
        assert await socket.connect() == (True, None)
        await until_quiet(socket)
    await act(move, interview=interview, action="start", by=lead)
    assert [set(await frame(socket)) for socket in sockets] == [{"seq"}, {"seq"}]
    for socket in sockets:
        await socket.disconnect()


async def test_a_candidate_cannot_count_what_the_panel_does(
    interview: InterviewSession, lead: User, guest: tuple[JoinLink, str]
) -> None:
    socket = guest_socket(*guest)
    await socket.connect()
    before = (await frame(socket))["seq"]
    seat = await interview.panel.select_related("interview", "user").aget(user=lead)
    for n in range(3):
        await act(send_message, member=seat, op_id=f"operation-{n:08d}", body="between us")
    assert await quiet(socket)
    await act(move, interview=interview, action="start", by=lead)
    assert (await frame(socket))["seq"] == before + 1
    await socket.disconnect()


async def test_what_one_person_writes_and_rates_rings_nobody(
    interview: InterviewSession, lead: User, panelist: User, guest: tuple[JoinLink, str], as_user: SignIn
) -> None:
    sockets = panel_socket(panelist, interview), guest_socket(*guest)
    for socket in sockets:
        await socket.connect()
    for socket in sockets:
        await until_quiet(socket)
    client, base = await sync_to_async(as_user)(lead), f"/interviews/{interview.public_id}"
    asked = (await interview.asked.afirst()).public_id
    forms = {
        "note/": {"op_id": "operation-00000001", "base_version": 0, "asked": asked, "body": "said"},
        "scorecard/save/": {"op_id": "operation-00000002", "base_version": 1, f"answer:{asked}": "5"},
    }
    for path, form in forms.items():
        answer = await sync_to_async(client.post)(f"{base}/{path}", form)
        assert answer.status_code == 200
    assert [await quiet(socket) for socket in sockets] == [True, True]
    for socket in sockets:
        await socket.disconnect()


async def test_whoever_returns_is_rung_for_what_they_missed(interview: InterviewSession, lead: User) -> None:
    await act(move, interview=interview, action="start", by=lead)
    await interview.arefresh_from_db()
    late = panel_socket(lead, interview, seq=interview.last_seq - 1)
    await late.connect()
    assert await frame(late) == {"seq": interview.last_seq}
    await late.disconnect()


async def test_whoever_missed_nothing_is_not_rung(interview: InterviewSession, lead: User, panelist: User) -> None:
    first = panel_socket(lead, interview)
    await first.connect()
    await until_quiet(first)
    same = panel_socket(lead, interview, seq=interview.last_seq)
    await same.connect()
    assert await quiet(same)
    for socket in (first, same):
        await socket.disconnect()


async def test_an_event_whose_frame_was_lost_is_found_by_the_watch(
    interview: InterviewSession, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = panel_socket(lead, interview)
    await socket.connect()
    await until_quiet(socket)
    monkeypatch.setattr(events, "publish", lambda *_: None)
    await act(move, interview=interview, action="start", by=lead)
    await interview.arefresh_from_db()
    assert await frame(socket) == {"seq": interview.last_seq}
    await socket.disconnect()


async def closing(socket: Socket) -> int:
    while (answer := await socket.receive_output(timeout=2))["type"] == "websocket.send":
        pass
    code: int = answer["code"]
    return code


async def test_a_seat_that_is_taken_away_closes_the_socket(
    interview: InterviewSession, lead: User, panelist: User
) -> None:
    socket = panel_socket(panelist, interview)
    await socket.connect()
    member = await interview.panel.aget(user=panelist)
    await act(remove_member, interview=interview, member=member, by=lead)
    assert await closing(socket) == 4404


async def test_a_person_who_is_disabled_is_noticed_by_the_watch(interview: InterviewSession, panelist: User) -> None:
    socket = panel_socket(panelist, interview)
    await socket.connect()
    await User.objects.filter(pk=panelist.pk).aupdate(is_active=False)
    assert await closing(socket) == 4404


async def test_a_revoked_link_closes_the_candidate_s_socket(
    interview: InterviewSession, guest: tuple[JoinLink, str]
) -> None:
    socket = guest_socket(*guest)
    await socket.connect()
    await act(revoke_links, interview=interview)
    assert await closing(socket) == 4404


async def test_signing_out_closes_the_sockets_of_that_log_in(
    interview: InterviewSession, lead: User, as_user: SignIn
) -> None:
    client = await sync_to_async(as_user)(lead)
    other = await sync_to_async(as_user)(lead)
    one, kept = (
        panel_socket(lead, interview, session=SessionStore(c.cookies["sessionid"].value)) for c in (client, other)
    )
    for socket in (one, kept):
        await socket.connect()
        await until_quiet(socket)
    await sync_to_async(client.logout)()
    assert await closing(one) == 4404
    assert await quiet(kept)
    await kept.disconnect()


async def here(interview: InterviewSession, user: User) -> bool:
    return await interview.panel.filter(user=user, here_until__gt=timezone.now()).aexists()


async def test_whoever_comes_is_shown_as_here_and_goes_with_the_socket(
    interview: InterviewSession, lead: User, panelist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "AWAY_AFTER", timedelta(seconds=0.2))
    socket, colleague = panel_socket(lead, interview), panel_socket(panelist, interview)
    await colleague.connect()
    assert not await here(interview, lead)
    await socket.connect()
    await until_quiet(socket)
    assert await here(interview, lead)
    await until_quiet(colleague)
    await socket.disconnect()
    await frame(colleague)
    assert not await here(interview, lead)
    await colleague.disconnect()


async def test_a_page_that_is_loaded_anew_rings_nobody(interview: InterviewSession, lead: User, panelist: User) -> None:
    first, colleague = panel_socket(lead, interview), panel_socket(panelist, interview)
    for socket in (first, colleague):
        await socket.connect()
        await until_quiet(socket)
    await first.disconnect()
    again = panel_socket(lead, interview)
    await again.connect()
    assert await quiet(colleague)
    for socket in (again, colleague):
        await socket.disconnect()


async def test_a_browser_that_vanishes_keeps_the_news_from_nobody(
    interview: InterviewSession, lead: User, panelist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanished, colleague = panel_socket(panelist, interview), panel_socket(lead, interview)
    for socket in (vanished, colleague):
        await socket.connect()
        await until_quiet(socket)
    tell = RoomConsumer.tell

    async def half_gone(self: RoomConsumer, number: int) -> None:
        if self.scope["user"] == panelist:
            raise ConnectionResetError
        await tell(self, number)

    monkeypatch.setattr(RoomConsumer, "tell", half_gone)
    monkeypatch.setattr(events, "publish", lambda *_: None)
    await act(move, interview=interview, action="start", by=lead)
    await interview.arefresh_from_db()
    assert await frame(colleague) == {"seq": interview.last_seq}
    for socket in (vanished, colleague):
        await socket.disconnect()


@pytest.mark.parametrize("who", ["stranger", "hr", "admin"])
async def test_whoever_holds_no_seat_is_not_let_in(
    who: str, interview: InterviewSession, request: pytest.FixtureRequest
) -> None:
    user = await sync_to_async(request.getfixturevalue)(who)
    assert await panel_socket(user, interview).connect() == (False, 4404)


async def test_another_browser_is_not_let_in(guest: tuple[JoinLink, str]) -> None:
    assert await guest_socket(guest[0], "another-browser").connect() == (False, 4404)


@pytest.mark.parametrize("said", [{"text": '{"seq": 1}'}, {"text": "no json"}, {"bytes": b"\x00"}])
async def test_whoever_speaks_is_cut_off(said: dict[str, Any], interview: InterviewSession, lead: User) -> None:
    socket = panel_socket(lead, interview)
    await socket.connect()
    await until_quiet(socket)
    await socket.send_input({"type": "websocket.receive", **said})
    assert await closing(socket) == 1008


async def test_a_database_that_is_away_does_not_end_the_watch(
    interview: InterviewSession, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = panel_socket(lead, interview)
    await socket.connect()
    await until_quiet(socket)

    asked = 0

    def away(rooms: Any) -> dict[str, int]:
        nonlocal asked
        asked += 1
        raise OSError("away")

    with monkeypatch.context() as patch:
        patch.setattr(watch.places, "newest", away)
        while asked < 2:
            await asyncio.sleep(0.01)
    await InterviewSession.objects.filter(pk=interview.pk).aupdate(last_seq=interview.last_seq + 7)
    assert await frame(socket) == {"seq": interview.last_seq + 7}
    await socket.disconnect()
