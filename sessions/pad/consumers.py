"""The shared pad over a socket: the Yjs sync protocol. The documents are in the database and in the browsers."""

import time
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from pycrdt import YMessageType, YSyncMessageType, create_sync_message, handle_sync_message

from core.errors import DomainError
from core.realtime import attach_loop
from sessions.guests import browser_of
from sessions.pad.access import PadAccess, guest_access, panel_access
from sessions.pad.documents import carried, checked_step, document_of
from sessions.pad.writing import writer

CLOSE_DENIED = 4404
# The pad may be read and no longer written: whoever typed is told, so that nobody believes it was shared.
CLOSE_READ_ONLY = 4403
# A sync message without a step: the browser had nothing that the server lacks.
NOTHING = 4
AWARENESS_LIMIT = 4_000
# Messages a second in the long run, and at once: a person types ten characters a second, sent in three steps or so.
RATE, BURST = 20.0, 60.0
RIGHTS_LAST = 4.0


class PadConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Subclasses say who is asking: `access` is looked up anew every four seconds of use."""

    group = ""
    looked_at = 0.0

    async def connect(self) -> None:
        attach_loop()
        self.allowance, self.last_message = BURST, time.monotonic()
        self.current: PadAccess | None = None
        if await self._rights() is None:
            await self.close(code=CLOSE_DENIED)
            return
        assert self.current  # noqa: S101 - for the type checker, after the refusal above
        self.group = self.current.group
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)
            await writer().flush()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not bytes_data or len(bytes_data) < 2 or not self._within_rate():
            await self.close(code=1008)
            return
        rights = await self._rights()
        if rights is None:
            await self.close(code=CLOSE_DENIED)
        elif bytes_data[0] == YMessageType.SYNC:
            await self._exchange(rights, bytes_data)
        elif bytes_data[0] == YMessageType.AWARENESS and len(bytes_data) <= AWARENESS_LIMIT:
            await self._tell_others(bytes_data)

    async def _exchange(self, rights: PadAccess, message: bytes) -> None:
        if message[1] == YSyncMessageType.SYNC_STEP1:
            await self._answer_state(rights, message)
        elif rights.may_write:
            await self._keep(rights, message)
        elif len(message) > NOTHING:
            await self.close(code=CLOSE_READ_ONLY)

    async def _keep(self, rights: PadAccess, message: bytes) -> None:
        try:
            step = checked_step(asked_id=rights.asked_id, body=carried(message), user_id=rights.user_id)
        except (DomainError, ValueError, IndexError):
            await self.close(code=1008)
            return
        writer().add(step)
        await self._tell_others(message)

    async def _answer_state(self, rights: PadAccess, message: bytes) -> None:
        """Sends what the browser lacks, and asks for what the server lacks."""
        await writer().flush()
        try:
            reply, question = await database_sync_to_async(_state_answer)(rights.asked_id, message)
        except (DomainError, ValueError, IndexError):
            await self.close(code=1008)
            return
        await self.send(bytes_data=reply)
        if rights.may_write:
            await self.send(bytes_data=question)

    async def _tell_others(self, message: bytes) -> None:
        event = {"type": "pad.message", "body": message, "sender": self.channel_name}
        await self.channel_layer.group_send(self.group, event)

    async def pad_message(self, event: dict[str, Any]) -> None:
        if event["sender"] == self.channel_name:
            return
        if await self._rights() is None:
            await self.close(code=CLOSE_DENIED)
            return
        await self.send(bytes_data=event["body"])

    async def _rights(self) -> PadAccess | None:
        now = time.monotonic()
        if self.current is None or now - self.looked_at > RIGHTS_LAST:
            self.current, self.looked_at = await database_sync_to_async(self.access)(), now
        return self.current

    def _within_rate(self) -> bool:
        now = time.monotonic()
        self.allowance = min(BURST, self.allowance + (now - self.last_message) * RATE) - 1
        self.last_message = now
        return self.allowance >= 0

    def access(self) -> PadAccess | None:
        """Nobody, unless a kind of pad says otherwise."""
        return None


def _state_answer(asked_id: int, message: bytes) -> tuple[bytes, bytes]:
    carried(message)
    document = document_of(asked_id)
    return handle_sync_message(message[1:], document) or b"", create_sync_message(document)


class PanelPadConsumer(PadConsumer):
    def access(self) -> PadAccess | None:
        return panel_access(self.scope["user"], self.scope["url_route"]["kwargs"]["asked_id"])


class CandidatePadConsumer(PadConsumer):
    def access(self) -> PadAccess | None:
        route = self.scope["url_route"]["kwargs"]
        browser = browser_of(self.scope["cookies"], route["link_id"])
        return guest_access(route["link_id"], browser, route["asked_id"])
