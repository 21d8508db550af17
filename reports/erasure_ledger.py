"""Which interviews were erased because their candidates asked: a backup that is restored may hold them still.

A file beside the data, only ever added to, one interview's id a line. Those whose time is over need none: the date of
the decision says so again.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings


def ledger_file() -> Path:
    folder: Path = settings.VAR_DIR
    return folder / "erased_on_request.txt"


def add(interviews: Sequence[str]) -> None:
    """On the disk before this returns."""
    if not interviews:
        return
    with os.fdopen(os.open(ledger_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as file:
        file.writelines(f"{interview}\n" for interview in interviews)
        file.flush()
        os.fsync(file.fileno())


def asked_for() -> set[str]:
    file = ledger_file()
    return set(file.read_text().split()) if file.exists() else set()
