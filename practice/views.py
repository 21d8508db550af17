"""Practice is private: only one's own attempts, only questions marked for practice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from core.errors import BadRequest
from practice.models import Attempt, Card
from practice.services import answer_attempt, rate_attempt, start_attempt
from questions.models import Level, Question


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    level = request.GET.get("level", "")
    bank = Question.objects.practisable().for_list()
    if level in Level.values:
        bank = bank.at_level(level)
    user = signed_in(request)
    recent = Attempt.objects.visible_to(user).select_related("question_version")[:8]
    context = {"questions": bank[:100], "level": level, "levels": Level.choices, "recent": recent}
    return render(request, "practice/practice.html", context)


@require_POST
def attempt_new(request: HttpRequest) -> HttpResponse:
    bank = Question.objects.practisable().select_related("current")
    question = get_object_or_404(bank, public_id=request.POST.get("question", ""))
    return redirect("attempt", start_attempt(user=signed_in(request), question=question).public_id)


def _find(request: HttpRequest, public_id: str) -> Attempt:
    own = Attempt.objects.visible_to(signed_in(request)).select_related("question_version__question")
    return get_object_or_404(own, public_id=public_id)


@require_safe
def attempt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The guide is fetched only for an attempt that is answered or given up (I1)."""
    found = _find(request, public_id)
    context = {"attempt": found, "values": range(1, 6)}
    if found.revealed_at:
        question = found.question_version.question
        context |= {
            "guide": getattr(found.question_version, "guide", None),
            "card": Card.objects.filter(user=found.user, question=question).first(),
        }
    return render(request, "practice/attempt.html", context)


@require_POST
def attempt_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    answer_attempt(attempt=found, body=request.POST.get("body", ""), gave_up="give_up" in request.POST)
    return redirect("attempt", found.public_id)


@require_POST
def attempt_rate(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    value = request.POST.get("value", "")
    if value not in {"1", "2", "3", "4", "5"}:
        raise BadRequest("A value is a whole number from 1 to 5.")
    card = rate_attempt(attempt=found, value=int(value))
    messages.success(request, f"Noted. This question is due again on {card.due_at:%d %B %Y}.")
    return redirect("attempt", found.public_id)
