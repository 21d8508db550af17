"""Counts and order of the list, kept until the bank changes: a bank of 100,000 questions is not counted for each page.

The database tells by its triggers that something changed (the .sql files beside this one). A count made while somebody
else's change is not committed yet could pass for a count made after it: so it is kept for a minute at most.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.db import connection

KEPT_SECONDS = 60
_CHANGES = {
    "sqlite": "SELECT hex(value) FROM questions_search_changes",
    "postgresql": "SELECT last_value FROM questions_search_changes",
}
T = TypeVar("T")


def kept(asked: str, make: Callable[[], T]) -> T:
    """What `make` gave for the same words since the last change, or gives now."""
    key = "questions:" + sha256(f"{_change()} {asked}".encode()).hexdigest()
    memory = caches["memory"]
    found: T | None = memory.get(key)
    if found is None:
        found = make()
        memory.set(key, found, KEPT_SECONDS)
    return found


def _change() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES[connection.vendor])
        return str(cursor.fetchone()[0])
