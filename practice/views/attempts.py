"""Practice is private: only one's own attempts, only questions marked for practice."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.people import practising
from core.errors import BadRequest
from core.posted import posted_save, stale_answer, whole_number
from core.saving import Save, Stale
from practice.anchors import ANCHORS, STEPS
from practice.comparison import compare
from practice.find import (
    asked_follow_ups,
    hints_left,
    is_withdrawn,
    own_attempt,
    own_words,
    practice_question,
    revealed_guide,
    shown_hints,
)
from practice.models import Attempt, Card, Mark
from practice.schedule import on_day, reason, recall_at
from practice.services.attempts import (
    answer_attempt,
    discard_withdrawn,
    label_point,
    reflect,
    save_draft,
    save_sheet,
    show_hint,
    start_attempt,
)
from practice.services.cards import rate_attempt
from practice.sheets import sheets_of
from practice.views.home import preparation_of
from practice.views.runs import next_in
from questions.find import version_picture
from rubric.choosing import criteria_on

GONE = (
    "This question was taken out of practice meanwhile. What you write is kept, for you alone; it cannot be compared "
    "with an expected answer any more."
)


@require_POST
def attempt_new(request: HttpRequest) -> HttpResponse:
    question = practice_question(request, request.POST.get("question", ""))
    return redirect("attempt", start_attempt(user=practising(request), question=question).public_id)


@require_safe
def attempt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The guide is fetched only for an attempt that is answered or given up (I1)."""
    found = own_words(request, public_id)
    if found.run and found.run.is_mock and found.revealed_at is None:
        return redirect("mock", found.run.public_id)
    if is_withdrawn(found):
        return _withdrawn(request, found)
    return _reveal(request, found) if found.revealed_at else _question(request, found)


@require_safe
def attempt_picture(request: HttpRequest, public_id: str, picture_id: str) -> HttpResponse:
    return version_picture(own_attempt(request, public_id).question_version_id, picture_id)


def _withdrawn(request: HttpRequest, found: Attempt) -> HttpResponse:
    """The person's own words, and not a word of the question (I1)."""
    context = {"attempt": found, "sheets": sheets_of(found), "next": next_in(found.run, found)}
    return render(request, "practice/withdrawn.html", context, status=410)


def _question(request: HttpRequest, found: Attempt) -> HttpResponse:
    preparation = preparation_of(found.user)
    context = {
        "attempt": found,
        "hints": shown_hints(found),
        "hints_left": hints_left(found),
        "preparation": preparation,
        "allowed": preparation.planned_for(found.question_version.minutes),
        "timed": found.run is not None and found.run.mode == "timed",
        "of": found.run.attempts.count() if found.run else None,
        "sheets": sheets_of(found),
    }
    return render(request, "practice/attempt.html", context)


def _reveal(request: HttpRequest, found: Attempt) -> HttpResponse:
    guide = revealed_guide(found)
    card = Card.objects.visible_to(found.user).filter(question=found.question_version.question_id).first()
    context = {
        "attempt": found,
        "guide": guide,
        "comparison": compare(found, guide) if guide else None,
        "anchors": ANCHORS,
        "steps": STEPS,
        "criteria": criteria_on(found.question_version.question.topic_id),
        "card": card,
        "reason": _reason(found, card),
        "recall": _recall(found, card),
        "marks": set(_marks(found)),
        "follow_ups": asked_follow_ups(found) if guide else [],
        "sheets": sheets_of(found),
        "next": next_in(found.run, found),
    }
    return render(request, "practice/reveal.html", context)


def _reason(found: Attempt, card: Card | None) -> str:
    if card is None or found.self_value is None or found.card_before is None:
        return ""
    return reason(found.self_value, found.card_before or None, card.state)


def _recall(found: Attempt, card: Card | None) -> tuple[object, int] | None:
    """The day of the interview and the predicted recall then, in whole per cent."""
    day = preparation_of(found.user).interview_on
    if card is None or day is None or day < timezone.localdate():
        return None
    return day, round(100 * recall_at(card.state, on_day(day)))


