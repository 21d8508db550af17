from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.people import reader, require, signed_in
from questions.models import Question
from reports.models import LeakFlag, QuestionStatistic
from reports.question_figures import ENOUGH, ENOUGH_INTERVIEWS, OVEREXPOSED, TOO_EASY, TOO_HARD, WEAK_SEPARATION
from reports.question_list import lines
from reports.services.measuring import flag_leak, unflag_leak

PAGE = 40


@require_safe
def question_statistics(request: HttpRequest) -> HttpResponse:
    """Of the bank's questions that were asked: how they did, how worn they are, and what to do about it."""
    found = _readable(request)
    wanted = request.GET.get("show") == "advised"
    page = Paginator(found.filter(_advised()) if wanted else found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(page.object_list),
        "wanted": wanted,
        "enough": ENOUGH,
        "enough_interviews": ENOUGH_INTERVIEWS,
    }
    return render(request, "reports/question_statistics.html", context)


@require_safe
def question_figures(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same figures of one question: a part of its page in the bank, and a page of its own without scripts."""
    question = _question(request, public_id)
    told = QuestionStatistic.objects.filter(question=question).select_related("question__current", "question__leak")
    leak: LeakFlag | None = getattr(question, "leak", None)
    context = {
        "question": question,
        "line": next(iter(lines(told)), None),
        "enough": ENOUGH,
        "leak": leak,
        "may_unflag": leak is not None and _may_unflag(signed_in(request), leak),
    }
    part = request.headers.get("HX-Request")
    return render(request, f"reports/question_figures.html{'#figures' if part else ''}", context)


def _readable(request: HttpRequest) -> QuerySet[QuestionStatistic]:
    user = reader(request)
    questions = Question.objects.visible_to(user).filter(retired_at=None)
    rows = QuestionStatistic.objects.filter(question__in=questions).select_related(
        "question__current", "question__leak"
    )
    return rows.order_by(F("share").desc(nulls_last=True), "-asked_in_a_year", "pk")


def _advised() -> Q:
    """The same thresholds as reports.question_figures.advice."""
    worn = Q(share__gt=OVEREXPOSED) | Q(question__leak__isnull=False)
    return worn | Q(discrimination__lt=WEAK_SEPARATION) | Q(ease__gt=TOO_EASY) | Q(ease__lt=TOO_HARD)


def _question(request: HttpRequest, public_id: str) -> Question:
    user = reader(request)
    return get_object_or_404(Question.objects.visible_to(user), public_id=public_id)


def _may_unflag(user: User, flag: LeakFlag) -> bool:
    return user.pk in (flag.reported_by_id, flag.question.owner_id)


@require_POST
def leak_flag(request: HttpRequest, public_id: str) -> HttpResponse:
    question = _question(request, public_id)
    flag_leak(question=question, by=signed_in(request), reason=request.POST.get("reason", ""))
    messages.success(request, "It is marked as seen outside, and the bank shows it as overexposed.")
    return redirect("question", public_id)


@require_POST
def leak_unflag(request: HttpRequest, public_id: str) -> HttpResponse:
    """By whoever reported it, or by the question's owner."""
    flag = get_object_or_404(LeakFlag, question=_question(request, public_id))
    require(
        _may_unflag(signed_in(request), flag), "Whoever reported it takes the mark off, or the owner of the question."
    )
    unflag_leak(flag=flag)
    messages.success(request, "The mark is taken off.")
    return redirect("question", public_id)
