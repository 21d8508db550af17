"""The order in which steps come into the database."""

import threading
import time

import pytest
from django.db import connection, transaction

from sessions.models import AskedQuestion, PadUpdate
from sessions.pad.documents import checked_step
from sessions.pad.steps import store_steps
from tests.sessions.pad.sockets import step


class Writer(threading.Thread):
    def __init__(self, asked_id: int, text: str) -> None:
        super().__init__()
        self.step = checked_step(asked_id=asked_id, body=step(text), user_id=None)

    def run(self) -> None:
        store_steps([self.step])
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_step_waits_for_those_of_its_pad_that_are_not_committed_yet(asked: AskedQuestion) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    later = Writer(asked.pk, "later")
    with transaction.atomic():
        store_steps([checked_step(asked_id=asked.pk, body=step("first"), user_id=None)])
        later.start()
        until_one_waits()
        assert later.is_alive()
    later.join()
    assert bytes(PadUpdate.objects.latest("pk").body) == later.step.body


def until_one_waits() -> None:
    """For a lock that another transaction holds; five seconds at most."""
    deadline = time.monotonic() + 5
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone() != (0,):
                return
    pytest.fail("The later step did not wait.")
