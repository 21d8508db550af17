from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import reader, signed_in
from sessions.calendar_entries import join_address
from sessions.find import visible_interview
from sessions.models import InterviewSession, MockHalf, PanelMember
from sessions.rescoring_page import open_entries
from sessions.services.accommodations import TIME_FACTORS
from sessions.services.calling import AHEAD, last_call
from sessions.services.links import issue_link, withdraw_link
from sessions.services.moves import move
from sessions.services.rescheduling import may_reschedule
from sessions.services.rights import may_move
from sessions.services.seats import who_could_join
from sessions.states import GROUPS, allowed

PAGE = 50


@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    found = InterviewSession.objects.hiring().visible_to(user)
    # The order is made of keys; what stands in a row is fetched for the page.
    page = Paginator(found.by_group().values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    shown = InterviewSession.objects.filter(pk__in=list(page)).with_people().by_group()
    groups = [(title, [i for i in shown if i.state in states]) for title, states in GROUPS]
    asked_for = PanelMember.objects.owing().filter(user=user, interview__state="scoring", reminded_at__isnull=False)
    context = {
        "groups": groups,
        "page": page,
        "asked_for": asked_for.select_related("interview__candidate", "interview__position"),
        "to_score_again": open_entries(user).count(),
    }
    return render(request, "sessions/interviews.html", context)


@require_safe
def interview(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_interview(request, public_id)
    half = MockHalf.objects.filter(interview=found).select_related("mock").first()
    if half:
        return redirect("partner_mock", half.mock.public_id)
    return _page(request, found, token=None)


def _page(request: HttpRequest, found: InterviewSession, *, token: str | None) -> HttpResponse:
    user = signed_in(request)
    seat = found.panel.filter(user=user).select_related("scorecard").first()
    conducts = may_move(user, found)
    context = {
        "interview": found,
        "seat": seat,
        "panel": found.panel.select_related("user", "scorecard"),
        "asked": found.asked.select_related("question_version__question"),
        "moves": [m for m in allowed(found.state) if m.action != "complete"] if conducts else [],
        "link": join_address(token) if token else None,
        "active_link": found.links.filter(revoked_at=None).first(),
        "conducts": conducts,
        "reschedules": found.state in AHEAD and may_reschedule(user, found),
        "call": last_call(found),
        "mail_on": settings.MAIL_ON,
        "time_factors": TIME_FACTORS,
        "sees_questions": seat is not None or found.owner_id == user.pk,
    }
    return render(request, "sessions/interview.html", context | _seating(found, conducts=conducts))


def _seating(found: InterviewSession, *, conducts: bool) -> dict[str, object]:
    """What whoever conducts may change about the panel while the interview is not over."""
    if not conducts or found.state in ("completed", "cancelled"):
        return {"seating": False}
    return {"seating": True, "addable": who_could_join(found)}


@require_POST
def interview_move(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_interview(request, public_id)
    action = request.POST.get("action", "")
    move(interview=found, action=action, by=signed_in(request))
    after = {"start": "room", "resume": "room", "pause": "room", "end": "scorecard"}
    return redirect(after.get(action, "interview"), found.public_id)


@require_POST
def link_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers with the page that shows the link: its token is stored nowhere, so only now."""
    found = visible_interview(request, public_id)
    return _page(request, found, token=issue_link(interview=found, by=signed_in(request)))


@require_POST
def link_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_interview(request, public_id)
    withdraw_link(interview=found, by=signed_in(request))
    messages.success(request, "The link no longer works.")
    return redirect("interview", found.public_id)
