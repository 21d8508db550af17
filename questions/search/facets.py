"""How many questions each further choice would leave.

Two queries count everything: one groups what the text matches by every facet but the level, the other by level.
A facet's own choice does not narrow its counts, or one could not see what else there is to choose.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, Value

from questions.models import Kind, Level, Question, Source, Topic
from questions.search.filters import FLAGS, NO_LEVEL, Filters

if TYPE_CHECKING:
    from questions.querysets import QuestionQuerySet

SHOWN = 8
_TITLES = {"level": "Level", "kind": "Kind", "topic": "Topic", "source": "Source", "use": "Use", "is": "State"}
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
    """So many questions with the same values in every facet but the level."""

    values: Mapping[str, frozenset[str]]
    count: int

    def fits(self, filters: Filters, but: str = "") -> bool:
        return all(name == but or _fits(name, mine, filters.of(name)) for name, mine in self.values.items())


def _fits(facet: str, mine: frozenset[str], chosen: frozenset[str]) -> bool:
    """States add up, all that are chosen must hold; of any other facet one value is enough."""
    return chosen <= mine if facet == "is" else not chosen or bool(chosen & mine)


def count_facets(bank: "QuestionQuerySet", filters: Filters) -> Counted:
    """`bank` is what the person may see and the text matches, before any facet narrows it."""
    rows = list(_grouped(bank.at_levels(filters.of("level"))))
    names = _names(rows, filters)
    groups = [_group(row, names) for row in rows]
    counts = {name: _tally(groups, filters, name) for name in ("kind", "topic", "source", "use", "is")}
    counts["level"] = _levels(bank.narrowed(filters, but="level"))
    words = {**_WORDS, **{name: dict(names[name].values()) for name in names}}
    facets = (_facet(name, counts[name], words[name], filters) for name in _TITLES)
    return Counted(sum(group.count for group in groups if group.fits(filters)), tuple(facets))


def _grouped(bank: "QuestionQuerySet") -> Iterator[dict[str, Any]]:
    columns = ("kind", "use", "topic_id", "source_id", "has_answer", "overexposed", "never_asked")
    marked = bank.order_by().annotate(never_asked=Q(last_asked_at=None))
    yield from marked.values(*columns).annotate(count=Count("pk"))


def _group(row: Mapping[str, Any], names: Mapping[str, Mapping[int, tuple[str, str]]]) -> Group:
    states = {"unanswered": not row["has_answer"], "never_asked": row["never_asked"], "overexposed": row["overexposed"]}
    values = {
        "kind": frozenset((row["kind"],)),
        "use": frozenset((row["use"],)),
        "is": frozenset(state for state, holds in states.items() if holds),
    }
    for name in names:
        known = names[name].get(row[f"{name}_id"])
        values[name] = frozenset((known[0],)) if known else frozenset()
    return Group(values, row["count"])


def _names(rows: Iterable[Mapping[str, Any]], filters: Filters) -> dict[str, dict[int, tuple[str, str]]]:
    """(public id, title) of each topic and source that occurs or is chosen, by primary key: one query for both."""
    topics = _named(Topic.objects.annotate(text=F("name")), "topic", rows, filters)
    sources = _named(Source.objects.annotate(text=F("title")), "source", rows, filters)
    names: dict[str, dict[int, tuple[str, str]]] = {"topic": {}, "source": {}}
    for facet, pk, public_id, text in topics.union(sources, all=True):
        names[facet][pk] = (public_id, text)
    return names


def _named(named: QuerySet[Any], facet: str, rows: Iterable[Mapping[str, Any]], filters: Filters) -> QuerySet[Any, Any]:
    found = Q(pk__in={row[f"{facet}_id"] for row in rows} - {None}) | Q(public_id__in=filters.of(facet))
    columns: QuerySet[Any, Any] = named.order_by().filter(found).annotate(facet=Value(facet))
    return columns.values_list("facet", "pk", "public_id", "text")


def _tally(groups: Iterable[Group], filters: Filters, name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    # States add up, so a further one is counted among those that hold all chosen already.
    own = "" if name == "is" else name
    for group in groups:
        if group.fits(filters, but=own):
            counts.update(dict.fromkeys(group.values[name], group.count))
    return counts


def _levels(bank: "QuestionQuerySet") -> Counter[str]:
    rows = bank.order_by().values_list("levels__level").annotate(count=Count("pk"))
    return Counter({level or NO_LEVEL: count for level, count in rows})


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
