"""What a scorecard should be asked before it is locked. Pure; a finding that `blocks` must be mended first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from questions.protected import protected_mentions
from rubric.scoring import half_up, observed, weighted_mean

LOW, MIDDLE, HIGH, MUST_HAVE = Decimal(2), Decimal(3), Decimal(4), Decimal(3)
ENOUGH_TO_COMPARE = 4
POSITIVE = ("yes", "strong_yes")
WORDS = {"strong_yes": "strong yes", "yes": "yes", "no": "no", "strong_no": "strong no"}


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """`value` None and `not_observed` False: left out."""

    id: str
    title: str
    weight: Decimal
    must_have: bool
    value: Decimal | None
    not_observed: bool
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class DraftCard:
    """`texts` are the comment and the quotes: what the candidate may ask to read."""

    criteria: tuple[JudgedCriterion, ...]
    recommendation: str = ""
    confidence: str = ""
    texts: tuple[str, ...] = ()

    @property
    def mean(self) -> Decimal | None:
        return weighted_mean([(each.value, each.weight) for each in self.criteria])

    @property
    def values(self) -> list[Decimal]:
        return observed(each.value for each in self.criteria)


@dataclass(frozen=True, slots=True)
class Finding:
    """`target` is a criterion's id, "recommendation", "confidence" or "comment": where to mend it."""

    blocks: bool
    sentence: str
    target: str


def lint(card: DraftCard) -> tuple[Finding, ...]:
    """What blocks comes first; then what a second look might change."""
    found = [finding for check in _CHECKS for finding in check(card)]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.blocks)


def _left_out(card: DraftCard) -> Iterator[Finding]:
    for each in card.criteria:
        if each.value is None and not each.not_observed:
            yield Finding(True, f"“{each.title}” has neither a value nor “not observed”.", each.id)


def _unrecommended(card: DraftCard) -> Iterator[Finding]:
    if not card.recommendation:
        yield Finding(True, "Choose a recommendation before you submit.", "recommendation")
    if not card.confidence:
        yield Finding(False, "You have not said how sure you are.", "confidence")


def _against_the_values(card: DraftCard) -> Iterator[Finding]:
    mean, positive = card.mean, card.recommendation in POSITIVE
    if mean is None or not card.recommendation:
        return
    strong = card.recommendation.startswith("strong")
    against = mean < MIDDLE if positive else mean > MIDDLE
    if (strong and against) or (positive and mean <= LOW) or (not positive and mean >= HIGH):
        said = WORDS[card.recommendation]
        sentence = f"Your values average {half_up(mean, 1)}, and you recommend “{said}”. Is that what you mean?"
        yield Finding(False, sentence, "recommendation")


def _weak_must_haves(card: DraftCard) -> Iterator[Finding]:
    weak = [each for each in card.criteria if each.must_have and each.value is not None and each.value < MUST_HAVE]
    if card.recommendation == "strong_yes" and weak:
        names = ", ".join(f"“{each.title}”" for each in weak)
        yield Finding(False, f"A strong yes, with a must-have below 3: {names}.", weak[0].id)


def _all_the_same(card: DraftCard) -> Iterator[Finding]:
    values = card.values
    if len(values) >= ENOUGH_TO_COMPARE and len(set(values)) == 1:
        sentence = (
            f"All {len(values)} values are {half_up(values[0], 1)}. Read the anchors once more: is none stronger?"
        )
        yield Finding(False, sentence, card.criteria[0].id)


def _little_observed(card: DraftCard) -> Iterator[Finding]:
    if not card.values and card.recommendation:
        yield Finding(False, "You recommend, and have observed no criterion.", "recommendation")
    elif card.confidence == "high" and 2 * len(card.values) < len(card.criteria):
        sentence = f"You are very sure, with {len(card.values)} of {len(card.criteria)} criteria observed."
        yield Finding(False, sentence, "confidence")


def _without_evidence(card: DraftCard) -> Iterator[Finding]:
    bare = [each for each in card.criteria if each.value in (Decimal(1), Decimal(5)) and not each.evidence]
    for each in bare:
        sentence = f"“{each.title}” has the value {each.value:.0f} and no evidence: it is drawn hollow in the report."
        yield Finding(False, sentence, each.id)


def _protected_topics(card: DraftCard) -> Iterator[Finding]:
    for mention in protected_mentions(card.texts):
        sentence = (
            f"“{mention.words}” sounds like {mention.topic}, which must not count. "
            "Say what was done or said that mattered for the job, or leave it out."
        )
        yield Finding(False, sentence, "comment")


_CHECKS: tuple[Callable[[DraftCard], Iterator[Finding]], ...] = (
    _left_out,
    _unrecommended,
    _against_the_values,
    _weak_must_haves,
    _all_the_same,
    _little_observed,
    _protected_topics,
    _without_evidence,
)
