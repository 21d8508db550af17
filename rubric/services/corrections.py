"""A submitted scorecard is never updated: its author writes another one that names it and says why (I4)."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from rubric.models import AnswerRating, Criterion, Evidence, Rating, RubricVersion, Scorecard
from rubric.services.rescoring import keys_with_new_meaning


@transaction.atomic
def start_correction(
    *, scorecard: Scorecard, author: User, reason: str, rubric_version: RubricVersion | None = None
) -> Scorecard:
    """A draft that holds everything the submitted one does; with another version of its rubric, what still fits."""
    current = Scorecard.objects.select_for_update(of=("self",)).get(pk=scorecard.pk)
    _refuse(current, author, reason)
    known = Scorecard.objects.filter(corrects=current).first()
    if known and known.state == Scorecard.State.SUBMITTED:
        raise Conflict("You have scored this again already; that counts as soon as your colleagues have as well.")
    if known:
        return known
    draft = Scorecard.objects.create(
        rubric_version=rubric_version or current.rubric_version,
        author=author,
        up_to_level=current.up_to_level,
        recommendation=current.recommendation,
        confidence=current.confidence,
        comment=current.comment,
        corrects=current,
        correction_reason=reason.strip()[:500],
    )
    _copy_criteria(current, draft)
    _copy_answers(current, draft)
    return draft


def newest_submitted(scorecard: Scorecard) -> Scorecard:
    """The scorecard, or the last submitted correction of it."""
    newest = scorecard
    while later := Scorecard.objects.filter(corrects=newest, state=Scorecard.State.SUBMITTED).first():
        newest = later
    return newest


def with_corrections(scorecards: QuerySet[Scorecard]) -> list[Scorecard]:
    """`newest_submitted` of each, in as many queries as the longest chain has links, twice."""
    newest: list[Scorecard] = []
    links = scorecards
    while cards := list(links):
        later = Scorecard.objects.filter(corrects__in=links.values("pk"), state=Scorecard.State.SUBMITTED)
        corrected = set(later.values_list("corrects", flat=True))
        newest += [card for card in cards if card.pk not in corrected]
        links = later
    return newest


def _refuse(current: Scorecard, author: User, reason: str) -> None:
    if current.author_id != author.pk:
        raise Forbidden("Only its author can correct a scorecard.")
    if current.state != Scorecard.State.SUBMITTED:
        raise Conflict("This scorecard is not submitted yet: just change it.")
    if not reason.strip():
        raise DomainError("Say in a sentence why you correct it: the report will print it.")


def _copy_criteria(old: Scorecard, new: Scorecard) -> None:
    """Values and evidence go to the criterion of the same key; one whose meaning changed is left to be judged."""
    match = _matching_criteria(old.rubric_version, new.rubric_version)
    Rating.objects.bulk_create(
        Rating(scorecard=new, criterion=match[r.criterion_id], value=r.value, not_observed=r.not_observed)
        for r in old.ratings.all()
        if r.criterion_id in match
    )
    Evidence.objects.bulk_create(
        Evidence(
            scorecard=new,
            criterion=match[e.criterion_id],
            question_version_id=e.question_version_id,
            kind=e.kind,
            text=e.text,
        )
        for e in old.evidence.all()
        if e.criterion_id in match
    )


def _matching_criteria(old: RubricVersion, new: RubricVersion) -> dict[int, Criterion]:
    criteria = list(new.criteria.all())
    if old.pk == new.pk:
        return {criterion.pk: criterion for criterion in criteria}
    judged_again = keys_with_new_meaning(old, new)
    by_key = {criterion.key: criterion for criterion in criteria if criterion.key not in judged_again}
    return {each.pk: by_key[each.key] for each in old.criteria.all() if each.key in by_key}


def _copy_answers(old: Scorecard, new: Scorecard) -> None:
    for answer in old.answer_ratings.prefetch_related("ticked"):
        copied = AnswerRating.objects.create(
            scorecard=new,
            question_version_id=answer.question_version_id,
            value=answer.value,
            not_observed=answer.not_observed,
        )
        copied.ticked.set(answer.ticked.all())


@transaction.atomic
def drop_correction(*, draft: Scorecard, author: User) -> None:
    """A correction that was never submitted leaves no trace; the submitted scorecard stands."""
    current = Scorecard.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if current.author_id != author.pk:
        raise Forbidden("Only its author can drop a correction.")
    if current.corrects is None or current.state == Scorecard.State.SUBMITTED:
        raise Conflict("This correction is submitted and stands.")
    current.delete()
