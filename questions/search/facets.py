"""How many questions each further choice would leave.

Two queries count everything: one groups what the text matches by every facet but the level, the other by level.
A facet's own choice does not narrow its counts, or one could not see what else there is to choose.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Value

from questions.models import Kind, Level, Question
from questions.search.filters import FLAGS, NO_LEVEL, Filters
from questions.search.names import Names, read_names

if TYPE_CHECKING:
    from questions.querysets import CollectionQuerySet, QuestionQuerySet

SHOWN = 8
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
    names = read_names(rows, filters)
    groups = [_group(row, names, filters) for row in rows]
    counts = {name: _tally(groups, name) for name in ("kind", "topic", "source", "use", "is")}
    words = {**_WORDS, "topic": names.paths(), "source": dict(names.sources.values())}
    for name, found in _related(bank, filters, collections).items():
        counts[name] = Counter({value: count for value, _, count in found})
        words.setdefault(name, {value: label for value, label, _ in found})
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


def _related(
    bank: "QuestionQuerySet", filters: Filters, collections: "CollectionQuerySet"
) -> dict[str, list[tuple[str, str, int]]]:
    """(value, label, count) of what a question can have several of: levels, tags and collections, in one query."""
    columns = ("facet", "value", "label", "count")
    levels = bank.narrowed(filters, but="level").order_by().values(value=F("levels__level"), label=F("levels__level"))
    whole = levels.annotate(facet=Value("level"), count=Count("pk")).values_list(*columns)
    tags = bank.narrowed(filters, but="tag").filter(tags__isnull=False)
    kept = bank.narrowed(filters).filter(collections__in=collections)
    for facet, path, related in (("tag", "tags", tags), ("collection", "collections", kept)):
        named = related.order_by().values(value=F(f"{path}__public_id"), label=F(f"{path}__name"))
        counted = named.annotate(facet=Value(facet), count=Count("pk")).values_list(*columns)
        whole = whole.union(counted, all=True)
    found: dict[str, list[tuple[str, str, int]]] = {"level": [], "tag": [], "collection": []}
    for facet, value, label, count in whole:
        found[facet].append((value or NO_LEVEL, label or "", count))
    return found


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
