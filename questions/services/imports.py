"""From an uploaded document to questions in the bank: a draft to look at, then one transaction."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError
from questions.content import Content, Place, current_content
from questions.importing.document import ParsedDocument
from questions.importing.limited import read_limited
from questions.importing.packing import pack, unpack
from questions.merging import united
from questions.models import ImportChange, ImportDraft, ImportRow, Level, Question, Resource, Source, Tip
from questions.services.bank import MOST_TAGS, add_questions, locked, write_version
from questions.services.beginnings import keep_file, refuse_unread
from questions.services.comparing import content_of, found_of
from questions.services.drafts import compare_again, edition_of, hold, next_content, prepare_rows
from questions.services.imported_pictures import with_pictures
from questions.services.waiting import keep_waiting
from questions.signals import document_imported

Reader = Callable[[str, bytes], ParsedDocument]
Action, What = ImportRow.Action, ImportChange.What


def start_import(*, user: User, file_name: str, data: bytes, read: Reader = read_limited) -> ImportDraft:
    """Reads the file, by default in a process of its own; DomainError says why it cannot be read.

    A file that is still waiting from an earlier upload is the same draft, with what was chosen in it; its time to wait
    begins anew.
    """
    digest = hashlib.sha256(data).hexdigest()
    waiting = ImportDraft.objects.filter(user=user, sha256=digest, file_name=file_name[:255]).first()
    if waiting:
        return keep_waiting(draft=waiting)
    document = read(file_name, data)
    with transaction.atomic():
        document = with_pictures(document, by=user)
        draft = ImportDraft.objects.create(
            user=user,
            file_name=file_name[:255],
            sha256=digest,
            document=pack(replace(document, layout=None)),
        )
        prepare_rows(draft=draft, document=document)
        if document.layout:
            keep_file(draft=draft, data=data, layout=document.layout)
    return draft


def parsed(draft: ImportDraft) -> ParsedDocument:
    return unpack(draft.document)


def count_duplicates(document: ParsedDocument, *, bank: bool = True) -> int:
    """Questions that stand earlier in the same document, or in the `bank`, word for word."""
    digests = [content_of(found).digest for found in document.questions]
    twice = len(digests) - len(set(digests))
    if not bank:
        return twice
    known = Question.objects.filter(current__content_hash__in=digests).values_list("current__content_hash", flat=True)
    return twice + len(set(known))


@dataclass(slots=True)
class _Import:
    """One confirmation under way: `contents` is what each row will say, with what was merged into it."""

    draft: ImportDraft
    source: Source
    rows: Sequence[ImportRow]
    known: Mapping[int, Content]
    contents: dict[int, Content] = field(default_factory=dict)
    changes: list[ImportChange] = field(default_factory=list)

    def did(self, what: str, question: Question, before: Question) -> None:
        after = None if what == What.RETIRED else question.current
        self.changes.append(
            ImportChange(
                source=self.source,
                question=question,
                what=what,
                before_id=before.current_id,
                after=after,
                source_before_id=before.source_id,
            )
        )


@transaction.atomic
def confirm_import(*, draft: ImportDraft, use: str = Question.Use.LIVE) -> Source:
    """Does what the rows say, keeps tips, resources and the document's rubrics; or nothing at all."""
    hold(draft)
    refuse_unread(draft)
    draft.refresh_from_db(fields=["document", "previous"])  # another tab may have read it again just before
    document = parsed(draft)
    rows = list(draft.rows.select_related("match__current__guide", "match_row"))
    retired = _to_retire(draft)
    _refuse_nothing(draft, document, rows, retired)
    known = edition_of(draft.previous, draft.user).known if draft.previous else {}
    work = _Import(draft, _source(draft, document), rows, known)
    work.contents = _contents(rows)
    _add_new(work, use)
    _change_known(work)
    _retire(work, retired)
    ImportChange.objects.bulk_create(work.changes, batch_size=500)
    # Questions that go on with an earlier edition move to this source, and look here for their tips and reading.
    if draft.previous or not _imported_before(draft, but=work.source):
        _keep_extras(work, document)
    draft.delete()
    for waiting in ImportDraft.objects.filter(user=draft.user):
        compare_again(draft=waiting)
    return work.source


def _refuse_nothing(
    draft: ImportDraft, document: ParsedDocument, rows: Sequence[ImportRow], retired: Sequence[Question]
) -> None:
    extras = document.rubrics or document.tips or document.resources
    if retired or any(row.action != Action.SKIP for row in rows) or (extras and not _imported_before(draft)):
        return
    raise DomainError("Nothing to import: every question is left out or already in the bank.")


def _imported_before(draft: ImportDraft, but: Source | None = None) -> bool:
    sources = Source.objects.filter(sha256=draft.sha256, undone_at=None)
    return (sources.exclude(pk=but.pk) if but else sources).exists()


