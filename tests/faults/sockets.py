"""People's open sockets, which come back by themselves as the browser's do."""

import json
import threading
import time
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect


class Listener(threading.Thread):
    """Holds one socket of an interview's panel; notes each frame and how long it was away."""

    def __init__(self, seat: dict[str, Any], port: int) -> None:
        super().__init__(daemon=True)
        self.seat, self.port = seat, port
        self.address = f"ws://127.0.0.1:{port}/ws/rooms/{seat['interview']}/"
        self.cookie = f"sessionid={seat['session']}"
        self.frames: list[dict[str, Any]] = []
        self.arrived: list[float] = []
        self.open = threading.Event()
        self.closing = threading.Event()
        self.codes: list[int | None] = []

    def run(self) -> None:
        while not self.closing.is_set():
            try:
                self._listen()
            except (OSError, WebSocketException):
                self.open.clear()
                time.sleep(0.2)

    def _listen(self) -> None:
        headers = {"Cookie": self.cookie}
        origin = f"http://127.0.0.1:{self.port}"
        with connect(self.address, additional_headers=headers, origin=origin, open_timeout=5) as socket:
            self.open.set()
            try:
                for message in socket:
                    self.frames.append(json.loads(message))
                    self.arrived.append(time.monotonic())
            finally:
                self.open.clear()
                self.codes.append(socket.close_code)

    def wait_open(self, seconds: float) -> float:
        started = time.monotonic()
        assert self.open.wait(seconds), f"The socket did not open within {seconds} s."
        return time.monotonic() - started
