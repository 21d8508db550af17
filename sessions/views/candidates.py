"""The candidate's room, once a browser has claimed the link: the lobby, the question, the wish. No account (I1)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.middleware import open_to_all
from questions.find import version_picture
from sessions.candidate_page import expectations, stage_of
from sessions.guests import browser_of
from sessions.models import InterviewSession, JoinLink
from sessions.services.accommodations import ask_accommodation
from sessions.services.links import guest_link


def private(response: HttpResponse) -> HttpResponse:
    """The address of the page is a secret: it travels to no other site."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def notice() -> dict[str, Any]:
    """What the privacy notice says for this installation."""
    return {"retention_months": settings.RETENTION_MONTHS, "privacy_contact": settings.PRIVACY_CONTACT}


def guest_of(request: HttpRequest, link_id: str) -> JoinLink:
    link = guest_link(link_id, browser_of(request.COOKIES, link_id))
    if link is None:
        raise Http404
    return link


@open_to_all
@require_safe
def candidate_room(request: HttpRequest, link_id: str) -> HttpResponse:
    link = guest_of(request, link_id)
    context = stage_of(link) | expectations(link.interview) | notice() | _wish(link)
    return private(render(request, "sessions/candidate_room.html", context | {"wished": "wished" in request.GET}))


@open_to_all
@require_safe
def candidate_stage(request: HttpRequest, link_id: str) -> HttpResponse:
    """The fragment that every bell refreshes; 204 while nothing of it changed, so that nothing is read out again."""
    link = guest_of(request, link_id)
    stage = stage_of(link)
    if request.GET.get("mark") == stage["mark"]:
        return private(HttpResponse(status=204))
    context = stage | expectations(link.interview)
    return private(render(request, "sessions/candidate_room.html#candidate-stage", context))


@open_to_all
@require_safe
def candidate_picture(request: HttpRequest, link_id: str, picture_id: str) -> HttpResponse:
    """Only of the question on the table, like its words."""
    link = guest_of(request, link_id)
    asked = link.interview.current if link.interview.state == "live" else None
    return private(version_picture(asked.question_version_id if asked else None, picture_id))


def _wish(link: JoinLink) -> dict[str, Any]:
    """The claiming browser may see what was asked for; whoever only holds the link may not."""
    return {"wish_address": f"/room/{link.public_id}/wish/", "shows_wish": True}


# The candidate's pages send no referrer, so a form's POST says "Origin: null". The claiming browser's cookie is
# SameSite=Strict and the link's id cannot be guessed: a forged request has neither.
@csrf_exempt
@open_to_all
@require_POST
def guest_wish(request: HttpRequest, link_id: str) -> HttpResponse:
    link = guest_of(request, link_id)
    ask_accommodation(link=link, text=request.POST.get("text", ""))
    if not request.headers.get("HX-Request"):
        return private(redirect(f"{reverse('candidate_room', args=[link_id])}?wished"))
    return private(render(request, "sessions/guest/wish.html", wished(link.interview) | _wish(link)))


def wished(interview: InterviewSession) -> dict[str, Any]:
    """The wish form after it was sent, with the newest row."""
    return {"interview": InterviewSession.objects.get(pk=interview.pk), "wished": True}
