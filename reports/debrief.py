"""The interview as one object: what the page, the summary and every exporter render.

A field that came later has a default: a stored report without it is still read, and its hash stays what it was.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

# So many letters tell the criteria of one rubric apart, and a page repeats each a dozen times.
ANCHOR = 6


def criterion_anchor(criterion_id: str) -> str:
    """A criterion's place on the debrief's page."""
    return f"c-{criterion_id[:ANCHOR]}"


@dataclass(frozen=True, slots=True)
class EvidenceQuote:
    """A span of an interviewer's note; `kind` is quote, behaviour, judgement or procedure."""

    id: str
    kind: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class PanelValue:
    """One member's value for one criterion or answer; `value` None means not observed.

    `discussed` is the value after the debrief, beside the first one; None where the member kept the first.
    """

    member: str
    value: Decimal | None
    evidence: tuple[EvidenceQuote, ...] = ()
    discussed: Decimal | None = None

    @property
    def after(self) -> Decimal | None:
        return self.value if self.discussed is None else self.discussed


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """`mean` and `spread` (max - min) are unrounded, of the values before the debrief; None where nobody observed it.

    `discussed_mean` is the mean after the debrief, None where nobody changed a value there.
    """

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
    discussed_mean: Decimal | None = None

    @property
    def anchor(self) -> str:
        return criterion_anchor(self.id)


@dataclass(frozen=True, slots=True)
class KeyPointTally:
    """`text` is a line of Markdown, as the bank holds it; whatever shows it takes the marks off."""

    text: str
    ticked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """`state` is done, skipped or pending; `minutes` are those spent, None when never asked.

    `question_id` and `version_number` name the bank's question and which wording of it was put.
    `pad` is what stood in the shared pad at the end, `pad_output` what its last run printed; "" where there is none.
    """

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
    question_id: str = ""
    version_number: int | None = None
    pad: str = ""
    pad_output: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """`recommendation` is strong_yes, yes, no or strong_no; `receipt` the scorecard's content hash.

    `waived`: why the debrief was opened without this member's scorecard, "" where it was not.
    """

    name: str
    seat: str
    recommendation: str | None
    confidence: str
    comment: str
    submitted_at: datetime | None
    receipt: str
    waived: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """`before` and `after` in words: a value, a recommendation, or "not observed"."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A member's later scorecard in the place of an earlier one, which is kept as it was."""

    member: str
    reason: str
    at: datetime | None
    changes: tuple[ChangeLine, ...]


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
class DecisionLine:
    """What people decided, in words. `arithmetic` is yes, no or "", and `departure` why they chose otherwise."""

    outcome: str
    reason: str
    by: str
    at: datetime | None
    arithmetic: str = ""
    departure: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """`verdict` is a level, "below junior", or None: not enough evidence. `total` in 0..100 or None.

    `decision` is no part of what is frozen and hashed: it rests on that, and joins it when a report is read.
    """

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
    corrections: tuple[CorrectionLine, ...] = ()
    decision: DecisionLine | None = None
