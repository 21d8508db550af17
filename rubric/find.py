"""Finding and permitting in one call: a draft of somebody else's does not exist."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.people import reader, require, writer
from rubric.models import RubricVersion


def visible_version(request: HttpRequest, public_id: str) -> RubricVersion:
    versions = RubricVersion.objects.visible_to(reader(request)).select_related("rubric__owner", "based_on")
    return get_object_or_404(versions, public_id=public_id)


def own_version(request: HttpRequest, public_id: str) -> RubricVersion:
    """One of the person's own rubrics; published or not: a draft may have been published in another tab."""
    found = visible_version(request, public_id)
    require(found.rubric.owner_id == writer(request).pk, "Only its owner can change a rubric. You can copy it.")
    return found


def own_draft(request: HttpRequest, public_id: str) -> RubricVersion:
    user = writer(request)
    drafts = RubricVersion.objects.drafts_of(user).select_related("rubric__owner", "based_on")
    return get_object_or_404(drafts, public_id=public_id)
