"""A browser's end of a socket, spoken to a consumer without a server."""

from typing import Any

from asgiref.testing import ApplicationCommunicator


class Socket(ApplicationCommunicator):
    """`scope` holds what the middleware of a real server would have put there."""

    def __init__(self, application: Any, path: str, **scope: Any) -> None:
        wanted = {"type": "websocket", "path": path, "query_string": b"", "headers": [], "subprotocols": []}
        super().__init__(application, wanted | scope)

    async def connect(self) -> tuple[bool, int | None]:
        """Whether the consumer took the call; when not, the code it closed with."""
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output()
        return answer["type"] == "websocket.accept", answer.get("code")

    async def send_to(self, body: bytes) -> None:
        await self.send_input({"type": "websocket.receive", "bytes": body})

    async def receive_from(self) -> bytes:
        answer = await self.receive_output()
        assert answer["type"] == "websocket.send", answer
        body: bytes = answer["bytes"]
        return body

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait()
