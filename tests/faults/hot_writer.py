"""One process that saves one note as fast as it can: `python -m tests.faults.hot_writer SEAT SAVES`. Prints JSON."""

import json
import secrets
import sys
import time

import django

django.setup()

from django.db import OperationalError  # noqa: E402

from core.saving import Save  # noqa: E402
from sessions.models import PanelMember  # noqa: E402
from sessions.services.notes import save_note  # noqa: E402

if __name__ == "__main__":
    seat_of, saves = json.loads(sys.argv[1]), int(sys.argv[2])
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
    print(json.dumps({"saved": version, "failed": failed, "slowest": slowest}))
