"""The bell of a room. Frames hold a number and nothing else: what may be seen is fetched by HTTP."""

from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from core.posted import whole_number
from core.realtime import attach_loop
from sessions.guests import browser_of
from sessions.live.logins import login_group
from sessions.live.places import CANDIDATE, PANEL, Place, long_over, standing
from sessions.live.watch import WATCH
from sessions.models import PanelMember
from sessions.services.links import guest_link

CLOSE_DENIED = 4404


class RoomConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """A browser says with `?seq=` what it shows, and is rung when there is more. `find_place` says who it is."""

    place: Place | None = None
    told: int | None = None

    async def connect(self) -> None:
        attach_loop()
        self.place = await database_sync_to_async(self.find_place)()
        if self.place is None:
            await self.close(code=CLOSE_DENIED)
            return
        self.told = self.shown
        for group in self.groups_of(self.place):
            await self.channel_layer.group_add(group, self.channel_name)
        await self.accept()
        WATCH.enter(self)

    def groups_of(self, place: Place) -> list[str]:
        login = [login_group(place.login)] if place.login else []
        return [f"room.{place.room}.{place.audience}", *login]

    @property
    def shown(self) -> int | None:
        return whole_number(parse_qs(self.scope["query_string"].decode(errors="replace")).get("seq", [""])[0])

    async def disconnect(self, code: int) -> None:
        if self.place is None:
            return
        WATCH.leave(self)
        for group in self.groups_of(self.place):
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """A browser has nothing to say here; whoever speaks is cut off."""
        await self.close(code=1008)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        await self.receive_json(None)

    async def room_changed(self, event: dict[str, Any]) -> None:
        await self.tell(int(event["seq"]))

    async def tell(self, number: int) -> None:
        self.told = number
        await self.send_json({"seq": number})

    async def rights_changed(self, event: dict[str, Any]) -> None:
        if self.place not in await database_sync_to_async(standing)([self.place]):
            await self.turn_away()

    async def login_ended(self, event: dict[str, Any]) -> None:
        await self.turn_away()

    async def turn_away(self) -> None:
        await self.close(code=CLOSE_DENIED)

    def find_place(self) -> Place | None:
        """Nobody, unless a kind of room says otherwise."""
        return None


class PanelConsumer(RoomConsumer):
    def find_place(self) -> Place | None:
        user = self.scope["user"]
        if not user.is_authenticated:
            return None
        wanted = self.scope["url_route"]["kwargs"]["public_id"]
        seat = PanelMember.objects.standing().filter(user_id=user.pk, interview__public_id=wanted).first()
        login = getattr(self.scope.get("session"), "session_key", None)
        return Place(PANEL, wanted, seat.pk, login=login or "") if seat else None


class CandidateConsumer(RoomConsumer):
    def find_place(self) -> Place | None:
        link_id = self.scope["url_route"]["kwargs"]["link_id"]
        link = guest_link(link_id, browser_of(self.scope["cookies"], link_id))
        if link is None or long_over(link.interview):
            return None
        return Place(CANDIDATE, link.interview.public_id, link.pk, claim=link.claim_hash)
