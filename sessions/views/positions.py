from django.contrib import messages
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.people import reader, signed_in, writer
from core.counting import CountUpTo
from core.errors import BadRequest
from sessions.find import owned_position
from sessions.forms import CutForm, PlanForm, PositionForm
from sessions.models import InterviewSession, PanelMember, Position
from sessions.querysets import SeatQuerySet
from sessions.services.cuts import set_cut
from sessions.services.planning import create_position

# Beyond it the list says that there are more, and the position's own page lists them.
MOST_MISSING = 99


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    found = Position.objects.visible_to(user).select_related("rubric_version__rubric", "owner").with_counts()
    positions = found.annotate(missing=CountUpTo(_missing_scorecards(user), MOST_MISSING + 1))
    return render(request, "sessions/positions.html", {"positions": positions, "most": MOST_MISSING})


def _missing_scorecards(user: User) -> SeatQuerySet:
    """Of the position around it: seats whose scorecard interviews that the person may see still wait for."""
    waiting = PanelMember.objects.owing().filter(
        interview__position=OuterRef("pk"), interview__state=InterviewSession.State.SCORING
    )
    return waiting.filter(interview__in=InterviewSession.objects.visible_to(user).order_by().values("pk"))


@require_http_methods(["GET", "POST"])
def position_new(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        position = create_position(owner=user, **form.cleaned_data)
        messages.success(request, "The position is open. Next: plan its interview.")
        return redirect("position", position.public_id)
    return render(request, "sessions/position_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def position_cut(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_position(request, public_id)
    form = CutForm(request.POST)
    if not form.is_valid():
        raise BadRequest("A cut is a number from 0 to 100.")
    set_cut(position=found, cut=form.cleaned_data["cut"], by=signed_in(request))
    messages.success(request, "Saved. It can be changed until the first interview begins.")
    return redirect("position", found.public_id)


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_position(request, public_id)
    form = PlanForm(request.POST or None, initial={"title": f"{found.title}: technical", "budget": 60})
    if request.method == "POST" and form.is_valid():
        plan = form.save(commit=False)
        plan.position = found
        plan.save()
        return redirect("plan", plan.public_id)
    return render(
        request,
        "sessions/plan_new.html",
        {"form": form, "position": found},
        status=422 if form.errors else 200,
    )
