from pathlib import Path

from django.db import transaction

from accounts.models import User
from questions.importing.reading import read_file
from questions.models import Question, Source
from questions.services.imports import confirm_import, start_import
from questions.starters import starter_documents


def missing_starters() -> list[Path]:
    """The starter documents that this installation never imported, or took back."""
    documents = starter_documents()
    known = Source.objects.filter(sha256__in=documents, undone_at=None).values_list("sha256", flat=True)
    return [path for digest, path in documents.items() if digest not in set(known)]


@transaction.atomic
def add_starters(*, user: User) -> list[Source]:
    """Open for practice, like everything that whoever prepares may know."""
    return [_add(user, path) for path in missing_starters()]


def _add(user: User, path: Path) -> Source:
    # Our own documents need no process of their own each.
    draft = start_import(user=user, file_name=path.name, data=path.read_bytes(), read=read_file)
    return confirm_import(draft=draft, use=Question.Use.PRACTICE)
