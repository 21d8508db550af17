"""Finding and permitting in one call: what a person may not see does not exist for them (I11)."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.people import reader, require, signed_in
from core.errors import NotThere
from core.pictures import picture_response
from questions.models import Image, ImportDraft, Question
from questions.querysets import QuestionQuerySet
from questions.services.waiting import keep_waiting


def readable(request: HttpRequest) -> QuestionQuerySet:
    return Question.objects.visible_to(reader(request))


def visible_question(request: HttpRequest, public_id: str) -> Question:
    bank = readable(request).select_related("current__guide", "topic__parent", "source", "owner", "merged_into")
    return get_object_or_404(bank.prefetch_related("levels", "tags"), public_id=public_id)


def own_question(request: HttpRequest, public_id: str) -> Question:
    found = visible_question(request, public_id)
    require(found.owner_id == signed_in(request).pk, "Only its owner can change a question.")
    return found


def own_draft(request: HttpRequest, public_id: str, *, without: Sequence[str] = ()) -> ImportDraft:
    """What opens or changes a draft finds it here, so that it waits on from now.

    `without` are fields that are fetched only when they are asked for: what was found may be large.
    """
    drafts = ImportDraft.objects.select_related("user", "previous").defer(*without)
    found = drafts.filter(public_id=public_id, user=signed_in(request)).first()
    if found is None:
        onwards = {"text": "To the import", "url": reverse("import_upload")}
        raise NotThere(
            "No such document waits for you. It may have been imported or discarded: what nobody opens for 30 days is.",
            onwards=onwards,
        )
    return keep_waiting(draft=found)


def version_picture(version: int | None, public_id: str) -> HttpResponse:
    """A picture for whoever was let in to see the version, given by its primary key, and no picture of another."""
    image = get_object_or_404(Image.objects.of_version(version), public_id=public_id)
    return picture_response(bytes(image.data), image.media_type)