def _source(draft: ImportDraft, document: ParsedDocument) -> Source:
    return Source.objects.create(
        title=(document.title or draft.file_name)[:300],
        file_name=draft.file_name,
        sha256=draft.sha256,
        imported_by=draft.user,
        previous=draft.previous,
    )


def _contents(rows: Sequence[ImportRow]) -> dict[int, Content]:
    """By row; a row that is merged into an earlier one of the document makes that one richer."""
    contents = {row.pk: content_of(found_of(row)) for row in rows}
    for row in rows:
        if row.action == Action.MERGE and row.match_row_id in contents:
            contents[row.match_row_id] = united(contents[row.match_row_id], contents[row.pk])
    return contents


def _adds(row: ImportRow) -> bool:
    """A merge into a row that is itself left out adds the question, or its text would be lost."""
    into = row.match_row
    return row.action == Action.ADD or bool(row.action == Action.MERGE and into and into.action == Action.SKIP)


def _add_new(work: _Import, use: str) -> None:
    rows = [row for row in work.rows if _adds(row)]
    entries = [(work.contents[row.pk], _place(row, use)) for row in rows]
    for question in add_questions(owner=work.draft.user, entries=entries, source=work.source):
        work.did(What.ADDED, question, Question())


def _place(row: ImportRow, use: str) -> Place:
    found = found_of(row)
    return Place(
        kind=row.kind,
        levels=_levels(row),
        topic=row.topic,
        use=found.use or use,
        visibility=found.visibility or Question.Visibility.TEAM,
        tags=found.tags[:MOST_TAGS],
        practice_when_asked=found.practice_when_asked,
    )


def _levels(row: ImportRow) -> list[str]:
    """All that the document names, unless the person chose another one."""
    named = row.found["levels"]
    if named and row.level == (row.found["level"] or ""):
        return list(named)
    return [row.level] if row.level in Level.values else []


def _change_known(work: _Import) -> None:
    """Questions that the document goes on with move to its newest edition, changed or not."""
    for row in work.rows:
        if row.match is None or row.match.current is None:
            continue
        if row.action in (Action.VERSION, Action.MERGE) and row.match.owner_id == work.draft.user_id:
            _revise(work, row, row.match)
        elif row.likeness == ImportRow.Likeness.EDITION:
            work.did(What.KEPT, row.match, row.match)
    followed = [row for row in work.rows if row.match and row.likeness == ImportRow.Likeness.EDITION]
    questions = [_follow(work, row, row.match) for row in followed if row.match]
    Question.objects.bulk_update(questions, ["source", "source_position"], batch_size=500)


def _revise(work: _Import, row: ImportRow, match: Question) -> None:
    before = locked(match)
    question = locked(match)
    if row.action == Action.MERGE:
        content = united(current_content(question), work.contents[row.pk])
    else:
        content = next_content(row, work.contents[row.pk], work.known.get(match.pk))[0]
    write_version(question, content, author=work.draft.user, reason=f"Imported from “{work.source.title}”")
    work.did(What.REVISED, question, before)


def _follow(work: _Import, row: ImportRow, question: Question) -> Question:
    question.source, question.source_position = work.source, row.position
    return question


def gone_questions(draft: ImportDraft) -> list[Question]:
    """Those of the earlier edition that the document holds no more."""
    if draft.previous is None:
        return []
    matched = draft.rows.exclude(match=None).values("match")
    mine = Question.objects.filter(source=draft.previous, owner=draft.user).active().exclude(pk__in=matched)
    return list(mine.select_related("current"))


def _to_retire(draft: ImportDraft) -> list[Question]:
    wanted = set(draft.choices.get("retire", ()))
    return [question for question in gone_questions(draft) if question.public_id in wanted]


def _retire(work: _Import, questions: Sequence[Question]) -> None:
    for question in questions:
        question.retired_at = timezone.now()
        question.save(update_fields=["retired_at"])
        work.did(What.RETIRED, question, question)


def _keep_extras(work: _Import, document: ParsedDocument) -> None:
    """An edited document brings its tips anew; its rubric lives on in its versions, and is not made twice."""
    source = work.source
    Tip.objects.bulk_create(Tip(source=source, position=n, text=text) for n, text in enumerate(document.tips, start=1))
    Resource.objects.bulk_create(
        Resource(source=source, position=n, text=text) for n, text in enumerate(document.resources, start=1)
    )
    if work.draft.previous is None:
        document_imported.send(sender=Source, source=source, parsed=document, by=work.draft.user)


@transaction.atomic
def choose(*, draft: ImportDraft, retire: Sequence[str]) -> ImportDraft:
    """Keeps which questions of the earlier edition are to be retired, by public id."""
    hold(draft)
    draft.choices = {**draft.choices, "retire": list(retire)}
    draft.save(update_fields=["choices"])
    return draft
