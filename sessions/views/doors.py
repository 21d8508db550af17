"""The address in the candidate's invitation: looking uses nothing up, coming in claims it for one browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.middleware import open_to_all
from sessions.calendar_entries import candidate_entry, join_address
from sessions.candidate_page import expectations
from sessions.guests import browser_of, keep_browser
from sessions.models import JoinLink
from sessions.services.accommodations import ask_accommodation
from sessions.services.links import claim, find_link, is_claimed_by_another, is_early, is_over, knock, knock_of
from sessions.views.calls import file_answer
from sessions.views.candidates import notice, private, wished


# The page sends no referrer, so a browser's POST says "Origin: null" and Django's check would refuse it.
# The 256-bit token in the address is the proof that a forged request lacks.
@csrf_exempt
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows when and what to expect and uses nothing up; POST claims the link for this browser."""
    link = find_link(token)
    if link is None:
        return private(render(request, "sessions/join_unknown.html", status=404))
    if is_over(link.interview):
        return private(render(request, "sessions/goodbye.html", {"interview": link.interview}, status=410))
    if request.method == "POST" and not is_early(link.interview):
        return private(_come_in(request, link, token))
    context = _door(link, token) | expectations(link.interview) | notice()
    return private(render(request, "sessions/join.html", context | {"wished": "wished" in request.GET}))


def _door(link: JoinLink, token: str) -> dict[str, object]:
    return {"interview": link.interview, "token": token, "wish_address": reverse("join_wish", args=[token])}


def _come_in(request: HttpRequest, link: JoinLink, token: str) -> HttpResponse:
    browser = browser_of(request.COOKIES, link.public_id)
    if is_claimed_by_another(link, browser):
        _, secret = knock(link=link, browser=browser)
        return keep_browser(redirect("join_door", token), link, secret)
    return keep_browser(redirect("candidate_room", link.public_id), link, claim(link=link, browser=browser))


@open_to_all
@require_safe
def join_door(request: HttpRequest, token: str) -> HttpResponse:
    """Where a second browser waits until the panel has answered its knock."""
    link = _open_link(token)
    browser = browser_of(request.COOKIES, link.public_id)
    if link.claim_hash and not is_claimed_by_another(link, browser):
        return private(_onward(request, link))
    waiting = knock_of(link, browser)
    if waiting is None:
        return private(redirect("join", token))
    part = "#door" if request.headers.get("HX-Request") else ""
    context = {"token": token, "refused": waiting.refused_at is not None}
    return private(render(request, f"sessions/join_door.html{part}", context))


def _onward(request: HttpRequest, link: JoinLink) -> HttpResponse:
    room = reverse("candidate_room", args=[link.public_id])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": room})
    return redirect(room)


@open_to_all
@require_safe
def join_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The entry with the join link, which whoever asks has in hand."""
    return private(file_answer(candidate_entry(_open_link(token).interview, address=join_address(token))))


@csrf_exempt
@open_to_all
@require_POST
def join_wish(request: HttpRequest, token: str) -> HttpResponse:
    link = _open_link(token)
    ask_accommodation(link=link, text=request.POST.get("text", ""))
    if not request.headers.get("HX-Request"):
        return private(redirect(f"{reverse('join', args=[token])}?wished"))
    return private(render(request, "sessions/guest/wish.html", wished(link.interview) | _door(link, token)))


def _open_link(token: str) -> JoinLink:
    link = find_link(token)
    if link is None or is_over(link.interview):
        raise Http404
    return link
