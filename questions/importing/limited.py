"""Reads a file in a process of its own: a bomb costs that process, and nobody else's."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.errors import DomainError
from questions.importing.child import SECONDS, sent
from questions.importing.document import Given, ParsedDocument
from questions.importing.packing import unpack
from questions.importing.reading import SIZE, TOO_LARGE

ROOT = Path(__file__).resolve().parents[2]
TOO_SLOW = f"Reading this file took longer than {SECONDS} seconds, and was stopped. Split it and import the parts."
FAILED = "This file could not be read. Save it anew, or as Markdown, and try again."
log = logging.getLogger(__name__)


def read_limited(name: str, data: bytes, given: Given | None = None) -> ParsedDocument:
    """As `reading.read_file`, within 512 MB and 20 seconds; DomainError says which limit was met."""
    if len(data) > SIZE:
        raise DomainError(TOO_LARGE)
    answer = answer_of_a_process(_safe(name), sent(data, given))
    if "refused" in answer:
        raise DomainError(answer["refused"])
    return unpack(answer["document"])


def answer_of_a_process(name: str, said: bytes) -> dict[str, Any]:
    """What `child.answer` makes of what is said to it."""
    command = [sys.executable, "-m", "questions.importing.child", name]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the name is an argument, never a command
            command, input=said, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        raise DomainError(TOO_SLOW) from None
    if done.returncode != 0:
        # A negative code is the signal of a limit; otherwise the reader has a fault: its trace holds no content.
        log.error(
            "The reading process ended with %s: %s", done.returncode, done.stderr[-2_000:].decode(errors="replace")
        )
        raise DomainError(TOO_SLOW if done.returncode < 0 else FAILED)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _safe(name: str) -> str:
    """Arguments hold no NUL and no lone surrogates."""
    return name.replace("\x00", "").encode(errors="replace").decode()[-255:]
