"""The rows of an import's preview: what each question is compared with, and what people set before they confirm."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError
from questions.content import Content, content_of_version, current_content
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.levels import is_bare_level
from questions.importing.packing import unpack, unpack_question
from questions.importing.seeing.points import key_points_of
from questions.likeness import Said, pair, said
from questions.merging import merge
from questions.models import ImportChange, ImportDraft, ImportRow, Kind, Level, Question, Source
from questions.services.bank import BODY_LIMIT
from questions.services.comparing import bank_of, content_of, find_alike, found_of, link_earlier, said_of

Action, Likeness = ImportRow.Action, ImportRow.Likeness
# "Section 3: " before the name of a section says where it stood in the document, and nothing of the subject.
_COUNTED = re.compile(
    r"^(?:(?:section|part|chapter|module|unit|lesson)\s*)?\d{1,2}(?:\.\d+)*\s*[.:)–—-]\s+(?=\S)", re.I
)
_NO_SUBJECT = re.compile(
    r"(?:(?:interview|technical|general|sample|more|other) )*questions(?: (?:and|&) answers)?:?|"
    r"(?:table of )?contents:?",
    re.I,
)
# At least so much of a document must go on with an earlier import, or only the name is the same.
_SAME_DOCUMENT = 0.3


def _beside(found: ParsedQuestion, other: Content) -> Content:
    """What the document says, with the pictures of `other` where it says nothing of pictures."""
    mine = content_of(found)
    return replace(mine, pictures=other.pictures) if found.pictures is None else mine


def _whole(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.select_related("current__guide", "topic").prefetch_related(
        "levels", "current__guide__key_points", "current__images"
    )


@dataclass(frozen=True, slots=True)
class Edition:
    """What an earlier import left: its questions, and the text of each as that import knew it."""

    questions: Mapping[int, Question]
    known: Mapping[int, Content]


def edition_of(source: Source, user: User) -> Edition:
    found = _whole(bank_of(user).filter(source=source).order_by("source_position"))
    questions = {question.pk: question for question in found}
    changes = ImportChange.objects.filter(source=source).exclude(after=None).select_related("after__guide")
    known = {c.question_id: content_of_version(c.after) for c in changes.prefetch_related(*_OF_VERSION) if c.after}
    current = {pk: content_of_version(q.current) for pk, q in questions.items() if q.current and pk not in known}
    return Edition(questions, known | current)


_OF_VERSION = ("after__guide__key_points", "after__images")


# What a person sets in a row.
SETTABLE = ("level", "kind", "topic", "action")
# Rows are made again when the document is compared with another edition, or with none.
WRITTEN_ANEW = "The preview was made anew in another tab. Reload it."


def hold(draft: ImportDraft) -> None:
    """Until the transaction ends: of two who press a button of the preview at once, the second is told so."""
    if ImportDraft.objects.select_for_update().filter(pk=draft.pk).values_list("pk").first() is None:
        raise Conflict("This document was already imported or discarded. Find it under “Lately imported”.")


@transaction.atomic
def prepare_rows(*, draft: ImportDraft, compare: bool = True, document: ParsedDocument | None = None) -> None:
    """Writes the rows anew; with `compare` against an earlier edition, if there is one.

    `document` is what the draft holds, where the caller has it at hand.
    """
    hold(draft)
    document = document or unpack(draft.document)
    said_here = [said_of(found) for found in document.questions]
    edition, pairs = _edition(draft, document, said_here) if compare else _no_edition(draft)
    rows = [_row(draft, n, found, document) for n, found in enumerate(document.questions)]
    named = _by_identity(draft.user, document.questions)
    for n, row in enumerate(rows):
        if n in named:
            _go_on_with(row, draft.user, document.questions[n], named[n], current_content(named[n]))
        elif edition and n in pairs:
            old = edition.questions[pairs[n]]
            _go_on_with(row, draft.user, document.questions[n], old, edition.known[old.pk])
    draft.rows.all().delete()
    earlier = find_alike(draft, rows, said_here, set(pairs.values()))
    for row in rows:
        row.proposed = {name: getattr(row, name) for name in SETTABLE}
    ImportRow.objects.bulk_create(rows, batch_size=500)
    link_earlier(rows, earlier)
    draft.choices = {**draft.choices, "apart": not compare}
    draft.save(update_fields=["previous", "choices"])


@transaction.atomic
def compare_again(*, draft: ImportDraft) -> None:
    """Once another import is confirmed: rows that were like nothing may be like what it brought."""
    rows = list(draft.rows.all())
    alone = [row for row in rows if not row.likeness]
    edition = {row.match_id for row in rows if row.likeness == Likeness.EDITION and row.match_id}
    earlier = find_alike(draft, rows, [said_of(found_of(row)) for row in rows], edition)
    found = [row for row in alone if row.likeness]
    for row in found:
        row.proposed = {**row.proposed, "action": row.action}
    ImportRow.objects.bulk_update(found, ["likeness", "shared", "match", "action", "proposed"], batch_size=200)
    link_earlier(rows, earlier)


def _row(draft: ImportDraft, place: int, found: ParsedQuestion, document: ParsedDocument) -> ImportRow:
    return ImportRow(
        draft=draft,
        position=place + 1,
        found=draft.document["questions"][place],
        title=content_of(found).title,
        level=found.level or "",
        kind=found.kind,
        topic=topic_of(found, _subject_of_file(draft))[:200],
        has_answer=bool(found.answer),
    )


def topic_of(found: ParsedQuestion, title: str) -> str:
    return found.topic if found.topic is not None else _subject(found.section) or title


def _subject_of_file(draft: ImportDraft) -> str:
    """The document's title, or else what its file is called; a pasted text has neither."""
    name = re.sub(r"[-_\s]+", " ", draft.file_name.rpartition(".")[0]).strip()
    return str(draft.document["title"]) or f"{name[:1].upper()}{name[1:]}"


