"""One's own scorecard: the page, its saves, and the evidence on it. Locking it is in sessions.views.submissions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import require
from core.errors import BadRequest
from core.posted import posted_save, stale_answer
from core.saving import Stale
from rubric.models import Evidence, Scorecard
from rubric.services import scorecards
from rubric.services.corrections import newest_submitted
from sessions.find import asked_question, own_seat
from sessions.models import PanelMember
from sessions.pad.documents import sheets_of
from sessions.scorecard_form import ScorecardForm
from sessions.scorecard_page import criterion_rows, findings

OPEN = ("lobby", "live", "paused", "scoring")


def scoring_seat(request: HttpRequest, public_id: str) -> tuple[PanelMember, Scorecard]:
    """The asking person's seat and the scorecard they work on: an open correction, else the seat's own."""
    seat = own_seat(request, public_id)
    require(seat.scorecard is not None, "A shadow watches and does not score.")
    assert seat.scorecard is not None  # noqa: S101 - for the type checker, after the refusal above
    if seat.scorecard.state == Scorecard.State.DRAFT:
        return seat, seat.scorecard  # only what is submitted is ever corrected
    newest = newest_submitted(seat.scorecard)
    correction = Scorecard.objects.filter(corrects=newest, state=Scorecard.State.DRAFT)
    return seat, correction.select_related("corrects").first() or seat.scorecard


@require_safe
def scorecard(request: HttpRequest, public_id: str) -> HttpResponse:
    seat, card = scoring_seat(request, public_id)
    if card.state == Scorecard.State.SUBMITTED:
        return redirect("scorecard_locked", public_id)
    rows = criterion_rows(card)
    left = sum(not row.judged for row in rows)
    context = {
        "seat": seat,
        "interview": seat.interview,
        "card": card,
        "open": _is_open(seat, card),
        "rows": sorted(rows, key=lambda row: row.judged),
        "in_order": rows,
        "left": left,
        "findings": [] if left else [found for found in findings(card, rows) if not found.blocks],
        "recommendations": Scorecard.Recommendation.choices,
        "confidences": Scorecard.Confidence.choices,
        "kinds": Evidence.Kind.choices,
        "notes": seat.notes.exclude(body="").select_related("asked__question_version"),
        "pads": sheets_of(seat.interview),
        "equal_weights": len({row.criterion.weight for row in rows}) < 2,
    }
    return render(request, "sessions/scorecard.html", context)


def _is_open(seat: PanelMember, card: Scorecard) -> bool:
    return seat.interview.state in OPEN or card.corrects_id is not None


def _open_seat(request: HttpRequest, public_id: str) -> tuple[PanelMember, Scorecard]:
    """For whoever changes something: before the interview and after its scoring only a correction is open."""
    seat, card = scoring_seat(request, public_id)
    if not _is_open(seat, card):
        raise BadRequest("There is nothing to rate: the interview has not begun, or is closed.")
    return seat, card


@require_POST
def scorecard_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers {version}, or 409 with the newest version; what was posted stays on the page."""
    seat, card = _open_seat(request, public_id)
    form = ScorecardForm(seat.interview, request.POST, card)
    save = posted_save(request, body=form.body)
    try:
        saved = scorecards.change(scorecard=card, author=seat.user, save=save, apply=form.apply, as_seen=form.as_seen)
    except Stale as stale:
        return stale_answer(request, stale, mine="", back=request.path.removesuffix("save/"))
    if "plain" in request.POST:
        messages.success(request, "Saved.")
        return redirect("scorecard", seat.interview.public_id)
    return JsonResponse({"version": saved.version})


@require_POST
def evidence_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Links words of one's own note to a criterion."""
    seat, card = _open_seat(request, public_id)
    form = ScorecardForm(seat.interview, request.POST, card)
    criterion = form.criteria.get(request.POST.get("criterion", ""))
    if criterion is None:
        raise BadRequest("This criterion belongs to another rubric.")
    asked = request.POST.get("asked")
    version = asked_question(seat.interview, asked).question_version if asked else None
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")

    def apply(current: Scorecard) -> None:
        scorecards.link_evidence(current, criterion, version, kind=kind, text=text)

    save = posted_save(request, body=form.body)
    # One quote more takes nothing away from what another tab did.
    saved = scorecards.change(scorecard=card, author=seat.user, save=save, apply=apply, as_seen=lambda _: True)
    if "plain" in request.POST:
        return _back(request, seat)
    return JsonResponse({"version": saved.version})


def _back(request: HttpRequest, seat: PanelMember) -> HttpResponse:
    place = "scorecard" if request.POST.get("back") == "scorecard" else "room"
    return redirect(place, seat.interview.public_id)


@require_POST
def evidence_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a quote off one's own draft; its note stays as it is."""
    seat, card = _open_seat(request, public_id)
    found = get_object_or_404(card.evidence, public_id=request.POST.get("evidence", ""))
    save = posted_save(request, body=f"remove:{found.public_id}")
    scorecards.change(scorecard=card, author=seat.user, save=save, apply=lambda _: _remove(found))
    return redirect("scorecard", seat.interview.public_id)


def _remove(found: Evidence) -> None:
    found.delete()
