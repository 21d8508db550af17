"""From an uploaded document to questions in the bank: a draft to look at, then one transaction."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.errors import DomainError
from questions.importing.decoding import decode
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.limited import read_limited
from questions.importing.packing import pack, unpack
from questions.models import ImportDraft, Level, Question, Resource, Source, Tip
from questions.services.bank import MOST_TAGS, Content, Place, add_question
from questions.signals import document_imported

Reader = Callable[[str, bytes], ParsedDocument]
FORMAT_NAMES = {
    "markdown": "Markdown",
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "Excel",
    "moodle_xml": "Moodle XML",
    "gift": "GIFT",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a preview with what the person chose; `duplicate` is the same text in the bank."""

    found: ParsedQuestion
    level: str
    kind: str
    skip: bool
    duplicate: Question | None

    @property
    def key(self) -> str:
        return str(self.found.line)


def start_import(*, user: User, file_name: str, data: bytes, read: Reader = read_limited) -> ImportDraft:
    """Reads the file, by default in a process of its own; DomainError says why it cannot be read.

    A file that is still waiting from an earlier upload is the same draft, with what was chosen in it.
    """
    digest = hashlib.sha256(data).hexdigest()
    waiting = ImportDraft.objects.filter(user=user, sha256=digest, file_name=file_name[:255]).first()
    if waiting:
        return waiting
    document = read(file_name, data)
    return ImportDraft.objects.create(
        user=user,
        file_name=file_name[:255],
        sha256=digest,
        text="" if document.format == "xlsx" else decode(data),
        document=pack(document),
    )


def parsed(draft: ImportDraft) -> ParsedDocument:
    return unpack(draft.document)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that nobody confirmed or discarded yet, with what was found in it."""

    draft: ImportDraft
    format: str
    questions: int
    without_answer: int
    warnings: int


def waiting_imports(user: User) -> list[Waiting]:
    drafts = ImportDraft.objects.filter(user=user).defer("text").order_by("pk")
    return [_waiting(draft) for draft in drafts]


def _waiting(draft: ImportDraft) -> Waiting:
    found = draft.document["questions"]
    without = sum(not question["answer"] for question in found)
    return Waiting(draft, FORMAT_NAMES[draft.document["format"]], len(found), without, len(draft.document["warnings"]))


def discard_import(*, draft: ImportDraft) -> None:
    draft.delete()


def preview_rows(draft: ImportDraft, document: ParsedDocument, default_level: str = "") -> list[Row]:
    """Duplicates are skipped unless the person says otherwise: the same document twice adds nothing."""
    known = _known_hashes(draft.user, document)
    rows = []
    for found in document.questions:
        choice = draft.choices.get(str(found.line), {})
        duplicate = known.get(content_of(found).digest)
        rows.append(
            Row(
                found,
                choice.get("level", found.level or default_level or ""),
                choice.get("kind", found.kind),
                choice.get("skip", duplicate is not None),
                duplicate,
            )
        )
    return rows


def _known_hashes(user: User, document: ParsedDocument) -> dict[str, Question]:
    digests = [content_of(found).digest for found in document.questions]
    bank = Question.objects.visible_to(user).select_related("current")
    return {q.current.content_hash: q for q in bank.filter(current__content_hash__in=digests) if q.current}


def count_duplicates(document: ParsedDocument, *, bank: bool = True) -> int:
    """Questions that stand earlier in the same document, or in the `bank`, word for word."""
    digests = [content_of(found).digest for found in document.questions]
    twice = len(digests) - len(set(digests))
    if not bank:
        return twice
    known = Question.objects.filter(current__content_hash__in=digests).values_list("current__content_hash", flat=True)
    return twice + len(set(known))


def content_of(found: ParsedQuestion) -> Content:
    return Content(
        prompt=found.prompt,
        answer=found.answer,
        answer_label=found.answer_label or "",
        key_points=found.key_points,
        follow_ups=found.follow_ups,
        red_flags=found.red_flags,
        level_answers=found.level_answers,
        minutes=found.minutes,
    )


@transaction.atomic
def confirm_import(
    *, draft: ImportDraft, default_level: str = "", use: str = Question.Use.LIVE, topic: str = ""
) -> Source:
    """Writes the chosen questions, tips and resources, and the document's rubrics, or nothing at all."""
    document = parsed(draft)
    rows = [row for row in preview_rows(draft, document, default_level) if not row.skip]
    extras = document.rubrics or document.tips or document.resources
    if not rows and not (extras and not _imported_before(draft)):
        raise DomainError("Nothing to import: every question is skipped or already in the bank.")
    source = _source(draft, document)
    for position, row in enumerate(rows, start=1):
        _add(row, draft.user, source, position, use, topic)
    if not _imported_before(draft, but=source):
        _keep_extras(source, document)
        document_imported.send(sender=Source, source=source, parsed=document, by=draft.user)
    draft.delete()
    return source


def _imported_before(draft: ImportDraft, but: Source | None = None) -> bool:
    sources = Source.objects.filter(sha256=draft.sha256)
    return (sources.exclude(pk=but.pk) if but else sources).exists()


def _source(draft: ImportDraft, document: ParsedDocument) -> Source:
    return Source.objects.create(
        title=(document.title or draft.file_name)[:300],
        file_name=draft.file_name,
        sha256=draft.sha256,
        imported_by=draft.user,
    )


def _add(row: Row, user: User, source: Source, position: int, use: str, topic: str) -> None:
    place = Place(
        kind=row.kind,
        levels=_levels(row),
        topic=topic or _topic(row.found, source),
        use=row.found.use or use,
        visibility=row.found.visibility or Question.Visibility.TEAM,
        tags=row.found.tags[:MOST_TAGS],
    )
    question = add_question(owner=user, content=content_of(row.found), place=place)
    Question.objects.filter(pk=question.pk).update(source=source, source_position=position)


def _levels(row: Row) -> list[str]:
    """All that the document names, unless the person chose another one."""
    if row.level == (row.found.level or "") and row.found.levels:
        return list(row.found.levels)
    return [row.level] if row.level in Level.values else []


def _topic(found: ParsedQuestion, source: Source) -> str:
    return found.topic if found.topic is not None else found.section or source.title


def _keep_extras(source: Source, document: ParsedDocument) -> None:
    Tip.objects.bulk_create(Tip(source=source, position=n, text=text) for n, text in enumerate(document.tips, start=1))
    Resource.objects.bulk_create(
        Resource(source=source, position=n, text=text) for n, text in enumerate(document.resources, start=1)
    )


@transaction.atomic
def choose(*, draft: ImportDraft, rows: dict[str, dict[str, object]]) -> ImportDraft:
    """Keeps a person's edits of level, kind and skip by the line of the question."""
    draft.choices = rows
    draft.save(update_fields=["choices"])
    return draft
