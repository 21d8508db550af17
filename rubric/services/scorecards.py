"""Everything that changes a scorecard, and only its author ever does (security.md, I3-I5)."""

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError, Forbidden
from core.saving import Save, earlier_answer, record_answer, refuse_stale
from questions.models import KeyPoint, QuestionVersion
from rubric.models import AnswerRating, Criterion, Evidence, Observation, Rating, Scorecard

HALF_STEPS = frozenset(Decimal(n) / 2 for n in range(2, 11))
HALF = Decimal("0.5")
NOT_OBSERVED = "not_observed"


def parse_value(raw: str) -> tuple[Decimal | None, bool]:
    """A form's value as (value, not_observed): "1".."5" in half steps, "not_observed", or "" for unjudged."""
    if raw == NOT_OBSERVED:
        return None, True
    if raw == "":
        return None, False
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise BadRequest("A value is a number from 1 to 5 in half steps.") from None
    if not value.is_finite() or value not in HALF_STEPS:
        raise BadRequest("A value is a number from 1 to 5 in half steps.")
    return value, False


def _open(scorecard: Scorecard, author: User) -> Scorecard:
    current = Scorecard.objects.select_for_update(of=("self",)).get(pk=scorecard.pk)
    if current.author_id != author.pk:
        raise Forbidden("Only its author can change a scorecard.")
    return current


@transaction.atomic
def change(
    *,
    scorecard: Scorecard,
    author: User,
    save: Save,
    apply: Callable[[Scorecard], None],
    as_seen: Callable[[Scorecard], bool | None] | None = None,
) -> Scorecard:
    """Runs `apply` on the locked draft as one save: once per operation id, and never over what its author has not
    seen. `as_seen` tells field by field whether what the save replaces still stands; where it does not say (None),
    the save must be based on the newest version of the whole."""
    current = _open(scorecard, author)
    document = f"scorecard:{current.public_id}"
    if earlier_answer(user=author, document=document, save=save) is not None:
        return current
    if current.state == Scorecard.State.SUBMITTED:
        raise Conflict("This scorecard is submitted and locked. What you typed is kept on this page.")
    refuse_stale(save, version=current.version, seen=as_seen(current) if as_seen else None)
    apply(current)
    current.version += 1
    current.save()
    record_answer(user=author, document=document, save=save, version=current.version)
    return current


def rate_answer(scorecard: Scorecard, version: QuestionVersion, raw: str) -> None:
    _observe(AnswerRating, raw, scorecard=scorecard, question_version=version)


def tick(scorecard: Scorecard, version: QuestionVersion, point: KeyPoint, on: bool) -> None:
    rating, _ = AnswerRating.objects.get_or_create(scorecard=scorecard, question_version=version)
    (rating.ticked.add if on else rating.ticked.remove)(point)


def rate_criterion(scorecard: Scorecard, criterion: Criterion, raw: str) -> None:
    if criterion.version_id != scorecard.rubric_version_id:
        raise BadRequest("This criterion belongs to another rubric.")
    _observe(Rating, raw, scorecard=scorecard, criterion=criterion)


def _observe(kind: type[AnswerRating] | type[Rating], raw: str, **of: Model) -> None:
    """The scorecard's row is locked (`change`): nobody makes the same observation between the two statements."""
    value, not_observed = parse_value(raw)
    fields = {"value": value, "not_observed": not_observed}
    if not kind._default_manager.filter(**of).update(**fields):
        kind._default_manager.create(**of, **fields)


def named(observation: Observation | None) -> str:
    """The inverse of `parse_value`."""
    if observation is None:
        return ""
    if observation.not_observed:
        return NOT_OBSERVED
    return "" if observation.value is None else str(observation.value).removesuffix(".0")


def link_evidence(
    scorecard: Scorecard, criterion: Criterion, version: QuestionVersion | None, *, kind: str, text: str
) -> Evidence:
    if criterion.version_id != scorecard.rubric_version_id or kind not in Evidence.Kind.values:
        raise BadRequest("This evidence does not fit the scorecard's rubric.")
    if not text.strip():
        raise DomainError("Select or type the words that are the evidence.")
    return Evidence.objects.create(
        scorecard=scorecard,
        criterion=criterion,
        question_version=version,
        kind=kind,
        text=text.strip()[:2000],
    )


@transaction.atomic
def submit(*, scorecard: Scorecard, author: User) -> Scorecard:
    """Locks the scorecard for good and stores its hash. A second press finds it submitted and changes nothing."""
    current = _open(scorecard, author)
    if current.state == Scorecard.State.SUBMITTED:
        return current
    _refuse_incomplete(current)
    _refuse_empty_correction(current)
    current.state = Scorecard.State.SUBMITTED
    current.submitted_at = timezone.now()
    current.content_hash = content_hash(current)
    current.save()
    return current


def _refuse_incomplete(scorecard: Scorecard) -> None:
    if not scorecard.recommendation:
        raise DomainError("Choose a recommendation before you submit.")
    left = missing_criteria(scorecard)
    if left:
        names = "; ".join(str(criterion) for criterion in left[:5])
        raise DomainError(f"{len(left)} criteria have neither a value nor “not observed”: {names}.")


def _refuse_empty_correction(scorecard: Scorecard) -> None:
    if scorecard.corrects and judged_content(scorecard) == judged_content(scorecard.corrects):
        raise DomainError("Nothing differs from what you submitted. Change something, or drop the correction.")


def criteria_to_score(scorecard: Scorecard, *, anchors: bool = True) -> list[Criterion]:
    """The rubric's criteria in order, up to the scorecard's highest level, with their topics and anchors."""
    criteria = scorecard.rubric_version.criteria.filter(level__in=scorecard.levels)
    return list(criteria.prefetch_related("topics", *(["anchors"] if anchors else [])))


def missing_criteria(scorecard: Scorecard) -> list[Criterion]:
    judged = {r.criterion_id for r in scorecard.ratings.all() if r.value is not None or r.not_observed}
    return [criterion for criterion in criteria_to_score(scorecard) if criterion.pk not in judged]


def content_hash(scorecard: Scorecard) -> str:
    """SHA-256 over everything that was judged, in a fixed order."""
    content = judged_content(scorecard)
    if scorecard.corrects:
        content |= {"corrects": scorecard.corrects.content_hash, "reason": scorecard.correction_reason}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def judged_content(scorecard: Scorecard) -> dict[str, object]:
    answers = scorecard.answer_ratings.select_related("question_version").prefetch_related("ticked")
    evidence = scorecard.evidence.select_related("criterion")
    return {
        "rubric": scorecard.rubric_version.content_hash,
        "recommendation": scorecard.recommendation,
        "confidence": scorecard.confidence,
        "comment": scorecard.comment,
        "ratings": sorted(
            [r.criterion.public_id, str(r.value), r.not_observed] for r in scorecard.ratings.select_related("criterion")
        ),
        "answers": sorted(
            [
                a.question_version.public_id,
                str(a.value),
                a.not_observed,
                sorted(p.text for p in a.ticked.all()),
            ]
            for a in answers
        ),
        "evidence": [[e.criterion.public_id, e.kind, e.text] for e in evidence],
    }
