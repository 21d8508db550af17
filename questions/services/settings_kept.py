"""What people set in the rows of a preview, kept while the rows are made anew."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questions.importing.document import ParsedDocument
from questions.importing.packing import unpack_question
from questions.models import ImportDraft, ImportRow
from questions.services.comparing import content_of
from questions.services.drafts import SETTABLE, may

TEXTS = ("prompt", "answer")
# The line of a question, and which one of that line it is.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """`fields` of the row and `texts` of its question that a person changed."""

    fields: Mapping[str, str]
    texts: Mapping[str, str]


def settings_of(draft: ImportDraft) -> dict[Place, Kept]:
    """Only of rows in which a person set something."""
    found = {place: _kept(row, draft) for place, row in _placed(draft.rows.all())}
    return {place: kept for place, kept in found.items() if kept.fields or kept.texts}


def rewritten_since(draft: ImportDraft, settings: Mapping[Place, Kept], document: ParsedDocument) -> Iterator[int]:
    """The lines of questions whose text a person changed, and of which the document now gives another one."""
    before = {question["line"]: question for question in draft.document["questions"]}
    texts = {line: kept.texts for (line, _), kept in settings.items()}
    for question in document.questions:
        changed = texts.get(question.line, ()) if question.line in before else ()
        if any(getattr(question, name) != before[question.line][name] for name in changed):
            yield question.line


def restore(draft: ImportDraft, settings: Mapping[Place, Kept]) -> None:
    """Sets it in the rows that begin where it was set before; an action that the row may not take is left."""
    rows = draft.rows.select_related("match", "match_row") if settings else ()
    found = [(row, settings[place]) for place, row in _placed(rows) if place in settings]
    for row, kept in found:
        for name, value in kept.fields.items():
            if name != "action" or may(row, value, draft.user):
                setattr(row, name, value)
        _set_texts(row, kept.texts)
    ImportRow.objects.bulk_update(
        [row for row, _ in found], [*SETTABLE, "found", "title", "has_answer"], batch_size=200
    )


def _placed(rows: Iterable[ImportRow]) -> Iterator[tuple[Place, ImportRow]]:
    seen: Counter[int] = Counter()
    for row in rows:
        line = int(row.found["line"])
        yield (line, seen[line]), row
        seen[line] += 1


def _kept(row: ImportRow, draft: ImportDraft) -> Kept:
    read: Mapping[str, Any] = draft.document["questions"][row.position - 1]
    fields = {name: getattr(row, name) for name in SETTABLE if getattr(row, name) != row.proposed.get(name)}
    texts = {name: row.found[name] for name in TEXTS if row.found[name] != read[name]}
    return Kept(fields if row.proposed else {}, texts)


def _set_texts(row: ImportRow, texts: Mapping[str, str]) -> None:
    if texts:
        row.found = {**row.found, **texts}
        row.title, row.has_answer = content_of(unpack_question(row.found)).title, bool(row.found["answer"])
