"""Topics, tags and collections that are called what somebody typed: words of a question are not all one looks for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from questions.models import Tag, Topic
from questions.search.filters import Filters
from questions.search.names import COLUMNS, DEEPEST, Row
from questions.search.words import fold

if TYPE_CHECKING:
    from questions.querysets import CollectionQuerySet, QuestionQuerySet

MOST = 3
# So many of the nearest names are counted: one may be called so and hold nothing that the person sees.
_WEIGHED = 30
# In this order where names are equally near.
_CALLED = {"topic": "Topic", "tag": "Tag", "collection": "Collection"}
_PATHS = {"topic": "topic", "tag": "tags", "collection": "collections"}
# A facet and a primary key.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`query` is the address of exactly this filter, without the words that named it."""

    called: str
    name: str
    count: int
    query: str


def find_shortcuts(filters: Filters, bank: "QuestionQuerySet", collections: "CollectionQuerySet") -> list[Shortcut]:
    """At most MOST, the nearest names first; two queries.

    `bank` is all that the person may see and ask, and so are `collections`: what holds nothing of it is not named.
    """
    if not filters.wording:
        return []
    rows = list(_names(collections))
    named = _nearest(rows, filters)
    counts = _count(bank, {key: _below(key, rows) for key in named})
    found = (_shortcut(row, counts[key]) for key, row in named.items() if counts[key])
    return list(islice(found, MOST))


def _shortcut(row: Row, count: int) -> Shortcut:
    facet, value, name = row[0], row[1] or "", row[2] or ""
    return Shortcut(_CALLED[facet], name, count, Filters(chosen={facet: frozenset((value,))}).query())


def _names(collections: "CollectionQuerySet") -> QuerySet[Any, Row]:
    """Of a topic with what it stands below, as its `number`."""
    nothing = Cast(Value(None), BigIntegerField())
    topics, tags, kept = (
        rows.order_by()
        .annotate(facet=Value(facet), value=F("public_id"), label=F("name"), number=number, key=F("pk"))
        .values_list(*COLUMNS)
        for facet, rows, number in (
            ("topic", Topic.objects.all(), F("parent_id")),
            ("tag", Tag.objects.all(), nothing),
            ("collection", collections, nothing),
        )
    )
    return topics.union(tags, kept, all=True)


def _nearest(rows: Iterable[Row], filters: Filters) -> dict[Key, Row]:
    """Whose names hold the words, without those that are chosen already."""
    typed = " ".join(word for phrase in filters.wording.wanted for word in phrase)
    near = []
    for row in rows:
        facet, value, name, _, key = row
        folded = fold(name or "")
        if filters.wording.finds(folded) and value not in filters.of(facet):
            place = (folded != typed, not folded.startswith(typed), list(_CALLED).index(facet), len(folded), folded)
            near.append((place, key or 0, row))
    return {(row[0], key): row for _, key, row in sorted(near)[:_WEIGHED]}


def _below(key: Key, rows: Sequence[Row]) -> set[int]:
    """Itself and, of a topic, all topics that a list narrowed by it shows."""
    found = {key[1]}
    if key[0] == "topic":
        for _ in range(DEEPEST - 1):
            found |= {row[4] or 0 for row in rows if row[0] == "topic" and row[3] in found}
    return found


def _count(bank: "QuestionQuerySet", meant: Mapping[Key, set[int]]) -> Counter[Key]:
    """How many questions each is given to, or one that is meant with it: one query."""
    parts = []
    for facet, path in _PATHS.items():
        keys = {each for (name, _), below in meant.items() if name == facet for each in below}
        if keys:
            given = bank.order_by().filter(**{f"{path}__in": keys}).values(key=F(path))
            parts.append(given.annotate(facet=Value(facet), number=Count("pk")).values_list("facet", "key", "number"))
    counted = {(facet, key): number for facet, key, number in (parts[0].union(*parts[1:], all=True) if parts else ())}
    return Counter(
        {(facet, key): sum(counted.get((facet, each), 0) for each in below) for (facet, key), below in meant.items()}
    )
