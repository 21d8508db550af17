"""How many questions each further choice would leave.

Two queries count everything: one groups what the text matches by every facet of which a question has one value, the
other by those of which it can have several. What they gave is kept until the bank changes (kept.py).
A facet's own choice does not narrow its counts, or one could not see what else there is to choose.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from questions.models import Kind, Level, Question
from questions.search.filters import FLAGS, NO_LEVEL, Filters
from questions.search.names import COLUMNS, Names, Row, name_rows, names_of

if TYPE_CHECKING:
    from questions.querysets import CollectionQuerySet, QuestionQuerySet

SHOWN = 8
_RELATED = ("level", "tag", "collection")
_TITLES = {
    "level": "Level",
    "kind": "Kind",
    "topic": "Topic",
    "tag": "Tag",
    "collection": "Collection",
    "source": "Source",
    "use": "Use",
    "is": "State",
}
_WORDS = {
    "level": {**dict(Level.choices), NO_LEVEL: "Needs a level"},
    "kind": dict(Kind.choices),
    "use": dict(Question.Use.choices),
    "is": FLAGS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """`more` stands behind a fold: the rarest choices of a long list."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    total: int
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """So many questions with the same values in every facet but the level; `misses` are those that were not chosen."""

    values: Mapping[str, frozenset[str]]
    count: int
    misses: frozenset[str]


def _fits(facet: str, mine: frozenset[str], chosen: frozenset[str]) -> bool:
    """States add up, all that are chosen must hold; of any other facet one value is enough."""
    return chosen <= mine if facet == "is" else not chosen or bool(chosen & mine)


def count_facets(bank: "QuestionQuerySet", filters: Filters, collections: "CollectionQuerySet") -> Counted:
    """`bank` is what the person may see and the text matches, before any facet narrows it; so are `collections`."""
    rows = list(_grouped(bank.at_levels(filters.of("level")).tagged(filters.of("tag"))))
    if not rows and not any(filters.chosen.values()):
        return Counted(0, ())
    named = list(_related(bank, filters, collections).union(name_rows(rows, filters), all=True))
    names = names_of(named)
    groups = [_group(row, names, filters) for row in rows]
    counts = {name: _tally(groups, name) for name in ("kind", "topic", "source", "use", "is")}
    words = {**_WORDS, "topic": names.paths(), "source": dict(names.sources.values())}
    for name in _RELATED:
        mine = [
            (value or NO_LEVEL, label or "", number or 0) for facet, value, label, number, _ in named if facet == name
        ]
        counts[name] = Counter({value: number for value, _, number in mine})
        words.setdefault(name, {value: label for value, label, _ in mine})
    facets = (_facet(name, counts[name], words[name], filters) for name in _TITLES)
    return Counted(sum(group.count for group in groups if not group.misses), tuple(facets))


def _grouped(bank: "QuestionQuerySet") -> Iterator[dict[str, Any]]:
    columns = ("kind", "use", "topic_id", "source_id", "has_answer", "overexposed", "never_asked")
    marked = bank.order_by().annotate(never_asked=Q(last_asked_at=None))
    yield from marked.values(*columns).annotate(count=Count("pk"))


def _group(row: Mapping[str, Any], names: Names, filters: Filters) -> Group:
    states = {"unanswered": not row["has_answer"], "never_asked": row["never_asked"], "overexposed": row["overexposed"]}
    values = {
        "kind": frozenset((row["kind"],)),
        "use": frozenset((row["use"],)),
        "is": frozenset(state for state, holds in states.items() if holds),
    }
    values["topic"] = frozenset(topic.public_id for topic in names.path(row["topic_id"]))
    source = names.sources.get(row["source_id"])
    values["source"] = frozenset((source[0],)) if source else frozenset()
    misses = frozenset(name for name, mine in values.items() if not _fits(name, mine, filters.of(name)))
    return Group(values, row["count"], misses)


def _tally(groups: Iterable[Group], name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    # States add up, so a further one is counted among those that hold all chosen already.
    own = frozenset() if name == "is" else frozenset((name,))
    for group in groups:
        if group.misses <= own:
            for value in group.values[name]:
                counts[value] += group.count
    return counts


def _related(bank: "QuestionQuerySet", filters: Filters, collections: "CollectionQuerySet") -> QuerySet[Any, Row]:
    """What a question can have several of (levels, tags, collections): its public id, name, how many, and no key."""
    levels = bank.narrowed(filters, but="level").values(value=F("levels__level"), label=F("levels__level"))
    tags = bank.narrowed(filters, but="tag").filter(tags__isnull=False)
    kept = bank.narrowed(filters).filter(collections__in=collections)
    parts = (
        levels,
        tags.values(value=F("tags__public_id"), label=F("tags__name")),
        kept.values(value=F("collections__public_id"), label=F("collections__name")),
    )
    no_key = Cast(Value(None), BigIntegerField())
    level, tag, collection = (
        part.order_by().annotate(facet=Value(name), number=Count("pk"), key=no_key).values_list(*COLUMNS)
        for name, part in zip(_RELATED, parts, strict=True)
    )
    return level.union(tag, collection, all=True)


def _facet(name: str, counts: Counter[str], words: Mapping[str, str], filters: Filters) -> Facet:
    """Choices in the order of their words where these are few and fixed, else the commonest first."""
    values = [value for value in words if counts[value] or value in filters.of(name)]
    if name not in _WORDS:
        values.sort(key=lambda value: (value not in filters.of(name), -counts[value], words[value].casefold()))
    choices = [
        Choice(words[value], counts[value], value in filters.of(name), filters.toggled(name, value).query())
        for value in values
    ]
    return Facet(name, _TITLES[name], tuple(choices[:SHOWN]), tuple(choices[SHOWN:]))
