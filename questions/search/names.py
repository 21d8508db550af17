"""The names of topics and sources that the list speaks of, and which topic stands below which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from questions.models import Source, Topic
from questions.search.filters import Filters

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Named:
    public_id: str
    text: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """Topics and sources by primary key; a source is (public id, title)."""

    topics: dict[int, Named]
    sources: dict[int, tuple[str, str]]

    def path(self, topic: int | None, deepest: int = DEEPEST) -> tuple[Named, ...]:
        """The topic and those above it, the topic last."""
        found = self.topics.get(topic) if topic and deepest else None
        return (*self.path(found.parent, deepest - 1), found) if found else ()

    def paths(self) -> dict[str, str]:
        """“Databases › Indexes” by public id."""
        return {each.public_id: " › ".join(one.text for one in self.path(pk)) for pk, each in self.topics.items()}


# (facet, value, label, number, key): of a topic its public id, name, what it stands below, and itself.
COLUMNS = ("facet", "value", "label", "number", "key")
Row = tuple[str, str | None, str | None, int | None, int | None]


def name_rows(groups: Iterable[Mapping[str, Any]], filters: Filters) -> QuerySet[Any, Row]:
    """Every topic, and each source that occurs or is chosen."""
    topics = Topic.objects.order_by().annotate(facet=Value("topic_name"), value=F("public_id"), label=F("name"))
    topics = topics.annotate(number=F("parent_id"), key=F("pk"))
    occurs = Q(pk__in={row["source_id"] for row in groups} - {None}) | Q(public_id__in=filters.of("source"))
    sources = Source.objects.order_by().filter(occurs)
    sources = sources.annotate(facet=Value("source_name"), value=F("public_id"), label=F("title"))
    sources = sources.annotate(number=Cast(Value(None), BigIntegerField()), key=F("pk"))
    return topics.values_list(*COLUMNS).union(sources.values_list(*COLUMNS), all=True)


def names_of(rows: Iterable[Row]) -> Names:
    names = Names({}, {})
    for facet, value, label, number, key in rows:
        if facet == "topic_name":
            names.topics[key or 0] = Named(value or "", label or "", number)
        elif facet == "source_name":
            names.sources[key or 0] = (value or "", label or "")
    return names
