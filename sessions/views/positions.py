from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.people import require, signed_in
from sessions.find import owned_position
from sessions.forms import PlanForm, PositionForm
from sessions.models import InterviewSession, Position
from sessions.services.planning import create_position


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)
    found = Position.objects.visible_to(user).select_related("rubric_version__rubric", "owner")
    return render(request, "sessions/positions.html", {"positions": found.with_counts()})


@require_http_methods(["GET", "POST"])
def position_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer)
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        position = create_position(owner=user, **form.cleaned_data)
        messages.success(request, "The position is open. Next: plan its interview.")
        return redirect("position", position.public_id)
    return render(request, "sessions/position_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def position(request: HttpRequest, public_id: str) -> HttpResponse:
    user = signed_in(request)
    found = get_object_or_404(Position.objects.visible_to(user), public_id=public_id)
    interviews = InterviewSession.objects.visible_to(user).with_people().filter(position=found)
    context = {
        "position": found,
        "plans": found.plans.with_minutes(),
        "interviews": interviews,
        "is_owner": found.owner_id == user.pk,
    }
    return render(request, "sessions/position.html", context)


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