def _marks(found: Attempt) -> list[str]:
    own = Mark.objects.visible_to(found.user).filter(question=found.question_version.question_id)
    return list(own.values_list("kind", flat=True))


def posted_seconds(request: HttpRequest) -> int | None:
    """What the browser's timer counted; anything else than a plain number is unknown."""
    return whole_number(request.POST.get("seconds"), most=999_999)


@require_POST
def attempt_save(request: HttpRequest, public_id: str) -> HttpResponse:
    found, seconds = own_words(request, public_id), posted_seconds(request)
    return _kept(request, found, lambda save: save_draft(attempt=found, save=save, seconds=seconds).version)


@require_POST
def sheet_save(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    found = own_words(request, public_id)
    return _kept(request, found, lambda save: save_sheet(attempt=found, kind=kind, save=save).version)


def _kept(request: HttpRequest, found: Attempt, keep: Callable[[Save], int]) -> HttpResponse:
    """Answers {version}, or 409 with the newest text; `notice` where the text is kept but the question is gone."""
    save = posted_save(request, body=request.POST.get("body", ""))
    try:
        version = keep(save)
    except Stale as stale:
        return stale_answer(request, stale, mine=save.body, back=reverse("attempt", args=[found.public_id]))
    if "plain" in request.POST:
        messages.success(request, "Saved.")
        return redirect("attempt", found.public_id)
    in_mock = found.run is not None and found.run.is_mock
    return JsonResponse({"version": version} | ({"notice": GONE} if not in_mock and is_withdrawn(found) else {}))


@require_POST
def attempt_hint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers with the hints as they now stand, or why there are none; the editor beside them is never swapped."""
    found, partly = own_words(request, public_id), "HX-Request" in request.headers
    if partly and is_withdrawn(found):
        return render(request, "practice/attempt.html#hints", {"attempt": found, "withdrawn": True})
    found = show_hint(attempt=found)
    if not partly:
        return redirect("attempt", found.public_id)
    context = {"attempt": found, "hints": shown_hints(found), "hints_left": hints_left(found)}
    return render(request, "practice/attempt.html#hints", context)


@require_POST
def attempt_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Without a text the saved draft is the answer: then the page's script has saved it before."""
    found = own_words(request, public_id)
    body = request.POST.get("body")
    answer_attempt(attempt=found, body=body, seconds=posted_seconds(request), gave_up="give_up" in request.POST)
    return redirect("attempt", found.public_id)


@require_POST
def attempt_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    discard_withdrawn(attempt=own_words(request, public_id))
    messages.success(request, "Your words are deleted.")
    return redirect("practice")


@require_POST
def attempt_rate(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_attempt(request, public_id)
    value = request.POST.get("value", "")
    if value not in STEPS:
        raise BadRequest("A value is 1 to 5 in half steps.")
    card = rate_attempt(attempt=found, value=Decimal(value))
    messages.success(request, f"Noted. This question is due again on {timezone.localdate(card.due_at):%-d %B %Y}.")
    if found.run and found.run.is_mock:
        return redirect("mock", found.run.public_id)
    return redirect("attempt", found.public_id)


@require_POST
def attempt_label(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers with the key points as they now stand."""
    found = own_attempt(request, public_id)
    said = {"yes": True, "no": False, "unsaid": None}
    point, covered = whole_number(request.POST.get("point")), request.POST.get("covered", "")
    if covered not in said or point is None:
        raise BadRequest("Say for one of the key points whether you covered it.")
    label_point(attempt=found, position=point, covered=said[covered])
    guide = revealed_guide(found)
    if not request.headers.get("HX-Request") or guide is None:
        return redirect("attempt", found.public_id)
    context = {"attempt": found, "comparison": compare(found, guide)}
    return render(request, "practice/reveal.html#points", context)


@require_POST
def attempt_reflect(request: HttpRequest, public_id: str) -> HttpResponse:
    found = reflect(attempt=own_attempt(request, public_id), text=request.POST.get("reflection", ""))
    messages.success(request, "Your two lines are kept.")
    return redirect("attempt", found.public_id)
