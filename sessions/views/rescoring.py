"""What newer versions of rubrics ask of scorecards, and moving a position to one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import writer
from rubric.models import RubricVersion
from sessions.find import own_seat, owned_position
from sessions.rescoring_page import rescoring_page
from sessions.services.rescoring import start_rescore, use_newer_version


@require_safe
def rescoring(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    return render(request, "sessions/rescoring.html", {"page": rescoring_page(user)})


@require_POST
def rescore_start(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = own_seat(request, public_id)
    published = RubricVersion.objects.published()
    version = get_object_or_404(published, public_id=request.POST.get("version", ""))
    start_rescore(member=seat, version=version)
    return redirect("scorecard", seat.interview.public_id)


@require_POST
def position_rubric(request: HttpRequest, public_id: str) -> HttpResponse:
    """Judges the position's interviews from now on by the newest version of its rubric."""
    position = use_newer_version(position=owned_position(request, public_id))
    messages.success(request, f"From now on this position is judged by {position.rubric_version}.")
    return redirect("position", position.public_id)
