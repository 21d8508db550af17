"""People who write notes as the saving protocol says, and the count of what became of their words."""

import http.client
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.faults.house import House

CSRF = "a" * 32


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run of faults did to the saves that were acknowledged."""

    acknowledged: int
    lost: int
    doubled: int
    gaps: int
    conflicts: int
    slowest: float = field(default=0.0, compare=False)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged, {self.lost} lost, {self.doubled} doubled, {self.gaps} gaps, "
            f"{self.conflicts} conflicts, the slowest {self.slowest:.1f} s"
        )

    @staticmethod
    def clean(acknowledged: int) -> "Figures":
        return Figures(acknowledged, 0, 0, 0, 0)


class Author(threading.Thread):
    """Writes `saves` texts into one note, each until it is acknowledged; nothing is sent before the last is."""

    def __init__(self, seat: dict[str, Any], port: int, *, saves: int, timeout: float = 5, pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.seat, self.port, self.saves, self.timeout, self.pause = seat, port, saves, timeout, pause
        self.version = 0
        self.kept: list[str] = []
        self.conflicts = 0
        self.refused: list[tuple[int, bytes]] = []
        self.failures: Counter[str] = Counter()
        self.times: list[float] = []
        self.connection: http.client.HTTPConnection | None = None
        self.halt = threading.Event()

    def run(self) -> None:
        for number in range(self.saves):
            if self.halt.is_set():
                return
            self.save(f"{self.seat['email']} line {number} " + "word " * 20)
            time.sleep(self.pause)

    def save(self, text: str) -> None:
        operation, base, started = secrets.token_urlsafe(16), self.version, time.monotonic()
        fields = {"op_id": operation, "base_version": base, "body": text, "asked": self.seat["asked"]}
        while not self.halt.is_set():
            status, body = self.post(f"/interviews/{self.seat['interview']}/note/", fields)
            if status == 200:
                self.version = json.loads(body)["version"]
                self.kept.append(text)
                self.times.append(time.monotonic() - started)
                return
            if status == 409:
                self.conflicts += 1
                self.version = json.loads(body)["version"]
                return
            if 400 <= status < 500:
                self.refused.append((status, body[:300]))
                return
            self.failures["no answer" if status == 0 else str(status)] += 1
            time.sleep(0.05)

    def post(self, path: str, fields: dict[str, Any]) -> tuple[int, bytes]:
        """(0, b"") when no whole answer came."""
        headers = {
            "Cookie": f"sessionid={self.seat['session']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.timeout
            )
            self.connection.request("POST", path, urlencode(fields), headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return 0, b""

    def hang_up(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None


def write_all(authors: list[Author], *, during: Callable[[], None] | None = None, seconds: float = 300) -> None:
    """Lets all write; calls `during` again and again until they are done."""
    for author in authors:
        author.start()
    deadline = time.monotonic() + seconds
    while any(author.is_alive() for author in authors) and time.monotonic() < deadline:
        (during or nap)()
    late = [author for author in authors if author.is_alive()]
    for author in authors:
        author.halt.set()
    assert not late, f"Not done after {seconds} s: {[len(author.kept) for author in authors]}"
    refused = [author.refused[0] for author in authors if author.refused]
    assert not refused, refused[0]


def nap() -> None:
    time.sleep(0.05)


def judged(house: House, authors: list[Author]) -> Figures:
    """Compares what the authors were told with what the database holds."""
    stored = house.rows("SELECT note_id, version, body FROM interview_sessions_noterevision ORDER BY note_id, version")
    kept = [text for author in authors for text in author.kept]
    bodies = Counter(body for _, _, body in stored)
    by_note: dict[int, list[int]] = {}
    for note, version, _ in stored:
        by_note.setdefault(note, []).append(version)
    times = sorted(time for author in authors for time in author.times)
    return Figures(
        acknowledged=len(kept),
        lost=sum(1 for text in kept if text not in bodies),
        doubled=sum(times - 1 for times in bodies.values()),
        gaps=sum(1 for versions in by_note.values() if versions != list(range(1, len(versions) + 1))),
        conflicts=sum(author.conflicts for author in authors),
        slowest=times[-1] if times else 0.0,
    )
