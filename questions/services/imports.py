"""From an uploaded document to questions in the bank: a draft to look at, then one transaction."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.errors import DomainError
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.markdown import read_markdown
from questions.models import ImportDraft, Level, Question, Resource, Source, Tip
from questions.services.bank import Content, Place, add_question
from questions.signals import document_imported

SKIP = "skip"


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


@transaction.atomic
def start_import(*, user: User, file_name: str, text: str) -> ImportDraft:
    return ImportDraft.objects.create(user=user, file_name=file_name[:255], text=text)


def parsed(draft: ImportDraft) -> ParsedDocument:
    return read_markdown(draft.text)


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
    sources = Source.objects.filter(sha256=_sha256(draft.text))
    return (sources.exclude(pk=but.pk) if but else sources).exists()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _source(draft: ImportDraft, document: ParsedDocument) -> Source:
    return Source.objects.create(
        title=(document.title or draft.file_name)[:300],
        file_name=draft.file_name,
        sha256=_sha256(draft.text),
        imported_by=draft.user,
    )


def _add(row: Row, user: User, source: Source, position: int, use: str, topic: str) -> None:
    levels = [row.level] if row.level in Level.values else []
    place = Place(kind=row.kind, levels=levels, topic=topic or row.found.section or source.title, use=use)
    question = add_question(owner=user, content=content_of(row.found), place=place)
    Question.objects.filter(pk=question.pk).update(source=source, source_position=position)


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
