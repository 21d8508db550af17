from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from questions.importing.document import ParsedDocument
from questions.models import Source
from rubric.files.markdown_file import criterion_content
from rubric.services.rubrics import add_rubric


def keep_rubrics(sender: Any, source: Source, parsed: ParsedDocument, by: User, **kwargs: Any) -> None:
    """A document's rubric section becomes a rubric, in the import's own transaction."""
    for found in parsed.rubrics:
        criteria = [criterion_content(each) for each in found.criteria]
        add_rubric(owner=by, title=f"{source.title}: {found.title}", criteria=criteria, source=source)


def drop_rubrics(sender: Any, source: Source, **kwargs: Any) -> None:
    """An import taken back takes its rubrics along; one that people judge by already stays."""
    for rubric in source.rubrics.all():
        try:
            with transaction.atomic():
                rubric.delete()
        except ProtectedError:
            continue
