"""The queue of what a new version asks of scorecards submitted under an older one. None of them is ever changed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from core.jobs import enqueue
from questions.models import Level
from rubric.differences import HAND, MACHINE, classify, compare
from rubric.explanations import Explanation, explain
from rubric.levels import ScoredCriterion
from rubric.models import Criterion, Rescore, RubricVersion, Scorecard
from rubric.services.rubrics import content_of, thresholds

JOB = "rubric.rescore"


def keys_with_new_meaning(old: RubricVersion, new: RubricVersion) -> frozenset[str]:
    """Criteria whose values under `old` do not stand under `new`, over all the versions between them."""
    between = Criterion.objects.filter(
        version__rubric=new.rubric_id, version__number__gt=old.number, version__number__lte=new.number
    )
    return frozenset(between.filter(new_meaning=True).values_list("key", flat=True))


def change_between(old: RubricVersion, new: RubricVersion) -> str:
    difference = compare(content_of(old), content_of(new))
    return classify(difference, new_meaning=keys_with_new_meaning(old, new))


def to_judge_again(card: Scorecard, new: RubricVersion) -> list[Criterion]:
    """The criteria of `new` for which this scorecard holds no value that stands."""
    levels = Level.values[: Level.values.index(card.up_to_level) + 1]
    changed = keys_with_new_meaning(card.rubric_version, new)
    known = set(card.rubric_version.criteria.values_list("key", flat=True)) - changed
    return [each for each in new.criteria.filter(level__in=levels) if each.key not in known]


def asked_of_scores(version: RubricVersion) -> dict[str, int]:
    """How many scorecards a version asks something of, by kind, and how much of it is done."""
    return version.rescores.aggregate(
        total=Count("pk"),
        machine=Count("pk", filter=Q(kind=Rescore.Kind.MACHINE)),
        hand=Count("pk", filter=Q(kind=Rescore.Kind.HAND)),
        machine_done=Count("pk", filter=Q(kind=Rescore.Kind.MACHINE, done_at__isnull=False)),
        hand_done=Count("pk", filter=Q(kind=Rescore.Kind.HAND, done_at__isnull=False)),
    )


@transaction.atomic
def plan_rescoring(*, version: RubricVersion, cards: Iterable[Scorecard]) -> list[Rescore]:
    """One entry for each submitted scorecard that the version asks something of; machines start by themselves."""
    by_version: dict[int, str] = {}
    planned = []
    for card in cards:
        if card.rubric_version_id not in by_version:
            by_version[card.rubric_version_id] = change_between(card.rubric_version, version)
        planned += _entries(version, card, by_version[card.rubric_version_id])
    # What an earlier version asked and nobody did yet is asked by this one.
    cards_asked = [entry.scorecard_id for entry in planned]
    Rescore.objects.filter(scorecard__in=cards_asked, done_at=None).exclude(version=version).delete()
    Rescore.objects.bulk_create(planned, ignore_conflicts=True)
    if any(each.kind == Rescore.Kind.MACHINE for each in planned):
        enqueue(JOB, dedupe_key=version.public_id, args={"version": version.pk})
    return planned


def _entries(version: RubricVersion, card: Scorecard, change: str) -> list[Rescore]:
    if change == HAND and to_judge_again(card, version):
        return [Rescore(version=version, scorecard=card, kind=Rescore.Kind.HAND)]
    if change in (HAND, MACHINE):
        return [Rescore(version=version, scorecard=card, kind=Rescore.Kind.MACHINE)]
    return []


@transaction.atomic
def rescore_by_machine(*, version: RubricVersion) -> int:
    """Computes every waiting machine's entry; running it again finds none. Returns how many were computed."""
    waiting = Rescore.objects.filter(version=version, kind=Rescore.Kind.MACHINE, done_at=None)
    count = 0
    for entry in waiting.select_related("scorecard__rubric_version"):
        entry.result = before_and_after(entry.scorecard, version)
        entry.done_at = timezone.now()
        entry.save(update_fields=["result", "done_at"])
        count += 1
    return count


def before_and_after(card: Scorecard, version: RubricVersion) -> dict[str, Any]:
    return {"before": _figures(card, card.rubric_version), "after": _figures(card, version)}


def _figures(card: Scorecard, version: RubricVersion) -> dict[str, str | None]:
    made = explained(card, version)
    return {"total": None if made.total.value is None else str(made.total.value), "level": made.verdict.level}


def explained(card: Scorecard, version: RubricVersion) -> Explanation:
    """What a version's arithmetic makes of a scorecard's values, matched by the criteria's keys."""
    values: dict[str, Decimal | None] = {
        rating.criterion.key: rating.value for rating in card.ratings.select_related("criterion")
    }
    levels = Level.values[: Level.values.index(card.up_to_level) + 1]
    criteria = [
        ScoredCriterion(each.public_id, each.level, each.title, each.weight, each.must_have, values.get(each.key))
        for each in version.criteria.filter(level__in=levels)
    ]
    return explain(criteria, thresholds(version))


def finish_by_hand(*, corrected: Scorecard) -> None:
    """A correction under a newer version answers what that version asked of the scorecard before it."""
    asked = Rescore.objects.filter(scorecard=corrected.corrects, version=corrected.rubric_version, done_at=None)
    asked.update(done_at=timezone.now())
