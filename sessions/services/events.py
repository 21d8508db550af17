from typing import Any

from django.db import transaction

from accounts.models import User
from core.realtime import publish
from sessions.models import InterviewSession, SessionEvent

Audience = SessionEvent.Audience


def group(interview: InterviewSession, audience: str) -> str:
    """The channel group of one audience of one interview."""
    return f"room.{interview.public_id}.{audience}"


def record(
    *, interview: InterviewSession, kind: str, audience: Audience, by: User | None, **detail: Any
) -> SessionEvent:
    """Appends an event and rings its audience after commit. The caller holds the interview's row lock.

    What is sent is a bell, not content: each browser then fetches what it may see.
    """
    interview.last_seq += 1
    interview.save(update_fields=["last_seq"])
    event = SessionEvent.objects.create(
        interview=interview, seq=interview.last_seq, kind=kind, audience=audience, actor=by, detail=detail
    )
    transaction.on_commit(lambda: ring(event), robust=True)
    return event


def ring(event: SessionEvent) -> None:
    audiences = ["panel"] if event.audience == Audience.PANEL else ["panel", "candidate"]
    for audience in audiences:
        publish(group(event.interview, audience), {"type": "room.changed", "seq": event.seq})
