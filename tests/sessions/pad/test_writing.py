"""Steps on their way into the database."""

import pytest
from django.db import OperationalError

from sessions.models import AskedQuestion, PadUpdate
from sessions.pad import writing
from sessions.pad.documents import checked_step
from sessions.pad.writing import Writer
from tests.sessions.pad.sockets import step


@pytest.mark.django_db(transaction=True)
async def test_steps_wait_for_a_database_that_is_away(asked: AskedQuestion, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(steps: object) -> None:
        raise OperationalError("gone")

    pen = Writer()
    steps = [checked_step(asked_id=asked.pk, body=step(text), user_id=None) for text in ("one", "two")]
    told: list[int] = []
    pen.waiting = [(each, told.append) for each in steps]
    with monkeypatch.context() as broken:
        broken.setattr(writing, "_store", away)
        assert await pen.flush() is False
    assert await pen.flush() is True
    assert await PadUpdate.objects.filter(asked=asked).acount() == 2
