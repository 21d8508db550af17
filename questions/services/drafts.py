"""The rows of an import's preview: what each question is compared with, and what people set before they confirm."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import BadRequest, DomainError
from questions.content import Content, Picture, content_of_version
from questions.importing.document import ParsedDocument, ParsedQuestion
from questions.importing.packing import unpack, unpack_question
from questions.likeness import Alike, Bank, Said, Words, best, judge, pair, said
from questions.merging import merge
from questions.models import ImportChange, ImportDraft, ImportRow, Kind, Level, Question, Source
from questions.search.words import fold

T = TypeVar("T")
Action, Likeness = ImportRow.Action, ImportRow.Likeness
# At least so much of a document must go on with an earlier import, or only the name is the same.
_SAME_DOCUMENT = 0.3


def content_of(found: ParsedQuestion) -> Content:
    return Content(
        prompt=found.prompt,
        answer=found.answer,
        answer_label=found.answer_label or "",
        key_points=tuple(found.key_points),
        follow_ups=tuple(found.follow_ups),
        red_flags=tuple(found.red_flags),
        level_answers=found.level_answers,
        minutes=found.minutes,
        pictures=tuple(Picture(**picture) for picture in found.pictures or ()),
    )


def _beside(found: ParsedQuestion, other: Content) -> Content:
    """What the document says, with the pictures of `other` where it says nothing of pictures."""
    mine = content_of(found)
    return replace(mine, pictures=other.pictures) if found.pictures is None else mine


def found_of(row: ImportRow) -> ParsedQuestion:
    return unpack_question(row.found)


def _said_of(found: ParsedQuestion) -> Said:
    return said(found.prompt, f"{found.answer} {' '.join(found.key_points)}")


def _bank(user: User) -> QuerySet[Question]:
    return Question.objects.visible_to(user).active().exclude(current=None)


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
    found = _whole(_bank(user).filter(source=source).order_by("source_position"))
    questions = {question.pk: question for question in found}
    changes = ImportChange.objects.filter(source=source).exclude(after=None).select_related("after__guide")
    known = {c.question_id: content_of_version(c.after) for c in changes.prefetch_related(*_OF_VERSION) if c.after}
    current = {pk: content_of_version(q.current) for pk, q in questions.items() if q.current and pk not in known}
    return Edition(questions, known | current)


_OF_VERSION = ("after__guide__key_points", "after__images")


@transaction.atomic
def prepare_rows(*, draft: ImportDraft, compare: bool = True) -> None:
    """Writes the rows anew; with `compare` against an earlier edition, if there is one."""
    document = unpack(draft.document)
    said_here = [_said_of(found) for found in document.questions]
    edition, pairs = _edition(draft, document, said_here) if compare else (None, {})
    rows = [_row(draft, n, found, document) for n, found in enumerate(document.questions)]
    named = _by_identity(draft.user, document.questions)
    for n, row in enumerate(rows):
        if n in named:
            _go_on_with(row, draft.user, document.questions[n], named[n], content_of_version_now(named[n]))
        elif edition and n in pairs:
            old = edition.questions[pairs[n]]
            _go_on_with(row, draft.user, document.questions[n], old, edition.known[old.pk])
    draft.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=500)
    _find_alike(draft, rows, said_here, set(pairs.values()))
    draft.save(update_fields=["previous"])


def content_of_version_now(question: Question) -> Content:
    return content_of_version(question.current) if question.current else Content("")


def _row(draft: ImportDraft, place: int, found: ParsedQuestion, document: ParsedDocument) -> ImportRow:
    return ImportRow(
        draft=draft,
        position=place + 1,
        found=draft.document["questions"][place],
        title=content_of(found).title,
        level=found.level or "",
        kind=found.kind,
        topic=topic_of(found, document.title or draft.file_name)[:200],
        has_answer=bool(found.answer),
    )


def topic_of(found: ParsedQuestion, title: str) -> str:
    return found.topic if found.topic is not None else found.section or title


def topic_reason(found: ParsedQuestion) -> str:
    if found.topic is not None:
        return "The document says so."
    return "The heading of its section." if found.section else "The document’s title."


def _by_identity(user: User, found: Sequence[ParsedQuestion]) -> dict[int, Question]:
    """Questions that a file of our own names by their id."""
    ids = {each.identity: n for n, each in enumerate(found) if each.identity}
    if not ids:
        return {}
    return {ids[q.public_id]: q for q in _whole(_bank(user).filter(public_id__in=ids))}


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
    draft.previous = None
    return None, {}


def _go_on_with(row: ImportRow, user: User, found: ParsedQuestion, old: Question, known: Content) -> None:
    """The row is the next text of `old`: level, kind and topic stay as people set them in the bank."""
    row.likeness, row.match = Likeness.EDITION, old
    others = (known, content_of_version_now(old))
    row.changed = all(_beside(found, other).digest != other.digest for other in others)
    row.level = next((entry.level for entry in old.levels.all()), "")
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


def _find_alike(draft: ImportDraft, rows: Sequence[ImportRow], here: Sequence[Said], edition: set[int]) -> None:
    """Against the bank and against earlier rows; rows that go on with an edition are settled already."""
    texts, inside = Words(), Bank[int]()
    open_rows = {n: row for n, row in enumerate(rows) if not row.likeness}
    bank = _bank(draft.user).exclude(pk__in=edition)
    titles = _titles(bank, [here[n] for n in open_rows])
    near = _candidates(bank, titles, open_rows)
    others = _others(bank, {key for keys in near.values() for key in keys})
    for one in (*here, *others.values()):
        texts.learn(one.counts)
    for n, one in enumerate(here):
        if n in open_rows:
            outside = best(judge(key, one, others[key], titles.words, texts) for key in near[n])
            earlier = best(judge(k, one, here[k], titles.words, texts) for k in inside.candidates(one.prompt))
            _settle(rows[n], rows, outside, earlier)
        inside.add(n, one.prompt)
    _mark_same(draft.user, open_rows)
    ImportRow.objects.bulk_update(
        [row for row in open_rows.values() if row.likeness],
        ["match", "match_row", "likeness", "shared", "action"],
        batch_size=200,
    )


def _titles(bank: QuerySet[Question], here: Sequence[Said]) -> Bank[int]:
    titles, wanted = Bank[int](), dict.fromkeys(term for one in here for term in one.terms)
    for pk, title in bank.values_list("pk", "search_title").iterator(chunk_size=5000) if here else ():
        titles.add(pk, title, wanted)
    return titles


def _candidates(bank: QuerySet[Question], titles: Bank[int], rows: Mapping[int, ImportRow]) -> dict[int, list[int]]:
    """By title and rare words, and by the hash of all that a version holds."""
    digests = {n: content_of(found_of(row)).digest for n, row in rows.items()}
    known: dict[str, int] = {}
    for part in batched(digests.values()):
        hashes = bank.filter(current__content_hash__in=part).values_list("current__content_hash", "pk")
        known |= dict(hashes)
    near = {n: titles.candidates(fold(row.title)[:300]) for n, row in rows.items()}
    return {n: [*keys, *({known[digests[n]]} - set(keys) if digests[n] in known else ())] for n, keys in near.items()}


def batched(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists short enough for one query of SQLite."""
    waiting = iter(values)
    while part := list(islice(waiting, 900)):
        yield part


