from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from sessions.models import InterviewSession, Note, NoteRevision
from sessions.services.tidying import superseded, thin_revisions

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_of_half_a_minute_the_last_text_stays() -> None:
    rows = [(3, 1, NOON + timedelta(seconds=29)), (2, 1, NOON + timedelta(seconds=2)), (1, 1, NOON)]
    assert superseded(rows) == [2, 1]


def test_the_next_half_minute_and_another_note_keep_theirs() -> None:
    rows = [(2, 1, NOON + timedelta(seconds=30)), (1, 1, NOON + timedelta(seconds=29)), (3, 2, NOON)]
    assert superseded(rows) == []


@pytest.mark.django_db
def test_a_fresh_history_is_left_as_it_is(interview: InterviewSession, lead: User) -> None:
    note = Note.objects.create(member=interview.panel.get(user=lead), asked=interview.asked.first(), version=6)
    for version in range(1, 7):
        NoteRevision.objects.create(note=note, version=version, body=f"text {version}")
    NoteRevision.objects.filter(version__lte=3).update(created_at=timezone.now() - timedelta(days=8))
    thin_revisions({})
    assert list(note.revisions.order_by("version").values_list("version", flat=True)) == [3, 4, 5, 6]
