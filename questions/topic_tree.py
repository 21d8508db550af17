"""Topics in the order of a tree, with how many questions stand in each and below it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from questions.models import Topic
from questions.querysets import QuestionQuerySet
from questions.search.names import DEEPEST


@dataclass(frozen=True, slots=True)
class Branch:
    """`depth` counts from 0; `whole` are the questions here and below; `above` may stand over it."""

    topic: Topic
    depth: int
    own: int
    whole: int
    above: tuple[Topic, ...]


def count_by_topic(questions: QuestionQuerySet) -> dict[int | None, int]:
    return dict(questions.order_by().values_list("topic").annotate(count=Count("pk")))


def tree(counts: Mapping[int | None, int]) -> list[Branch]:
    """One query, however many topics."""
    children: dict[int | None, list[Topic]] = defaultdict(list)
    for topic in Topic.objects.order_by("name"):
        children[topic.parent_id].append(topic)
    return list(_branches(None, 0, children, counts))


def _branches(
    at: int | None, depth: int, children: dict[int | None, list[Topic]], counts: Mapping[int | None, int]
) -> Iterator[Branch]:
    for topic in children[at]:
        below = _below(topic, children)
        whole = sum(counts.get(pk, 0) for pk in (topic.pk, *below))
        yield Branch(topic, depth, counts.get(topic.pk, 0), whole, _above(topic, below, children))
        yield from _branches(topic.pk, depth + 1, children, counts)


def _below(topic: Topic, children: dict[int | None, list[Topic]]) -> list[int]:
    return [pk for child in children[topic.pk] for pk in (child.pk, *_below(child, children))]


def _above(topic: Topic, below: list[int], children: dict[int | None, list[Topic]]) -> tuple[Topic, ...]:
    """Topics of the upper two floors that leave room for this one and what stands below it."""
    room = DEEPEST - _height(topic, children)
    upper = [(each, 1) for each in children[None]]
    upper += [(child, 2) for each in children[None] for child in children[each.pk]]
    return tuple(each for each, floor in upper if floor <= room and each.pk not in (topic.pk, *below))


def _height(topic: Topic, children: dict[int | None, list[Topic]]) -> int:
    return 1 + max((_height(child, children) for child in children[topic.pk]), default=0)