def _subject(section: str) -> str:
    """What the name of a section says of the subject; "" where it only counts, names a level or says "contents"."""
    name = _COUNTED.sub("", section).strip()
    return "" if is_bare_level(name) or _NO_SUBJECT.fullmatch(name) else name


def topic_reason(found: ParsedQuestion, draft: ImportDraft) -> str:
    if found.topic is not None:
        return "The document says so."
    if _subject(found.section):
        return "The heading of its section."
    if draft.document["title"]:
        return "The document’s title."
    return "The name of its file." if _subject_of_file(draft) else "Nothing says one."


def _by_identity(user: User, found: Sequence[ParsedQuestion]) -> dict[int, Question]:
    """Questions that a file of our own names by their id."""
    ids = {each.identity: n for n, each in enumerate(found) if each.identity}
    if not ids:
        return {}
    return {ids[q.public_id]: q for q in _whole(bank_of(user).filter(public_id__in=ids))}


def _edition(
    draft: ImportDraft, document: ParsedDocument, here: Sequence[Said]
) -> tuple[Edition | None, dict[int, int]]:
    """The earlier import of the same document, by file name or title and by what it held."""
    sources = Source.objects.filter(imported_by=draft.user, undone_at=None)
    named = Q(file_name=draft.file_name) | Q(title=(document.title or draft.file_name)[:300])
    for source in sources.filter(named).order_by("-created_at", "-pk")[:3]:
        edition = edition_of(source, draft.user)
        old = {pk: said(c.prompt, f"{c.answer} {' '.join(c.key_points)}") for pk, c in edition.known.items()}
        pairs = pair(here, {pk: one for pk, one in old.items() if pk in edition.questions})
        if pairs and len(pairs) >= _SAME_DOCUMENT * min(len(here), len(edition.questions)):
            draft.previous = source
            return edition, pairs
    return _no_edition(draft)


def _no_edition(draft: ImportDraft) -> tuple[None, dict[int, int]]:
    draft.previous = None
    return None, {}


