from collections.abc import Collection
from typing import Any

from django.db import transaction

from accounts.audit import note
from accounts.models import User
from core.realtime import publish
from sessions.models import InterviewSession, SessionEvent

Audience = SessionEvent.Audience
# What others may have to account for, in the words of the record of access.
AUDITED = {
    "submitted": "submitted a scorecard",
    "corrected": "corrected a scorecard",
    "decided": "decided",
    "reopened": "reopened the decision",
}
# After these somebody may have lost the right to listen, and is asked at once.
RIGHTS = ("unseat", "link", "knock_answered")


def group(room: str, audience: str) -> str:
    """The channel group of one audience of one interview, which is named by its public id."""
    return f"room.{room}.{audience}"


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
    if kind in AUDITED:
        note(AUDITED[kind], f"interview:{interview.public_id}", by=by)
    transaction.on_commit(lambda: ring(event), robust=True)
    return event


def ring(event: SessionEvent) -> None:
    room = event.interview.public_id
    publish(group(room, "panel"), {"type": "room.changed", "seq": event.seq})
    if event.audience == Audience.EVERYONE:
        # A number of their own: gaps in the panel's would tell how much is said and done there.
        heard = SessionEvent.objects.filter(interview=event.interview, audience=Audience.EVERYONE, seq__lte=event.seq)
        publish(group(room, "candidate"), {"type": "room.changed", "seq": heard.count()})
    if event.kind in RIGHTS:
        ring_rights(room)


def ring_rights(room: str) -> None:
    for audience in ("panel", "candidate"):
        publish(group(room, audience), {"type": "rights.changed"})


def ring_presence(rooms: Collection[str]) -> None:
    """Tells the panels that somebody came or went. That is no event: nothing of it is kept."""
    if not rooms:
        return
    newest = InterviewSession.objects.filter(public_id__in=rooms).values_list("public_id", "last_seq")
    for room, seq in newest:
        publish(group(room, "panel"), {"type": "room.changed", "seq": seq})
