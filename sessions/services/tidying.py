"""What the saving of notes leaves behind is thinned out: "restore any minute" needs no copy of every second."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.periodic import periodic
from sessions.models import NoteRevision

FRESH = timedelta(days=7)
# A worker that was away for so long catches up; what is older was thinned out long ago.
LOOK_BACK = timedelta(days=40)
STEP = 30
BATCH = 500


@periodic("sessions.thin_revisions", every=timedelta(days=1))
def thin_revisions(args: dict[str, object]) -> None:
    """Of the revisions that are older than a week, one per note and half a minute stays: its last."""
    now = timezone.now()
    aged = NoteRevision.objects.filter(created_at__lt=now - FRESH, created_at__gte=now - FRESH - LOOK_BACK)
    rows = aged.order_by("note_id", "-version").values_list("pk", "note_id", "created_at")
    spare = superseded(list(rows))
    for start in range(0, len(spare), BATCH):
        NoteRevision.objects.filter(pk__in=spare[start : start + BATCH]).delete()


def superseded(rows: list[tuple[int, int, datetime]]) -> list[int]:
    """`rows` are (key, note, time), each note's newest first; returns the keys that another of the same step covers."""
    seen: set[tuple[int, int]] = set()
    spare: list[int] = []
    for key, note, moment in rows:
        step = (note, int(moment.timestamp()) // STEP)
        if step in seen:
            spare.append(key)
        seen.add(step)
    return spare
