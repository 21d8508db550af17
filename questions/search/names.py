"""The names of topics and sources that the list speaks of, and which topic stands below which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Q, Value
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


def read_names(rows: Iterable[Mapping[str, Any]], filters: Filters) -> Names:
    """Every topic, and each source that occurs or is chosen: one query for both."""
    topics = Topic.objects.order_by().annotate(facet=Value("topic"), text=F("name"), above=F("parent_id"))
    occurs = Q(pk__in={row["source_id"] for row in rows} - {None}) | Q(public_id__in=filters.of("source"))
    sources = Source.objects.order_by().filter(occurs).annotate(facet=Value("source"), text=F("title"))
    nothing = Cast(Value(None), BigIntegerField())
    columns = ("facet", "pk", "public_id", "text", "above")
    found = topics.values_list(*columns).union(sources.annotate(above=nothing).values_list(*columns), all=True)
    names = Names({}, {})
    for facet, pk, public_id, text, parent in found:
        if facet == "topic":
            names.topics[pk] = Named(public_id, text, parent)
        else:
            names.sources[pk] = (public_id, text)
    return names
