"""Which rubric fits a set of questions that somebody practises on."""

from collections.abc import Iterable

from rubric.models import Criterion, RubricVersion


def rubric_for(topics: Iterable[int | None]) -> RubricVersion | None:
    """Of the rubrics open for practice the one with the most criteria on these topics; None without any."""
    wanted = {topic for topic in topics if topic is not None}
    versions = RubricVersion.objects.open_to_practice().select_related("rubric").prefetch_related("criteria__topics")
    counted = [(_shared(version, wanted), -version.pk, version) for version in versions]
    best = max(counted, default=None, key=lambda entry: entry[:2])
    return best[2] if best and best[0] else None


def criteria_on(topic: int | None) -> list[Criterion]:
    """What answers on this topic are judged by, with `anchors` at hand; empty without a rubric open for practice."""
    version = rubric_for([topic])
    return list(version.criteria.filter(topics=topic).prefetch_related("anchors")) if version else []


def _shared(version: RubricVersion, topics: set[int]) -> int:
    return sum(any(topic.pk in topics for topic in criterion.topics.all()) for criterion in version.criteria.all())
