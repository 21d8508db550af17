"""Asks for jobs in a process of its own: `python -m tests.faults.enqueue KIND COUNT`."""

import sys

import django

django.setup()

from core.jobs import enqueue  # noqa: E402

if __name__ == "__main__":
    kind, count = sys.argv[1], int(sys.argv[2])
    for number in range(count):
        enqueue(kind, dedupe_key=f"n{number}", args={"name": f"{kind} {number}"})
