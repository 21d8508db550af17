"""Everything that changes a draft of a rubric; only its owner ever does, and never a published version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError, Forbidden
from core.saving import Save, earlier_answer, record_answer, refuse_stale
from questions.models import Level
from rubric.content import RubricContent
from rubric.models import Criterion, Rubric, RubricVersion
from rubric.services.rubrics import add_draft, content_of, write_version

MOST_CRITERIA = 200
PUBLISHED = "This version is published and never changes. What you typed is kept on this page."


@transaction.atomic
def start_draft(*, rubric: Rubric, by: User) -> RubricVersion:
    """The rubric's next version, as the newest one stands; a draft that is open already is that draft."""
    current = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if current.owner_id != by.pk:
        raise Forbidden("Only its owner can change a rubric. You can copy it.")
    newest = current.versions.latest("number")
    if newest.is_draft:
        return newest
    draft = RubricVersion(rubric=current, number=newest.number + 1, based_on=newest)
    return write_version(draft, content_of(newest))


def copy_rubric(*, version: RubricVersion, owner: User) -> RubricVersion:
    """A rubric of one's own that starts with another's words; nothing ties the two together."""
    content = content_of(version)
    criteria = tuple(replace(each, key="") for each in content.criteria)
    return add_draft(owner=owner, content=replace(content, title=f"{content.title} (copy)"[:200], criteria=criteria))


def add_drafts(*, owner: User, contents: Sequence[RubricContent]) -> list[RubricVersion]:
    """One rubric for each that a file held, all of them or none."""
    with transaction.atomic():
        return [add_draft(owner=owner, content=content) for content in contents]


@transaction.atomic
def change_draft(
    *,
    version: RubricVersion,
    by: User,
    save: Save,
    apply: Callable[[RubricVersion], None],
    as_seen: Callable[[RubricVersion], bool | None] | None = None,
) -> RubricVersion:
    """Runs `apply` on the locked draft as one save: once per operation id, and never over what its owner has not
    seen (rubric.services.scorecards.change says how `as_seen` tells)."""
    current = opened(version, by)
    document = f"rubric:{current.public_id}"
    if earlier_answer(user=by, document=document, save=save) is not None:
        return current
    if not current.is_draft:
        raise Conflict(PUBLISHED)
    refuse_stale(save, version=current.revision, seen=as_seen(current) if as_seen else None)
    apply(current)
    current.revision += 1
    current.save()
    record_answer(user=by, document=document, save=save, version=current.revision)
    return current


def opened(version: RubricVersion, by: User) -> RubricVersion:
    """The locked version, for its owner; it may be published by now, or thrown away."""
    locked = RubricVersion.objects.select_for_update(of=("self",)).select_related("rubric", "based_on")
    current = locked.filter(pk=version.pk).first()
    if current is None:
        raise Conflict("This draft was thrown away in another tab.")
    if current.rubric.owner_id != by.pk:
        raise Forbidden("Only its owner can change a rubric.")
    return current


def add_criterion(version: RubricVersion, level: str) -> Criterion:
    if level not in Level.values:
        raise BadRequest("This level does not exist.")
    if version.criteria.count() >= MOST_CRITERIA:
        raise DomainError(f"A rubric holds at most {MOST_CRITERIA} criteria: nobody could judge more.")
    added = Criterion.objects.create(version=version, level=level, position=MOST_CRITERIA + 1)
    renumber(version)
    return added


def remove_criterion(version: RubricVersion, key: str) -> None:
    deleted, _ = version.criteria.filter(key=key).delete()
    if not deleted:
        raise Conflict("This criterion was removed already.")
    renumber(version)


def arrange(version: RubricVersion, order: Mapping[str, Sequence[str]]) -> None:
    """Puts criteria under levels in the order given: {level: keys}. Those not named stay behind the others."""
    criteria = {criterion.key: criterion for criterion in version.criteria.all()}
    for level, keys in order.items():
        _place(criteria, level, keys)
    Criterion.objects.bulk_update(criteria.values(), ["level", "position"])
    renumber(version)


def _place(criteria: Mapping[str, Criterion], level: str, keys: Sequence[str]) -> None:
    """Positions start low, so that what was named comes before what another tab added."""
    known = [criteria[key] for key in keys if key in criteria]
    if level not in Level.values or len(set(keys)) < len(keys):
        raise BadRequest("The order is not of the expected form. Please reload the page.")
    unnamed = [each for each in criteria.values() if each.level == level and each.key not in keys]
    for position, criterion in enumerate([*known, *unnamed], start=1):
        criterion.level, criterion.position = level, position


def step(version: RubricVersion, key: str, *, down: bool) -> None:
    """One place up or down; from the end of a level into the next one."""
    levels = [list(version.criteria.filter(level=level).values_list("key", flat=True)) for level in Level.values]
    at = next((n for n, keys in enumerate(levels) if key in keys), None)
    if at is None:
        raise Conflict("This criterion was removed in another tab.")
    place = levels[at].index(key) + (1 if down else -1)
    if 0 <= place < len(levels[at]):
        levels[at].remove(key)
        levels[at].insert(place, key)
    elif 0 <= (other := at + (1 if down else -1)) < len(levels):
        levels[at].remove(key)
        levels[other].insert(0 if down else len(levels[other]), key)
    arrange(version, dict(zip(Level.values, levels, strict=True)))


def renumber(version: RubricVersion) -> None:
    """1, 2, 3 .. by level and then by place: the order in which criteria are judged."""
    criteria = sorted(version.criteria.all(), key=lambda c: (Level.values.index(c.level), c.position, c.pk))
    for position, criterion in enumerate(criteria, start=1):
        criterion.position = position
    Criterion.objects.bulk_update(criteria, ["position"])


@transaction.atomic
def discard_draft(*, version: RubricVersion, by: User) -> None:
    """Throws a draft away; a rubric that never had another version goes with it."""
    current = opened(version, by)
    if not current.is_draft:
        raise Conflict("A published version stays: interviews were judged by it.")
    rubric = current.rubric
    current.delete()
    if not rubric.versions.exists():
        rubric.delete()
