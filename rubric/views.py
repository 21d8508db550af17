from itertools import groupby

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require, signed_in
from rubric.models import RubricVersion
from rubric.services.practice import set_for_practice


def _readable(request: HttpRequest) -> None:
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)


@require_safe
def rubrics(request: HttpRequest) -> HttpResponse:
    _readable(request)
    versions = RubricVersion.objects.exclude(published_at=None).select_related("rubric__owner", "rubric__source")
    context = {"versions": versions.annotate(criterion_count=Count("criteria"))}
    return render(request, "rubric/rubrics.html", context)


@require_safe
def rubric(request: HttpRequest, public_id: str) -> HttpResponse:
    _readable(request)
    found = get_object_or_404(RubricVersion.objects.select_related("rubric"), public_id=public_id)
    criteria = found.criteria.prefetch_related("anchors", "topics")
    groups = [(level, list(group)) for level, group in groupby(criteria, lambda c: c.get_level_display())]
    return render(request, "rubric/rubric.html", {"version": found, "groups": groups})


@require_POST
def rubric_practice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens the rubric to people who practise, or closes it again."""
    _readable(request)
    found = get_object_or_404(RubricVersion.objects.published().select_related("rubric"), public_id=public_id)
    set_for_practice(rubric=found.rubric, open_to_all="open" in request.POST, by=signed_in(request))
    return redirect("rubric", public_id)
