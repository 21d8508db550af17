from django.db import transaction

from core.errors import Conflict
from core.saving import Save, earlier_answer, record_answer, refuse_stale
from sessions.models import AskedQuestion, Note, NoteRevision, PanelMember

OPEN = ("scheduled", "lobby", "live", "paused", "scoring")


@transaction.atomic
def save_note(*, member: PanelMember, asked: AskedQuestion | None, save: Save) -> int:
    """Stores the author's whole text and returns the version it became; Stale with the newest one on a conflict.

    The same operation again gets the version it made then, which need not be the newest.
    """
    seat = (
        PanelMember.objects.select_for_update(of=("self",)).select_related("interview", "scorecard").get(pk=member.pk)
    )
    note, _ = Note.objects.get_or_create(member=seat, asked=asked)
    document = f"note:{note.public_id}"
    earlier = earlier_answer(user=member.user, document=document, save=save)
    if earlier is not None:
        return earlier
    _refuse_when_locked(seat)
    refuse_stale(save, version=note.version, body=note.body)
    note.body, note.version = save.body, note.version + 1
    note.save(update_fields=["body", "version", "updated_at"])
    NoteRevision.objects.create(note=note, version=note.version, body=note.body)
    return record_answer(user=member.user, document=document, save=save, version=note.version)


def _refuse_when_locked(seat: PanelMember) -> None:
    submitted = seat.scorecard is not None and seat.scorecard.state == "submitted"
    if submitted or seat.interview.state not in OPEN:
        raise Conflict("Your scorecard is submitted, so these notes are locked. Copy the text to keep it.")
