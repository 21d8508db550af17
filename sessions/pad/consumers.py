"""The shared pad over a socket: the Yjs sync protocol. The documents are in the database and in the browsers."""

import asyncio
import time
from contextlib import suppress
from typing import Any

from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from pycrdt import YMessageType, YSyncMessageType, create_sync_message, handle_sync_message, write_var_uint

from core.errors import DomainError
from core.realtime import attach_loop
from sessions.guests import browser_of
from sessions.pad.access import PadAccess, PadSeat, access_of, guest_seat, panel_seat
from sessions.pad.documents import NOTHING, carried, checked_step, document_of, is_news
from sessions.pad.hub import hub
from sessions.pad.writing import writer

CLOSE_DENIED = 4404
# The pad may be read and no longer written: whoever typed is told, so that nobody believes it was shared.
CLOSE_READ_ONLY = 4403
CLOSE_REFUSED = 1008
# Beside the protocol's own kinds: how many of the steps that came over this socket are in the database.
STORED = 100
AWARENESS_LIMIT = 4_000
# Messages a second in the long run, and at once: a browser gathers keys and carets for a tenth of a second each.
RATE, BURST = 40.0, 120.0
# Messages that wait for a browser. One that does not read is cut off: it asks for all it lacks when it comes back.
WAITING = 500


class PadConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Subclasses say who is asking. What comes in is answered through `hear`, so that nobody waits for a slow line."""

    seat: PadSeat
    access: PadAccess | None = None
    mouth: "asyncio.Task[None] | None" = None
    farewell: "asyncio.Task[None] | None" = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Without Channels' layer, which the hub speaks with for all, and its hop to the database's thread and back."""
        self.scope, self.base_send = scope, send
        with suppress(StopConsumer):
            while True:
                message = await receive()
                await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        attach_loop()
        self.allowance, self.last_message = BURST, time.monotonic()
        self.stored = 0
        self.outgoing: asyncio.Queue[bytes] = asyncio.Queue(WAITING)
        seat, self.access = await database_sync_to_async(self._seated)()
        if seat is None or self.access is None:
            await self.close(code=CLOSE_DENIED)
            return
        self.seat = seat
        await hub().enter(self)
        await self.accept()
        self.mouth = asyncio.create_task(self._speak())

    async def disconnect(self, code: int) -> None:
        if self.mouth:
            self.mouth.cancel()
            hub().leave(self)
            await writer().flush()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            if not bytes_data or len(bytes_data) < 2 or not self._within_rate():
                self.hang_up(CLOSE_REFUSED)
            elif bytes_data[0] == YMessageType.SYNC:
                await self._exchange(bytes_data)
            elif bytes_data[0] == YMessageType.AWARENESS and len(bytes_data) <= AWARENESS_LIMIT:
                hub().tell(self.seat.pad, bytes_data, by=self)
        except (DomainError, ValueError, IndexError):
            self.hang_up(CLOSE_REFUSED)

    async def _exchange(self, message: bytes) -> None:
        if message[1] == YSyncMessageType.SYNC_STEP1:
            await self._answer_state(message)
        elif (body := carried(message)) == NOTHING:
            self.note_stored(1)
        elif not await self._may_write():
            self.hang_up(CLOSE_READ_ONLY)
        elif message[1] == YSyncMessageType.SYNC_STEP2 and not await self._is_news(body):
            self.note_stored(1)
        else:
            self._keep(body, message)

    def _keep(self, body: bytes, message: bytes) -> None:
        if not self.access:
            return
        step = checked_step(asked_id=self.access.asked_id, body=body, user_id=self.access.user_id)
        writer().add(step, self.note_stored)
        hub().tell(self.seat.pad, message, by=self)

    async def _answer_state(self, message: bytes) -> None:
        """Sends what the browser lacks, and asks for what the server lacks."""
        await writer().flush()
        may_write = await self._may_write()
        if self.access:
            carried(message)
            reply, question = await database_sync_to_async(_state_answer)(self.access.asked_id, message)
            self.hear(reply)
            if may_write:
                self.hear(question)

    async def _may_write(self) -> bool:
        """A right that was given a moment ago counts at once; one that ended, when the hub next looks."""
        if self.access and not self.access.may_write:
            self.renew(await database_sync_to_async(access_of)(self.seat))
        return bool(self.access and self.access.may_write)

    async def _is_news(self, body: bytes) -> bool:
        """A browser answers with all that was ever deleted, known or not. What it sent before is stored first: it is
        told how many of its messages are, and takes them in their order."""
        if not await writer().flush():
            return True
        asked_id = self.access.asked_id if self.access else 0
        return bool(await database_sync_to_async(is_news)(asked_id, body))

    def hear(self, message: bytes) -> None:
        try:
            self.outgoing.put_nowait(message)
        except asyncio.QueueFull:
            self.hang_up(CLOSE_REFUSED)

    def renew(self, access: PadAccess | None) -> None:
        self.access = access
        if access is None:
            self.hang_up(CLOSE_DENIED)

    def note_stored(self, steps: int) -> None:
        self.stored += steps
        self.hear(bytes([STORED]) + write_var_uint(self.stored))

    def hang_up(self, code: int) -> None:
        self.access = None
        if self.mouth and self.farewell is None:
            self.mouth.cancel()
            self.farewell = asyncio.create_task(self.close(code=code))

    async def _speak(self) -> None:
        # A browser that is gone says so by itself: `disconnect` follows.
        with suppress(OSError):
            while True:
                await self.send(bytes_data=await self.outgoing.get())

    def _within_rate(self) -> bool:
        now = time.monotonic()
        self.allowance = min(BURST, self.allowance + (now - self.last_message) * RATE) - 1
        self.last_message = now
        return self.allowance >= 0

    def _seated(self) -> tuple[PadSeat | None, PadAccess | None]:
        seat = self.find_seat()
        return seat, access_of(seat)

    def find_seat(self) -> PadSeat | None:
        """Nobody, unless a kind of pad says otherwise."""
        return None


def _state_answer(asked_id: int, message: bytes) -> tuple[bytes, bytes]:
    document = document_of(asked_id)
    return handle_sync_message(message[1:], document) or b"", create_sync_message(document)


class PanelPadConsumer(PadConsumer):
    def find_seat(self) -> PadSeat | None:
        login = getattr(self.scope.get("session"), "session_key", None) or ""
        return panel_seat(self.scope["user"], self.scope["url_route"]["kwargs"]["asked_id"], login)


class CandidatePadConsumer(PadConsumer):
    def find_seat(self) -> PadSeat | None:
        route = self.scope["url_route"]["kwargs"]
        browser = browser_of(self.scope["cookies"], route["link_id"])
        return guest_seat(route["link_id"], browser, route["asked_id"])
