"""Jobs whose effect is one row in a table that only the fault tests know."""

import os
import signal
from datetime import timedelta
from typing import Any

from django.db import connection

from core.jobs import job
from core.periodic import periodic


def leave_a_trace(args: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO fault_trace (name) VALUES (%s)", [args["name"]])


def die(args: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tick(args: dict[str, Any]) -> None:
    leave_a_trace({"name": "tick"})


def register() -> None:
    """Leases are short, so that a test need not wait long for the next worker."""
    job("faults.trace", lease=timedelta(seconds=3))(leave_a_trace)
    job("faults.die", lease=timedelta(seconds=1))(die)
    if os.environ.get("INTERVIEWPREP_FAULT_TICK"):
        periodic("faults.tick", every=timedelta(seconds=2))(tick)
