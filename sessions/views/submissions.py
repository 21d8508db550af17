"""Locking one's scorecard: what will be locked, the receipt, and a correction after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.errors import Conflict
from rubric.lint import blocking
from rubric.models import Scorecard
from rubric.services.corrections import drop_correction, newest_submitted, start_correction
from sessions.find import own_seat
from sessions.models import PanelMember
from sessions.scorecard_page import arithmetic, criterion_rows, findings
from sessions.services.rescoring import refuse_after_decision
from sessions.services.wrap_up import submit_correction, submit_scorecard
from sessions.views.scorecards import scoring_seat

SUBMITTED = Scorecard.State.SUBMITTED


@require_safe
def scorecard_review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that will be locked, on one page, with what the lint asks about it."""
    seat, card = scoring_seat(request, public_id)
    if card.state == SUBMITTED:
        return redirect("scorecard_locked", public_id)
    rows = criterion_rows(card)
    found = findings(card, rows)
    context = _shown(seat, card) | {
        "rows": rows,
        "blocking": blocking(found),
        "asking": [finding for finding in found if not finding.blocks],
        "can_submit": card.corrects_id is not None or (seat.interview.state == "scoring" and not seat.waived_at),
    }
    return render(request, "sessions/scorecard_review.html", context)


def _shown(seat: PanelMember, card: Scorecard) -> dict[str, object]:
    rows = criterion_rows(card)
    return {
        "seat": seat,
        "interview": seat.interview,
        "card": card,
        "rows": rows,
        "made": arithmetic(card, rows),
        "equal_weights": len({row.criterion.weight for row in rows}) < 2,
    }


@require_safe
def scorecard_locked(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own submitted scorecard with its receipt and the versions before it."""
    seat, card = scoring_seat(request, public_id)
    if seat.scorecard is None or seat.scorecard.state != SUBMITTED:
        return redirect("scorecard", public_id)
    waiting = newest_submitted(seat.scorecard)
    context = _shown(seat, seat.scorecard) | {
        "versions": versions(seat.scorecard),
        "open_correction": card if card.pk != seat.scorecard.pk else None,
        "waiting": waiting if waiting.pk != seat.scorecard.pk else None,
        "may_correct": seat.interview.decided_at is None,
    }
    return render(request, "sessions/scorecard_locked.html", context)


def versions(card: Scorecard) -> list[Scorecard]:
    """The scorecard and those that it corrects, newest first."""
    chain = [card]
    while (earlier := chain[-1].corrects) is not None:
        chain.append(earlier)
    return chain


@require_POST
def scorecard_submit(request: HttpRequest, public_id: str) -> HttpResponse:
    seat, card = scoring_seat(request, public_id)
    submitted = submit_correction(member=seat, draft=card) if card.corrects_id else submit_scorecard(member=seat)
    messages.success(request, f"Submitted and locked. Receipt {submitted.content_hash[:12]}.")
    return redirect("scorecard_locked", seat.interview.public_id)


@require_POST
def scorecard_correct(request: HttpRequest, public_id: str) -> HttpResponse:
    seat = own_seat(request, public_id)
    if seat.scorecard is None or seat.scorecard.state != SUBMITTED:
        raise Conflict("There is no submitted scorecard of yours to correct.")
    refuse_after_decision(seat.interview)
    start_correction(scorecard=seat.scorecard, author=seat.user, reason=request.POST.get("reason", ""))
    return redirect("scorecard", seat.interview.public_id)


@require_POST
def correction_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    seat, card = scoring_seat(request, public_id)
    drop_correction(draft=card, author=seat.user)
    messages.success(request, "The correction is dropped. What you submitted stands.")
    return redirect("scorecard_locked", seat.interview.public_id)
