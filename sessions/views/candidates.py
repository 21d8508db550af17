"""The candidate's way: the link, the lobby and the question on the table. No account, nothing else (I1)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict
from core.middleware import open_to_all
from questions.find import version_picture
from questions.models import Tip
from sessions.models import AskedQuestion, InterviewSession, JoinLink
from sessions.services.links import claim, find_link, guest_link, is_early, is_over, opens_at

COOKIE = "interviewprep-guest"
OWN_TIPS = (
    "Say what you are thinking while you think it: the way to an answer counts as much as the answer.",
    "Ask when a question is unclear. Interviewers expect it.",
    "“I don't know” is a good start when you go on with how you would find out.",
)


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response


# The page sends no referrer, so a browser's POST says "Origin: null" and Django's check would refuse it.
# The 256-bit token in the address is the proof that a forged request lacks.
@csrf_exempt
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows when and what to expect and uses nothing up; POST claims the link for this browser."""
    link = find_link(token)
    if link is None:
        return _private(render(request, "sessions/join_unknown.html", status=404))
    if is_over(link.interview):
        return _private(render(request, "sessions/goodbye.html", {"interview": link.interview}, status=410))
    if request.method == "POST" and not is_early(link.interview):
        return _private(_claimed(request, link))
    context = {
        "interview": link.interview,
        "early": is_early(link.interview),
        "opens_at": opens_at(link.interview),
        "panel": link.interview.panel.select_related("user"),
    }
    return _private(render(request, "sessions/join.html", context))


def _claimed(request: HttpRequest, link: JoinLink) -> HttpResponse:
    try:
        secret = claim(link=link, browser=request.COOKIES.get(COOKIE))
    except Conflict as refused:
        return render(request, "sessions/join_taken.html", {"sentence": refused.sentence}, status=409)
    response = redirect("candidate_room", link.public_id)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def guest_of(request: HttpRequest, link_id: str) -> JoinLink:
    link = guest_link(link_id, request.COOKIES.get(COOKIE))
    if link is None:
        raise Http404
    return link


@open_to_all
@require_safe
def candidate_room(request: HttpRequest, link_id: str) -> HttpResponse:
    link = guest_of(request, link_id)
    return _private(render(request, "sessions/candidate_room.html", _stage(link)))


@open_to_all
@require_safe
def candidate_stage(request: HttpRequest, link_id: str) -> HttpResponse:
    """The fragment that every bell refreshes."""
    link = guest_of(request, link_id)
    return _private(render(request, "sessions/candidate_room.html#candidate-stage", _stage(link)))


@open_to_all
@require_safe
def candidate_picture(request: HttpRequest, link_id: str, picture_id: str) -> HttpResponse:
    """Only of the question on the table, like its words."""
    asked = _stage(guest_of(request, link_id))["asked"]
    version = asked.question_version_id if isinstance(asked, AskedQuestion) else None
    return _private(version_picture(version, picture_id))


def _stage(link: JoinLink) -> dict[str, object]:
    interview = link.interview
    sources = interview.asked.values("question_version__question__source")
    return {
        "link": link,
        "interview": interview,
        "asked": interview.current if interview.state in ("live", "paused") else None,
        "over": is_over(interview),
        "panel": interview.panel.select_related("user") if interview.state == "lobby" else [],
        "tips": [*OWN_TIPS, *Tip.objects.filter(source__in=sources).values_list("text", flat=True)[:7]],
        "lobby": interview.state in (InterviewSession.State.SCHEDULED, InterviewSession.State.LOBBY),
    }
