"""Imports that wait for their person: which there are, until when each waits, and its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from questions.content import Content
from questions.models import ImportDraft

# Counted from when its person opened or changed it last.
WAITS = timedelta(days=30)
# Opened again within this time, it is not written again: looking at a preview is many requests.
_NOTED_EACH = timedelta(hours=1)
# In one run of the job: far more than a day leaves behind, and well within the job's lease.
BATCH = 500
FORMAT_NAMES = {
    "markdown": "Markdown",
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "Excel",
    "moodle_xml": "Moodle XML",
    "gift": "GIFT",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that nobody confirmed or discarded, with what was found in it; `title` may be the first question's."""

    draft: ImportDraft
    title: str
    format: str
    questions: int
    without_answer: int
    warnings: int
    until: datetime


def waiting_imports(user: User) -> list[Waiting]:
    drafts = ImportDraft.objects.filter(user=user).order_by("pk")
    return [_waiting(draft) for draft in drafts]


def _waiting(draft: ImportDraft) -> Waiting:
    found = draft.document["questions"]
    without = sum(not question["answer"] for question in found)
    title = draft.document["title"] or (Content(found[0]["prompt"]).title if found else "")
    kind, warnings = FORMAT_NAMES[draft.document["format"]], len(draft.document["warnings"])
    return Waiting(draft, title, kind, len(found), without, warnings, draft.touched_at + WAITS)


def keep_waiting(*, draft: ImportDraft) -> ImportDraft:
    """Its person opened or changed it: its time begins anew."""
    now = timezone.now()
    if draft.touched_at < now - _NOTED_EACH:
        draft.touched_at = now
        ImportDraft.objects.filter(pk=draft.pk).update(touched_at=now)
    return draft


def discard_import(*, draft: ImportDraft) -> None:
    draft.delete()


def discard_overdue() -> None:
    """Each by itself, the oldest first: who opens one in this moment keeps it."""
    overdue = ImportDraft.objects.filter(touched_at__lt=timezone.now() - WAITS)
    for key in list(overdue.order_by("touched_at").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            if draft := overdue.select_for_update().filter(pk=key).defer("document").first():
                discard_import(draft=draft)
