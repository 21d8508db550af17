"""What each row of an import's preview is like: questions of the bank, and earlier rows of the same document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db.models import QuerySet

from accounts.models import User
from questions.content import Content, Picture
from questions.importing.document import ParsedQuestion
from questions.importing.packing import unpack_question
from questions.likeness import Alike, Bank, Said, Words, best, judge, said
from questions.models import ImportDraft, ImportRow, Question
from questions.search.words import fold

T = TypeVar("T")
# Places of rows: which is like which earlier one.
Earlier = dict[int, int]
Action, Likeness = ImportRow.Action, ImportRow.Likeness


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


def found_of(row: ImportRow) -> ParsedQuestion:
    return unpack_question(row.found)


def said_of(found: ParsedQuestion) -> Said:
    return said(found.prompt, f"{found.answer} {' '.join(found.key_points)}")


def bank_of(user: User) -> QuerySet[Question]:
    return Question.objects.visible_to(user).active().exclude(current=None)


def find_alike(draft: ImportDraft, rows: Sequence[ImportRow], here: Sequence[Said], edition: set[int]) -> Earlier:
    """Against the bank and against earlier rows; rows that go on with an edition are settled already.

    Sets what the rows say of the bank, before they are stored, and returns which row is like which earlier one.
    """
    texts, inside, earlier_rows = Words(), Bank[int](), dict[int, int]()
    open_rows = {n: row for n, row in enumerate(rows) if not row.likeness}
    bank = bank_of(draft.user).exclude(pk__in=edition)
    titles = _titles(bank, [here[n] for n in open_rows])
    near = _candidates(bank, titles, open_rows)
    others = _others(bank, {key for keys in near.values() for key in keys})
    for one in (*here, *others.values()):
        texts.learn(one.counts)
    for n, one in enumerate(here):
        if n in open_rows:
            outside = best(judge(key, one, others[key], titles.words, texts) for key in near[n])
            earlier = best(judge(k, one, here[k], titles.words, texts) for k in inside.candidates(one.prompt))
            earlier_rows |= _settled(rows[n], n, outside, earlier)
        inside.add(n, one.prompt)
    _mark_same(draft.user, rows, open_rows, earlier_rows)
    return earlier_rows


def link_earlier(rows: Sequence[ImportRow], earlier: Earlier) -> None:
    """Rows can point at each other once they are stored."""
    for n, other in earlier.items():
        rows[n].match_row = rows[other]
    ImportRow.objects.bulk_update([rows[n] for n in earlier], ["match_row"], batch_size=400)


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


def _settled(row: ImportRow, place: int, outside: Alike[int] | None, earlier: Alike[int] | None) -> Earlier:
    """The likelier of the two; a question of the bank goes first where both are."""
    likely = best((outside, earlier))
    if likely is None:
        return {}
    row.likeness, row.shared = likely.how, list(likely.shared)
    if likely is outside:
        row.match_id = likely.key
        return {}
    return {place: likely.key}


def _mark_same(
    user: User, rows: Sequence[ImportRow], open_rows: Mapping[int, ImportRow], earlier: Mapping[int, int]
) -> None:
    """The same text is left out, unless the document answers what the bank leaves open; the rest is kept."""
    same = {n: row for n, row in open_rows.items() if row.likeness == Likeness.SAME}
    bank = Question.objects.defer("search_text").in_bulk([row.match_id for row in same.values() if row.match_id])
    for n, row in same.items():
        question = bank.get(row.match_id) if row.match_id else None
        answers = row.has_answer and question is not None and not question.has_answer
        mine = question is not None and question.owner_id == user.pk
        row.action = Action.VERSION if answers and mine else Action.SKIP
        if n in earlier and _answer(row) != _answer(rows[earlier[n]]):
            row.action = Action.ADD


def _answer(row: ImportRow) -> str:
    return " ".join(str(row.found["answer"]).split())
