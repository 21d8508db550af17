"""Processes that each save one note as fast as they can: `python -m tests.faults.hot_writer SEATS SAVES`.

Says "ready" when they begin, then prints a JSON list of what each of them could save.
"""

import json
import multiprocessing
import secrets
import sys
import time
from multiprocessing.queues import Queue
from typing import Any

import django

django.setup()

from django.db import OperationalError  # noqa: E402

from core.saving import Save  # noqa: E402
from sessions.models import PanelMember  # noqa: E402
from sessions.services.notes import save_note  # noqa: E402


def write(seat_of: dict[str, str], saves: int, told: "Queue[dict[str, Any]]") -> None:
    seat = PanelMember.objects.select_related("user").get(
        interview__public_id=seat_of["interview"], user__email=seat_of["email"]
    )
    asked = seat.interview.asked.get(public_id=seat_of["asked"])
    version, failed, slowest = 0, 0, 0.0
    for number in range(saves):
        started = time.monotonic()
        save = Save(secrets.token_urlsafe(16), version, f"{seat_of['email']} {number}")
        try:
            version = save_note(member=seat, asked=asked, save=save)
        except OperationalError:
            failed += 1
        slowest = max(slowest, time.monotonic() - started)
    told.put({"saved": version, "failed": failed, "slowest": slowest})


def write_side_by_side(seats: list[dict[str, str]], saves: int) -> list[dict[str, Any]]:
    """Forked from one that has loaded everything, before it knows a database: they begin at once."""
    forked = multiprocessing.get_context("fork")
    told: Queue[dict[str, Any]] = forked.Queue()
    processes = [forked.Process(target=write, args=(seat, saves, told), daemon=True) for seat in seats]
    for process in processes:
        process.start()
    print("ready", flush=True)
    return [told.get(timeout=120) for _ in processes]


if __name__ == "__main__":
    print(json.dumps(write_side_by_side(json.loads(sys.argv[1]), int(sys.argv[2]))))
