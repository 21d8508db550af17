"""One user with one kept connection, who asks the product and the limit in turns."""

import http.client
import secrets
import statistics
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

CSRF = "a" * 32
BOUNDARY = "bench-boundary-7f3a9c"
Timed = Callable[[], float]


class Browser:
    def __init__(self, port: int | None, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port or 0, timeout=120)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        self.answer = b""
        self.location = ""

    def get(self, path: str) -> float:
        """Milliseconds until the whole answer is here."""
        return self._ask("GET", path, None, self.headers)

    def post(self, path: str, fields: Any) -> float:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), self.headers | form)

    def upload(self, path: str, name: str, content: bytes) -> float:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        form = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._ask("POST", path, body, self.headers | form)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> float:
        started = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        self.answer = answer.read()
        took = (time.perf_counter() - started) * 1000
        self.location = answer.getheader("Location") or ""
        if answer.status >= 400 or "/accounts/login/" in self.location:
            raise RuntimeError(f"{method} {path}: {answer.status} {self.location} {self.answer[:300]!r}")
        return took


def operation() -> str:
    return secrets.token_urlsafe(16)


def in_turns(ours: Timed, limit: Timed, *, rounds: int = 40, warm: int = 4) -> tuple[float, float]:
    """The middle of both, asked alternately, so that whatever else the machine does falls on both."""
    for _ in range(warm):
        ours(), limit()
    pairs = [(ours(), limit()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def middle(ask: Timed, *, rounds: int = 20, warm: int = 3) -> float:
    for _ in range(warm):
        ask()
    return statistics.median(ask() for _ in range(rounds))
