"""The interview as one object: what the page, the summary and every exporter render."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EvidenceQuote:
    """A span of an interviewer's note; `kind` is quote, behaviour, judgement or procedure."""

    id: str
    kind: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class PanelValue:
    """One member's value for one criterion or answer; `value` None means not observed."""

    member: str
    value: Decimal | None
    evidence: tuple[EvidenceQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """`mean` and `spread` (max - min) are unrounded; None where nobody observed the criterion."""

    id: str
    level: str
    title: str
    description: str
    weight: Decimal
    must_have: bool
    anchors: dict[int, str]
    topics: tuple[str, ...]
    values: tuple[PanelValue, ...]
    mean: Decimal | None
    spread: Decimal | None
    disagreement: bool


@dataclass(frozen=True, slots=True)
class KeyPointTally:
    text: str
    ticked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """`state` is done, skipped or pending; `minutes` are those spent, None when never asked."""

    id: str
    position: int
    prompt: str
    topic: str
    level: str | None
    planned: bool
    state: str
    skip_reason: str
    planned_minutes: int | None
    minutes: Decimal | None
    key_points: tuple[KeyPointTally, ...]
    values: tuple[PanelValue, ...]
    mean: Decimal | None
    version_hash: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """`recommendation` is strong_yes, yes, no or strong_no; `receipt` the scorecard's content hash."""

    name: str
    seat: str
    recommendation: str | None
    confidence: str
    comment: str
    submitted_at: datetime | None
    receipt: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """`mean`, `coverage` in 0..1; `met` None where coverage is too low to tell; `gaps` in words."""

    level: str
    met: bool | None
    mean: Decimal | None
    coverage: Decimal
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: str
    mean: Decimal | None
    answers: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """`verdict` is a level, "below junior", or None: not enough evidence. `total` in 0..100 or None."""

    interview_id: str
    title: str
    candidate: str
    position: str
    target_level: str
    purpose: str
    state: str
    scheduled_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    rubric_title: str
    rubric_number: int
    rubric_hash: str
    members: tuple[MemberLine, ...]
    criteria: tuple[CriterionLine, ...]
    questions: tuple[QuestionLine, ...]
    levels: tuple[LevelLine, ...]
    topics: tuple[TopicLine, ...]
    verdict: str | None
    next_level: str | None
    gaps: tuple[str, ...]
    total: Decimal | None
    coverage: Decimal
    deviations: tuple[str, ...]
