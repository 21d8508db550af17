"""Which questions feed a criterion: those of its topics; without topics, those of its level."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count

from accounts.models import User
from questions.models import Question, QuestionLevel
from questions.querysets import QuestionQuerySet
from questions.search.kept import kept
from rubric.models import Criterion

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Feed:
    """`total` questions of the bank as the person sees it; `query` opens them in the list of questions."""

    total: int
    query: str
    questions: tuple[Question, ...] = ()


def feed_of(criterion: Criterion, user: User) -> Feed:
    """With the first few questions by name: for the page of one criterion."""
    found = _questions(criterion, user)
    return Feed(found.count(), _query(criterion), tuple(found.for_list().order_by("search_title")[:SHOWN]))


def _questions(criterion: Criterion, user: User) -> QuestionQuerySet:
    bank = Question.objects.visible_to(user).active()
    topics = [topic.pk for topic in criterion.topics.all()]
    return bank.filter(topic__in=topics) if topics else bank.at_level(criterion.level)


def _query(criterion: Criterion) -> str:
    topics = [("topic", topic.public_id) for topic in criterion.topics.all()]
    return urlencode(topics or [("level", criterion.level)])


def feeds_of(criteria: Sequence[Criterion], user: User) -> dict[int, Feed]:
    """By criterion, in two queries whatever their number, and in none until the bank changes."""
    by_topic, by_level = kept(f"feeds {user.pk}", lambda: _counts(user))
    return {each.pk: Feed(_total(each, by_topic, by_level), _query(each)) for each in criteria}


def _counts(user: User) -> tuple[dict[int | None, int], dict[str, int]]:
    """(by topic, by level)"""
    bank = Question.objects.visible_to(user).active()
    by_topic = dict(bank.exclude(topic=None).order_by().values_list("topic").annotate(Count("pk")))
    levels = QuestionLevel.objects.filter(question__in=bank.values("pk"))
    return by_topic, dict(levels.order_by().values_list("level").annotate(Count("pk")))


def _total(criterion: Criterion, by_topic: dict[int | None, int], by_level: dict[str, int]) -> int:
    topics = [topic.pk for topic in criterion.topics.all()]
    return sum(by_topic.get(pk, 0) for pk in topics) if topics else by_level.get(criterion.level, 0)
