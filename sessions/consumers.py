"""The bell of a room. Frames hold an event's number and nothing else: what may be seen is fetched by HTTP."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from core.realtime import attach_loop
from sessions.models import InterviewSession, PanelMember
from sessions.services.links import guest_link, is_over

CLOSE_DENIED = 4404


class RoomConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """`audience` is the group suffix; `permitted` finds the interview's public id, or None."""

    audience = ""

    async def connect(self) -> None:
        attach_loop()
        interview_id = await database_sync_to_async(self.permitted)()
        if interview_id is None:
            await self.close(code=CLOSE_DENIED)
            return
        self.group = f"room.{interview_id}.{self.audience}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """A browser has nothing to say here; whoever speaks is cut off."""
        await self.close(code=1008)

    async def room_changed(self, event: dict[str, Any]) -> None:
        if await database_sync_to_async(self.permitted)() is None:
            await self.close(code=CLOSE_DENIED)
            return
        await self.send_json({"seq": int(event["seq"])})

    def permitted(self) -> str | None:
        """Nobody, unless a kind of room says otherwise."""
        return None


class PanelConsumer(RoomConsumer):
    audience = "panel"

    def permitted(self) -> str | None:
        user = self.scope["user"]
        if not user.is_authenticated:
            return None
        seats = PanelMember.objects.filter(user_id=user.pk, user__is_active=True)
        wanted = self.scope["url_route"]["kwargs"]["public_id"]
        seat = seats.exclude(interview__candidate__user_id=user.pk).filter(interview__public_id=wanted).first()
        return wanted if seat else None


class CandidateConsumer(RoomConsumer):
    audience = "candidate"

    def permitted(self) -> str | None:
        link = guest_link(
            self.scope["url_route"]["kwargs"]["link_id"], self.scope["cookies"].get("interviewprep-guest")
        )
        interview: InterviewSession | None = link.interview if link else None
        # The last bell, "it is over", still rings: the page then says goodbye.
        return interview.public_id if interview and not _long_over(interview) else None


def _long_over(interview: InterviewSession) -> bool:
    return is_over(interview) and interview.state in ("completed", "cancelled")
