"""The queue of what a new version asks of scorecards submitted under an older one. None of them is ever changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from core.jobs import enqueue
from rubric.differences import HAND, MACHINE, classify, compare
from rubric.explanations import explain
from rubric.levels import ScoredCriterion
from rubric.models import Criterion, Rescore, RubricVersion, Scorecard
from rubric.services.rubrics import content_of, thresholds

JOB = "rubric.rescore"
# What one run of the job computes, well within its lease.
BATCH = 500


def keys_with_new_meaning(old: RubricVersion, new: RubricVersion) -> frozenset[str]:
    """Criteria whose values under `old` do not stand under `new`, over all the versions between them."""
    between = Criterion.objects.filter(
        version__rubric=new.rubric_id, version__number__gt=old.number, version__number__lte=new.number
    )
    return frozenset(between.filter(new_meaning=True).values_list("key", flat=True))


def change_between(old: RubricVersion, new: RubricVersion) -> str:
    difference = compare(content_of(old), content_of(new))
    return classify(difference, new_meaning=keys_with_new_meaning(old, new))


def to_judge_again(old: RubricVersion, new: RubricVersion) -> list[Criterion]:
    """The criteria of `new` for which a scorecard under `old` holds no value that stands."""
    known = set(old.criteria.values_list("key", flat=True)) - keys_with_new_meaning(old, new)
    return [each for each in new.criteria.all() if each.key not in known]


def asked_for(criteria: Iterable[Criterion], card: Scorecard) -> list[Criterion]:
    """Those that the scorecard judges: nothing above the level that it goes up to."""
    return [criterion for criterion in criteria if criterion.level in card.levels]


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
    by_old: dict[int, list[Scorecard]] = defaultdict(list)
    for card in cards:
        by_old[card.rubric_version_id].append(card)
    olds = RubricVersion.objects.filter(pk__in=by_old)
    planned = [entry for old in olds for entry in _entries(old, version, by_old[old.pk])]
    # What an earlier version asked and nobody did yet is asked by this one.
    Rescore.objects.filter(version__rubric=version.rubric_id, done_at=None).exclude(version=version).delete()
    Rescore.objects.bulk_create(planned, ignore_conflicts=True, batch_size=BATCH)
    if any(each.kind == Rescore.Kind.MACHINE for each in planned):
        ask_the_machine(version, part=1)
    return planned


def _entries(old: RubricVersion, version: RubricVersion, cards: Iterable[Scorecard]) -> Iterator[Rescore]:
    change = change_between(old, version)
    if change not in (HAND, MACHINE):
        return
    again = to_judge_again(old, version)
    for card in cards:
        kind = Rescore.Kind.HAND if asked_for(again, card) else Rescore.Kind.MACHINE
        yield Rescore(version=version, scorecard=card, kind=kind)


def ask_the_machine(version: RubricVersion, *, part: int) -> None:
    enqueue(JOB, dedupe_key=f"{version.public_id}:{part}", args={"version": version.pk, "part": part})


@transaction.atomic
def rescore_by_machine(*, version: RubricVersion) -> int:
    """Computes the next of the machine's entries, at most BATCH; returns how many it found."""
    waiting = Rescore.objects.filter(version=version, kind=Rescore.Kind.MACHINE, done_at=None)
    entries = list(waiting.prefetch_related("scorecard__ratings__criterion", "scorecard__rubric_version")[:BATCH])
    olds = {entry.scorecard.rubric_version for entry in entries}
    criteria = {each: list(each.criteria.all()) for each in (*olds, version)}
    for entry in entries:
        card, old = entry.scorecard, entry.scorecard.rubric_version
        entry.result = {
            "before": _figures(card, old, criteria[old]),
            "after": _figures(card, version, criteria[version]),
        }
        entry.done_at = timezone.now()
    Rescore.objects.bulk_update(entries, ["result", "done_at"])
    return len(entries)


def _figures(card: Scorecard, version: RubricVersion, criteria: Iterable[Criterion]) -> dict[str, str | None]:
    """What a version's arithmetic makes of a scorecard's values, matched by the criteria's keys."""
    values = {rating.criterion.key: rating.value for rating in card.ratings.all()}
    made = explain(
        [
            ScoredCriterion(each.public_id, each.level, each.title, each.weight, each.must_have, values.get(each.key))
            for each in asked_for(criteria, card)
        ],
        thresholds(version),
    )
    return {"total": None if made.total.value is None else str(made.total.value), "level": made.verdict.level}


def pass_on(*, corrected: Scorecard) -> None:
    """What was asked of a scorecard is asked of its correction under the same version; machines compute anew."""
    entries = Rescore.objects.filter(scorecard=corrected.corrects)
    entries.filter(kind=Rescore.Kind.HAND, done_at=None).update(scorecard=corrected)
    machine = list(entries.filter(kind=Rescore.Kind.MACHINE).select_related("version"))
    Rescore.objects.filter(pk__in=[each.pk for each in machine]).update(scorecard=corrected, result=None, done_at=None)
    for entry in machine:
        ask_the_machine(entry.version, part=1)


def finish_by_hand(*, corrected: Scorecard) -> None:
    """A correction under a newer version answers what that version asked of the scorecard before it."""
    asked = Rescore.objects.filter(scorecard=corrected.corrects, version=corrected.rubric_version, done_at=None)
    asked.update(done_at=timezone.now())
