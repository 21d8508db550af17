"""Scheduling a whole panel on one page: the preview answers while one types, one button schedules all."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in
from core.http import render_part
from sessions.find import owned_plan, owned_position
from sessions.models import InterviewPlan, InterviewSession
from sessions.panel_form import PanelForm, initial
from sessions.services.panels import PanelPlan, clashes, copy_plan, copyable_plans, earlier_sets, schedule_panel

TEMPLATE = "sessions/panel_schedule.html"
PREVIEW = "panel-preview"


@require_http_methods(["GET", "POST"])
def panel_schedule(request: HttpRequest, public_id: str) -> HttpResponse:
    user, plan = signed_in(request), owned_plan(request, public_id)
    sets = earlier_sets(user)
    if request.method == "GET":
        copied = _copied(request, plan, sets)
        form = PanelForm(lead=user, initial=initial(plan, copied))
        return render(request, TEMPLATE, _context(plan, form) | {"sets": sets, "copied": copied})
    form = PanelForm(request.POST, lead=user)
    context = _context(plan, form) | {"sets": sets, "copied": None}
    if form.is_valid() and "schedule" in request.POST and request.POST["schedule"] == context["agreed"]:
        return _scheduled(request, plan, context["chosen"], context["clashes"])
    asked_to_schedule = "schedule" in request.POST
    return render_part(request, TEMPLATE, context, parts={PREVIEW}, status=422 if asked_to_schedule else 200)


def _context(plan: InterviewPlan, form: PanelForm) -> dict[str, Any]:
    """`agreed` names the clashes shown: the button schedules over these, and over no others."""
    chosen = form.chosen() if form.is_bound and form.is_valid() else None
    found = clashes(plan, chosen) if chosen else ()
    return {
        "plan": plan,
        "form": form,
        "chosen": chosen,
        "rows": list(zip(chosen.candidates, chosen.starts, strict=True)) if chosen else [],
        "clashes": found,
        "agreed": _digest(found),
        "question_count": plan.items.count(),
    }


def _digest(found: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16] if found else "all"


def _copied(request: HttpRequest, plan: InterviewPlan, sets: list[InterviewSession]) -> InterviewSession | None:
    """The set asked for; else the newest of this position."""
    wanted = request.GET.get("copy")
    if wanted:
        owned = InterviewSession.objects.hiring().owned_by(signed_in(request)).with_people()
        return get_object_or_404(owned, public_id=wanted)
    return next((each for each in sets if each.position_id == plan.position_id), None)


def _scheduled(request: HttpRequest, plan: InterviewPlan, chosen: PanelPlan, agreed: tuple[str, ...]) -> HttpResponse:
    made = schedule_panel(owner=chosen.lead, plan=plan, chosen=chosen, agreed=agreed)
    what = "1 interview is" if len(made) == 1 else f"{len(made)} interviews are"
    by_hand = "" if all(each.invited for each in made) else " Next: a link for each candidate without a mail address."
    messages.success(request, f"{what} scheduled, and the invitations are on their way.{by_hand}")
    return redirect("position", plan.position.public_id)


@require_POST
def plan_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another position's plan comes here, and the page to schedule it begins with that plan's last panel."""
    user, position = signed_in(request), owned_position(request, public_id)
    plan = get_object_or_404(copyable_plans(user, position), public_id=request.POST.get("plan", ""))
    made = copy_plan(plan=plan, position=position, by=user)
    messages.success(request, f"“{made}” is copied with its questions. Now its candidates.")
    last = plan.interviews.owned_by(user).order_by("-pk").first()
    query = f"?copy={last.public_id}" if last else ""
    return redirect(f"{redirect('panel_schedule', made.public_id).url}{query}")
