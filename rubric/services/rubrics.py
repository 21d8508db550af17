"""Making and freezing rubrics. A published version never changes again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError
from questions.models import Level, Source, Topic
from rubric.levels import Thresholds
from rubric.models import Anchor, Criterion, Rubric, RubricVersion


@dataclass(frozen=True, slots=True)
class CriterionContent:
    """`anchors` maps 1..5 to the behaviour that earns the value; values may be missing."""

    level: str
    title: str
    description: str = ""
    weight: Decimal = Decimal(1)
    must_have: bool = False
    topics: Sequence[str] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)


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
    rubric = Rubric.objects.create(owner=owner, title=title[:200], description=description, source=source)
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    for position, content in enumerate(criteria, start=1):
        _add_criterion(version, position, content)
    return publish(version=version)


def _add_criterion(version: RubricVersion, position: int, content: CriterionContent) -> None:
    if content.level not in Level.values:
        raise DomainError(f"“{content.title}” has a level that does not exist.")
    criterion = Criterion.objects.create(
        version=version,
        position=position,
        level=content.level,
        title=content.title[:300],
        description=content.description,
        weight=content.weight,
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
