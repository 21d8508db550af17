"""The pad over HTTP: for a browser without the bundle or without sockets, and its history for the panel."""

from base64 import b64decode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pycrdt import create_update_message

from accounts.people import signed_in
from core.errors import BadRequest, Forbidden
from core.middleware import open_to_all
from core.posted import whole_number
from core.realtime import publish
from sessions.find import asked_question, own_seat, visible_interview
from sessions.guests import browser_of
from sessions.models import AskedQuestion, InterviewSession
from sessions.pad.access import PadAccess, access_of, guest_seat, late_access_of, panel_seat
from sessions.pad.documents import checked_step, document_of, is_news, runs_of, text_of
from sessions.pad.hub import GROUP, told
from sessions.pad.models import PadUpdate
from sessions.pad.plain import merge_text, merge_texts
from sessions.pad.steps import store_steps


@require_http_methods(["GET", "POST"])
def panel_pad(request: HttpRequest, public_id: str, asked_id: str) -> HttpResponse:
    asked = asked_question(own_seat(request, public_id).interview, asked_id)
    access = access_of(panel_seat(signed_in(request), asked.public_id))
    return _answer(request, access, back=f"/interviews/{public_id}/room/?q={asked_id}")


# The candidate's pages send no referrer, so that a plain form's POST says "Origin: null". The claiming browser's
# cookie is SameSite=Strict and the link's id cannot be guessed: a forged request has neither.
@csrf_exempt
@open_to_all
@require_http_methods(["GET", "POST"])
def guest_pad(request: HttpRequest, link_id: str, asked_id: str) -> HttpResponse:
    access = access_of(guest_seat(link_id, browser_of(request.COOKIES, link_id), asked_id))
    return _answer(request, access, back=f"/room/{link_id}/")


@require_POST
def panel_pad_late(request: HttpRequest, public_id: str, asked_id: str) -> HttpResponse:
    asked = asked_question(own_seat(request, public_id).interview, asked_id)
    return _take_late(request, late_access_of(panel_seat(signed_in(request), asked.public_id)))


@csrf_exempt
@open_to_all
@require_POST
def guest_pad_late(request: HttpRequest, link_id: str, asked_id: str) -> HttpResponse:
    return _take_late(request, late_access_of(guest_seat(link_id, browser_of(request.COOKIES, link_id), asked_id)))


def _take_late(request: HttpRequest, access: PadAccess | None) -> HttpResponse:
    """`step`, a Yjs update in base64; or `text` with the steps it was typed on, and the `save` before it that nobody
    answered. Nothing of the pad is answered."""
    if access is None:
        raise Http404
    if not access.may_write:
        raise Forbidden("Nobody can write in this pad now.")
    for step in _late_step(request, access) if "step" in request.POST else _late_texts(request, access):
        publish(GROUP, told(access.pad, create_update_message(step)))
    return HttpResponse(status=204)


def _late_step(request: HttpRequest, access: PadAccess) -> list[bytes]:
    try:
        body = b64decode(request.POST["step"], validate=True)
    except ValueError:
        raise BadRequest("This is not a step of a pad.") from None
    step = checked_step(asked_id=access.asked_id, body=body, user_id=access.user_id)
    if not is_news(access.asked_id, body):
        return []
    store_steps([step])
    return [body]


def _late_texts(request: HttpRequest, access: PadAccess) -> list[bytes]:
    steps = whole_number(request.POST.get("steps"))
    if steps is None:
        raise BadRequest("The save is not of the expected form. Please reload the page.")
    texts = [request.POST[name].replace("\r\n", "\n") for name in ("save", "text") if name in request.POST]
    asked = AskedQuestion.objects.get(pk=access.asked_id)
    return merge_texts(asked=asked, texts=texts, known_steps=steps, user_id=access.user_id)


def _answer(request: HttpRequest, access: PadAccess | None, *, back: str) -> HttpResponse:
    """GET and POST both answer {text, steps, may_write}: the pad as it is now."""
    if access is None:
        raise Http404
    if request.method == "POST":
        _save(request, access)
        if "plain" in request.POST:
            return redirect(back)
    steps = PadUpdate.objects.filter(asked_id=access.asked_id).count()
    text = text_of(document_of(access.asked_id, steps=steps))
    return JsonResponse({"text": text, "steps": steps, "may_write": access.may_write})


def _save(request: HttpRequest, access: PadAccess) -> None:
    if not access.may_write:
        raise Forbidden("Nobody can write in this pad now.")
    steps = whole_number(request.POST.get("steps"))
    if steps is None:
        raise BadRequest("The save is not of the expected form. Please reload the page.")
    asked = AskedQuestion.objects.get(pk=access.asked_id)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    step = merge_text(asked=asked, text=text, known_steps=steps, user_id=access.user_id)
    if step is not None:
        publish(GROUP, told(access.pad, create_update_message(step)))


def _reads(request: HttpRequest, public_id: str) -> InterviewSession:
    """The panel and the owner; HR reads the pad in the report."""
    interview = visible_interview(request, public_id)
    if interview.owner_id == signed_in(request).pk:
        return interview
    return own_seat(request, public_id).interview


@require_safe
def pad_history(request: HttpRequest, public_id: str, asked_id: str) -> HttpResponse:
    """The pad as it stood after a step; without one, as it stands now."""
    interview = _reads(request, public_id)
    asked = asked_question(interview, asked_id)
    steps = asked.pad_updates.count()
    wanted = whole_number(request.GET.get("step"))
    step = steps if wanted is None else min(wanted, steps)
    document = document_of(asked.pk, steps=step)
    context = {
        "interview": interview,
        "seated": interview.panel.filter(user=signed_in(request)).exists(),
        "asked": asked,
        "steps": steps,
        "step": step,
        "last": asked.pad_updates.select_related("user")[step - 1 : step].first() if step else None,
        "text": text_of(document),
        "runs": runs_of(document),
    }
    fragment = "#pad-moment" if request.headers.get("HX-Request") else ""
    return render(request, f"sessions/pad_history.html{fragment}", context)
