"""Freezing a draft: by content hash, with what it asks of the scores given before it."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from core.errors import Conflict, DomainError
from rubric.checks import check
from rubric.content import RubricContent
from rubric.differences import Difference, classify, compare
from rubric.lint import Finding, blocking
from rubric.models import Rubric, RubricVersion
from rubric.services.drafts import opened
from rubric.services.rubrics import content_of, publish
from rubric.signals import version_published


@transaction.atomic
def publish_draft(
    *, version: RubricVersion, by: User, revision: int, new_meaning: Collection[str] = ()
) -> RubricVersion:
    """`revision` is the save that was read before publishing; `new_meaning` are the keys of reworded criteria whose
    values have to be given again. A second press finds it published and changes nothing."""
    current = opened(version, by)
    if not current.is_draft:
        return current
    if current.revision != revision:
        raise Conflict("The draft was changed after you opened this page. Read it again before you publish.")
    _refuse_unfinished(current)
    if current.based_on is not None:
        _record_change(current, difference_of(current.based_on, content_of(current)), new_meaning)
    Rubric.objects.filter(pk=current.rubric_id).update(title=current.title, description=current.description)
    published = publish(version=current)
    version_published.send(sender=RubricVersion, version=published)
    return published


def findings_of(version: RubricVersion) -> tuple[Finding, ...]:
    """What a draft still needs, as the version before it allows."""
    before = content_of(version.based_on).criteria if version.based_on else ()
    return check(content_of(version), {each.key for each in before if not any(each.anchors.values())})


def _refuse_unfinished(version: RubricVersion) -> None:
    problems = blocking(findings_of(version))
    if problems:
        raise DomainError(problems[0].sentence)


def difference_of(old: RubricVersion, content: RubricContent) -> Difference:
    return compare(content_of(old), content)


def _record_change(current: RubricVersion, difference: Difference, new_meaning: Collection[str]) -> None:
    if not difference:
        raise DomainError("This is word for word the version before it: there is nothing to publish.")
    reworded = {change.key for change in difference.criteria if change.reworded}
    meant = reworded & set(new_meaning)
    current.change = classify(difference, new_meaning=meant)
    current.save(update_fields=["change"])
    current.criteria.filter(key__in=meant).update(new_meaning=True)
