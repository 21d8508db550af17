"""What the editor shows: the outline of all criteria with what they lack, and one of them open."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from questions.models import Level, Topic
from rubric.checks import ABOUT, usual_weight
from rubric.content import VALUES
from rubric.draft_form import about_value
from rubric.feeding import Feed, feed_of
from rubric.levels import plain
from rubric.lint import Finding
from rubric.models import Criterion, RubricVersion
from rubric.services.publishing import findings_of
from rubric.services.rubrics import content_of

WEIGHTS = ("0.5", "1", "1.5", "2", "2.5", "3", "4", "5")
MUST_HAVES = ("2", "2.5", "3", "3.5", "4", "4.5", "5")
MEANS = ("2", "2.25", "2.5", "2.75", "3", "3.25", "3.5", "3.75", "4", "4.25", "4.5")
COVERAGES = ("50", "60", "70", "80", "90", "100")


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion in the outline."""

    criterion: Criterion
    findings: tuple[Finding, ...]
    unusual: bool

    @property
    def blocked(self) -> bool:
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class LevelGroup:
    level: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    groups: tuple[LevelGroup, ...]
    about: tuple[Finding, ...]
    blocking: int
    total: int


def outline_of(version: RubricVersion) -> Outline:
    content = content_of(version)
    findings, usual = findings_of(version), usual_weight(each.weight for each in content.criteria)
    entries = [
        Entry(each, tuple(f for f in findings if f.target == each.key), each.weight != usual)
        for each in version.criteria.all()
    ]
    groups = tuple(
        LevelGroup(level, label, tuple(entry for entry in entries if entry.criterion.level == level))
        for level, label in Level.choices
    )
    about = tuple(finding for finding in findings if finding.target == ABOUT)
    return Outline(groups, about, sum(finding.blocks for finding in findings), len(entries))


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """`half` is the value between this one and the next; None after the last."""

    value: int
    text: str
    half: str | None


@dataclass(frozen=True, slots=True)
class CriterionPane:
    criterion: Criterion
    weights: list[str]
    weight: str
    usual: str
    anchors: tuple[AnchorRow, ...]
    topics: tuple[tuple[Topic, bool], ...]
    feed: Feed
    before: Criterion | None
    after: Criterion | None


def criterion_pane(version: RubricVersion, key: str, user: User) -> CriterionPane | None:
    """None where the draft has no such criterion."""
    criteria = list(version.criteria.prefetch_related("anchors", "topics"))
    at = next((n for n, each in enumerate(criteria) if each.key == key), None)
    if at is None:
        return None
    criterion = criteria[at]
    return CriterionPane(
        criterion=criterion,
        weights=_offered(WEIGHTS, criterion.weight),
        weight=plain(criterion.weight),
        usual=plain(usual_weight(_weights_beside(criteria, criterion))),
        anchors=_anchor_rows(criterion),
        topics=_topics(criterion),
        feed=feed_of(criterion, user),
        before=criteria[at - 1] if at else None,
        after=criteria[at + 1] if at + 1 < len(criteria) else None,
    )


def _weights_beside(criteria: Sequence[Criterion], criterion: Criterion) -> list[Decimal]:
    """Those of the others, against which a weight is unusual; a lone criterion is compared with itself."""
    others = [each.weight for each in criteria if each.key != criterion.key]
    return others or [criterion.weight]


def _offered(usual: Sequence[str], current: Decimal) -> list[str]:
    """The numbers to choose from, and the one that is set even where it came from a file."""
    return sorted({*usual, plain(current)}, key=Decimal)


def _anchor_rows(criterion: Criterion) -> tuple[AnchorRow, ...]:
    texts = {anchor.value: anchor.text for anchor in criterion.anchors.all()}
    return tuple(AnchorRow(n, texts.get(n, ""), f"{n}.5" if n < VALUES[-1] else None) for n in VALUES)


def _topics(criterion: Criterion) -> tuple[tuple[Topic, bool], ...]:
    """Every topic of the bank, those chosen first."""
    chosen = {topic.pk for topic in criterion.topics.all()}
    listed = [(topic, topic.pk in chosen) for topic in Topic.objects.all()]
    return tuple(sorted(listed, key=lambda pair: not pair[1]))


@dataclass(frozen=True, slots=True)
class Limit:
    """One number of the rubric as a whole, as a choice with the sentence that it completes."""

    name: str
    label: str
    hint: str
    unit: str
    current: str
    offered: list[str]


def limits_of(version: RubricVersion) -> tuple[Limit, ...]:
    rows = (
        (
            "must_have",
            "Each must-have reaches",
            "A level is not met while one of its must-haves is below.",
            "",
            MUST_HAVES,
        ),
        ("mean", "Its criteria average", "The mean by weight over what was observed.", "", MEANS),
        (
            "coverage",
            "Observed at least",
            "Of the weight. With less, the page says “not enough evidence”.",
            " %",
            COVERAGES,
        ),
    )
    return tuple(
        Limit(name, label, hint, unit, now := about_value(version, name), _offered(offered, Decimal(now)))
        for name, label, hint, unit, offered in rows
    )