def _others(bank: QuerySet[Question], keys: Iterable[int]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    for part in batched(keys):
        rows = bank.filter(pk__in=part).values_list("pk", "current__prompt", "search_text")
        found |= {pk: Said(fold(prompt), whole) for pk, prompt, whole in rows}
    return found


def _settle(row: ImportRow, rows: Sequence[ImportRow], outside: Alike[int] | None, earlier: Alike[int] | None) -> None:
    """The likelier of the two; a question of the bank goes first where both are."""
    likely = best((outside, earlier))
    if likely is None:
        return
    if likely is outside:
        row.match_id = likely.key
    else:
        row.match_row = rows[likely.key]
    row.likeness, row.shared = likely.how, list(likely.shared)


def _mark_same(user: User, rows: Mapping[int, ImportRow]) -> None:
    """The same text is left out, unless the document answers what the bank leaves open; the rest is kept."""
    same = [row for row in rows.values() if row.likeness == Likeness.SAME]
    bank = Question.objects.in_bulk([row.match_id for row in same if row.match_id])
    for row in same:
        question = bank.get(row.match_id) if row.match_id else None
        answers = row.has_answer and question is not None and not question.has_answer
        mine = question is not None and question.owner_id == user.pk
        row.action = Action.VERSION if answers and mine else Action.SKIP
        if row.match_row and _answer(row) != _answer(row.match_row):
            row.action = Action.ADD


def _answer(row: ImportRow) -> str:
    return " ".join(str(row.found["answer"]).split())


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
    edited = 0
    for row in rows:
        wanted = {name: value for name, value in changes.items() if name != "action" or may(row, value, draft.user)}
        for name, value in wanted.items():
            setattr(row, name, value)
        edited += bool(wanted)
    ImportRow.objects.bulk_update(rows, ["level", "kind", "topic", "action"], batch_size=200)
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
    """The text as it will be imported; the document itself stays as it is."""
    found: dict[str, Any] = {**row.found, "prompt": prompt.strip(), "answer": answer.strip()}
    content = content_of(unpack_question(found))
    if not content.title or "\x00" in prompt + answer:
        raise DomainError("A question needs a text, without NUL characters.")
    row.found, row.title, row.has_answer = found, content.title, bool(found["answer"])
    row.save(update_fields=["found", "title", "has_answer"])
    return row
