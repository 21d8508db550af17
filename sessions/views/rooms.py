"""The interviewer's room: the plan, the question with its guide, one's own notes and ratings."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require, signed_in
from core.errors import BadRequest, DomainError
from core.saving import Save, Stale
from questions.models import Question
from sessions.find import asked_question, own_seat
from sessions.models import AskedQuestion, PanelMember
from sessions.services import asking
from sessions.services.moves import may_move
from sessions.services.notes import save_note
from sessions.services.planning import planned
from sessions.states import allowed


@require_safe
def room(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = own_seat(request, public_id)
    context = _status(request, seat) | _desk(request, seat)
    return render(request, "sessions/room.html", context)


@require_safe
def room_status(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that every bell refreshes: states and clocks, never an editor."""
    return render(request, "sessions/room.html#room-status", _status(request, own_seat(request, public_id)))


def _status(request: HttpRequest, seat: PanelMember) -> dict[str, Any]:
    interview = seat.interview
    asked = list(interview.asked.select_related("question_version"))
    return {
        "seat": seat,
        "interview": interview,
        "asked": asked,
        "on_table": next((a for a in asked if a.pk == interview.current_id), None),
        "viewed_id": request.GET.get("q", ""),
        "moves": [m for m in allowed(interview.state) if m.action != "complete"],
        "conducts": may_move(seat.user, interview),
        "link": interview.links.filter(revoked_at=None).first(),
    }


def _desk(request: HttpRequest, seat: PanelMember) -> dict[str, Any]:
    """What one works on: the question looked at, its guide, and one's own note and answer rating."""
    wanted = request.GET.get("q")
    asked = asked_question(seat.interview, wanted) if wanted else seat.interview.current
    asked = asked or seat.interview.asked.first()
    if asked is None:
        return {"viewed": None}
    version = asked.question_version
    guide = getattr(version, "guide", None)
    rating = None
    if seat.scorecard:
        rating = seat.scorecard.answer_ratings.filter(question_version=version).first()
    return {
        "viewed": asked,
        "guide": guide,
        "points": guide.key_points.all() if guide else [],
        "ticked": set(rating.ticked.values_list("pk", flat=True)) if rating else set(),
        "rating": rating,
        "note": seat.notes.filter(asked=asked).first(),
        "criteria": seat.interview.rubric_version.criteria.all(),
        "evidence": seat.scorecard.evidence.filter(question_version=version).select_related("criterion")
        if seat.scorecard
        else [],
    }


def _back(seat: PanelMember) -> HttpResponse:
    return redirect("room", seat.interview.public_id)


def _conducting(request: HttpRequest, public_id: str) -> PanelMember:
    seat = own_seat(request, public_id)
    require(may_move(seat.user, seat.interview), "Only the lead or the owner of the interview can do this.")
    return seat


def _posted_question(request: HttpRequest, seat: PanelMember) -> AskedQuestion:
    return asked_question(seat.interview, request.POST.get("asked", ""))


@require_POST
def room_next(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = _conducting(request, public_id)
    asking.put_next(interview=seat.interview, by=seat.user)
    return _back(seat)


@require_POST
def room_put(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = _conducting(request, public_id)
    asking.put_on_table(interview=seat.interview, asked=_posted_question(request, seat), by=seat.user)
    return _back(seat)


@require_POST
def room_skip(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = _conducting(request, public_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise DomainError("Say in a few words why the question is skipped: the report will print it.")
    asking.skip(interview=seat.interview, asked=_posted_question(request, seat), reason=reason, by=seat.user)
    return _back(seat)


@require_safe
def room_bank(request: HttpRequest, public_id: str) -> HttpResponse:
    """Questions that could be added now, by the words typed."""
    seat = _conducting(request, public_id)
    text = request.GET.get("words", "")[:200]
    asked = seat.interview.asked.values("question_version__question")
    found = Question.objects.visible_to(seat.user).active().for_list().matching(text).exclude(pk__in=asked)
    context = {"found": found[:8] if text.strip() else [], "words": text, "interview": seat.interview}
    return render(request, "sessions/room_bank.html", context)


@require_POST
def room_add(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = _conducting(request, public_id)
    bank = Question.objects.visible_to(signed_in(request)).active().select_related("current")
    question = bank.filter(public_id=request.POST.get("question", "")).first()
    if question is None:
        raise DomainError("This question is no longer in the bank.")
    chosen = planned(question)
    asking.add_unplanned(interview=seat.interview, version=chosen.version, minutes=chosen.minutes, by=seat.user)
    return _back(seat)


@require_POST
def note_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers {version} once the text is committed, or 409 {version, body} with the newer text."""
    seat = own_seat(request, public_id)
    asked = _posted_question(request, seat)
    save = posted_save(request, body=request.POST.get("body", ""))
    try:
        note = save_note(member=seat, asked=asked, save=save)
    except Stale as stale:
        return JsonResponse({"version": stale.version, "body": stale.body, "sentence": stale.sentence}, status=409)
    if "plain" in request.POST:
        return redirect("room", seat.interview.public_id)
    return JsonResponse({"version": note.version})


def posted_save(request: HttpRequest, *, body: str) -> Save:
    raw = request.POST.get("base_version", "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise BadRequest("The save is not of the expected form. Please reload the page.")
    return Save(op_id=request.POST.get("op_id", ""), base_version=int(raw), body=body)
