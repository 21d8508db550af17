"""Making and freezing rubrics. A published version never changes again."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError
from core.models import random_id
from questions.models import Level, Source, Topic
from rubric.content import CriterionContent, RubricContent
from rubric.levels import Thresholds
from rubric.models import Anchor, Criterion, Rubric, RubricVersion


@transaction.atomic
def add_rubric(
    *,
    owner: User,
    title: str,
    criteria: Sequence[CriterionContent],
    description: str = "",
    source: Source | None = None,
) -> RubricVersion:
    """A new rubric whose first version is published at once."""
    if not criteria:
        raise DomainError("A rubric needs at least one criterion.")
    content = RubricContent(title=title, description=description, criteria=tuple(criteria))
    return publish(version=add_draft(owner=owner, content=content, source=source))


@transaction.atomic
def add_draft(*, owner: User, content: RubricContent, source: Source | None = None) -> RubricVersion:
    """A new rubric whose first version is still to be written to its end and published."""
    title = content.title[:200]
    rubric = Rubric.objects.create(owner=owner, title=title, description=content.description, source=source)
    return write_version(RubricVersion(rubric=rubric, number=1), content)


def write_version(version: RubricVersion, content: RubricContent) -> RubricVersion:
    """Stores a version that is not stored yet, with all of its content."""
    limits = content.thresholds
    version.title, version.description = content.title[:200], content.description
    version.must_have_threshold, version.mean_threshold = limits.must_have, limits.mean
    version.coverage_threshold = limits.coverage
    version.save()
    for position, each in enumerate(sorted(content.criteria, key=by_level), start=1):
        _add_criterion(version, position, each)
    return version


def by_level(content: CriterionContent) -> int:
    """Criteria stand in the order of their levels, whatever the order of a file."""
    if content.level not in Level.values:
        raise DomainError(f"“{content.title}” has a level that does not exist.")
    return Level.values.index(content.level)


def _add_criterion(version: RubricVersion, position: int, content: CriterionContent) -> None:
    criterion = Criterion.objects.create(
        version=version,
        key=content.key or random_id(),
        position=position,
        level=content.level,
        title=content.title[:300],
        description=content.description,
        weight=content.weight,
        weight_reason=content.weight_reason[:300],
        must_have=content.must_have,
    )
    criterion.topics.set([Topic.objects.get_or_create(name=name[:200])[0] for name in content.topics])
    Anchor.objects.bulk_create(
        Anchor(criterion=criterion, value=value, text=text) for value, text in content.anchors.items()
    )


@transaction.atomic
def publish(*, version: RubricVersion) -> RubricVersion:
    """Freezes a version by the hash of all that judging depends on; publishing twice changes nothing."""
    if version.published_at is None:
        version.content_hash = content_hash(version)
        version.published_at = timezone.now()
        version.save(update_fields=["content_hash", "published_at"])
    return version


def content_of(version: RubricVersion) -> RubricContent:
    """The inverse of `write_version`."""
    criteria = version.criteria.prefetch_related("anchors", "topics")
    return RubricContent(
        title=version.title,
        description=version.description,
        thresholds=thresholds(version),
        criteria=tuple(_content(criterion) for criterion in criteria),
    )


def _content(criterion: Criterion) -> CriterionContent:
    return CriterionContent(
        key=criterion.key,
        level=criterion.level,
        title=criterion.title,
        description=criterion.description,
        weight=criterion.weight,
        weight_reason=criterion.weight_reason,
        must_have=criterion.must_have,
        topics=tuple(sorted(topic.name for topic in criterion.topics.all())),
        anchors={anchor.value: anchor.text for anchor in criterion.anchors.all()},
    )


def thresholds(version: RubricVersion) -> Thresholds:
    return Thresholds(version.must_have_threshold, version.mean_threshold, version.coverage_threshold)


def content_hash(version: RubricVersion) -> str:
    criteria = version.criteria.prefetch_related("anchors", "topics")
    content = {
        "thresholds": [
            str(Decimal(each).quantize(Decimal("0.01")))
            for each in (version.must_have_threshold, version.mean_threshold, version.coverage_threshold)
        ],
        "criteria": [_criterion_content(criterion) for criterion in criteria],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _criterion_content(criterion: Criterion) -> list[object]:
    return [
        criterion.level,
        criterion.title,
        criterion.description,
        str(Decimal(criterion.weight).quantize(Decimal("0.01"))),
        criterion.must_have,
        sorted(topic.name for topic in criterion.topics.all()),
        [[anchor.value, anchor.text] for anchor in criterion.anchors.all()],
    ]