def _go_on_with(row: ImportRow, user: User, found: ParsedQuestion, old: Question, known: Content) -> None:
    """The row is the next text of `old`: level, kind and topic stay as people set them in the bank."""
    row.likeness, row.match = Likeness.EDITION, old
    others = (known, current_content(old))
    row.changed = all(_beside(found, other).digest != other.digest for other in others)
    row.level = next((entry.level for entry in old.levels_upwards), "")
    row.kind, row.topic = old.kind, old.topic.name if old.topic else ""
    row.action = Action.VERSION if row.changed and old.owner_id == user.pk else Action.SKIP


def next_content(row: ImportRow, mine: Content, known: Content | None = None) -> tuple[Content, tuple[str, ...]]:
    """(what the matched question would say, fields that bank and document changed in different ways).

    `known` is the text that the earlier edition brought: what people changed in the bank since then stays.
    """
    if row.match is None or row.match.current is None:
        return mine, ()
    theirs = content_of_version(row.match.current)
    base = known or theirs
    if found_of(row).pictures is None:
        base, mine = replace(base, pictures=theirs.pictures), replace(mine, pictures=theirs.pictures)
    return merge(base, mine, theirs)


def may(row: ImportRow, action: str, user: User) -> bool:
    """Merging into, or replacing, a question of the bank takes its owner."""
    if action == Action.MERGE and row.match_row_id:
        return True
    if action in (Action.MERGE, Action.VERSION):
        return row.match is not None and row.match.owner_id == user.pk
    return action in Action.values


@transaction.atomic
def edit_rows(*, draft: ImportDraft, rows: Sequence[ImportRow], changes: Mapping[str, str]) -> int:
    """Sets level, kind, topic or action of several rows at once; a row that may not take the action keeps its own."""
    _refuse_unknown(changes)
    hold(draft)
    edited = 0
    for row in rows:
        wanted = {name: value for name, value in changes.items() if name != "action" or may(row, value, draft.user)}
        for name, value in wanted.items():
            setattr(row, name, value)
        edited += bool(wanted)
    if ImportRow.objects.bulk_update(rows, SETTABLE, batch_size=200) < len(rows):
        raise Conflict(WRITTEN_ANEW)
    return edited


def _refuse_unknown(changes: Mapping[str, str]) -> None:
    known: dict[str, Sequence[str]] = {"level": ("", *Level.values), "kind": Kind.values, "action": Action.values}
    for name, value in changes.items():
        if name != "topic" and value not in known.get(name, ()):
            raise BadRequest("A choice of the preview does not exist. Reload the preview.")
    if len(changes.get("topic", "")) > 200 or "\x00" in changes.get("topic", ""):
        raise DomainError("A topic has at most 200 letters.")


@transaction.atomic
def set_defaults(*, draft: ImportDraft, level: str = "", topic: str = "") -> None:
    """A level for the questions without one, and a topic instead of the document's sections; "" changes nothing."""
    new = draft.rows.exclude(likeness=Likeness.EDITION)
    if level:
        new.filter(level="").update(level=level)
    if topic:
        new.update(topic=topic[:200])


@transaction.atomic
def rewrite_row(*, row: ImportRow, prompt: str, answer: str) -> ImportRow:
    """The text as it will be imported; the document itself stays as it is.

    Key points that were the answer's list are the new answer's.
    """
    # Browsers end the lines of a field in two characters.
    prompt, answer = (text.replace("\r\n", "\n").strip() for text in (prompt, answer))
    found: dict[str, Any] = {**row.found, "prompt": prompt, "answer": answer}
    if tuple(found["key_points"]) == key_points_of(row.found["answer"]):
        found["key_points"] = list(key_points_of(answer))
    content = content_of(unpack_question(found))
    if not content.title or "\x00" in prompt + answer:
        raise DomainError("A question needs a text, without NUL characters.")
    if max(len(content.prompt.encode()), len(content.answer.encode())) > BODY_LIMIT:
        raise DomainError("Question and answer may hold 50 kB each.")
    hold(row.draft)
    row.found, row.title, row.has_answer = found, content.title, bool(found["answer"])
    if not ImportRow.objects.bulk_update([row], ["found", "title", "has_answer"]):
        raise Conflict(WRITTEN_ANEW)
    return row
