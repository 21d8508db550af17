"""The same jobs as the product's pages, done with as little as Django can do them. They are measured, never served."""

import csv
from collections import defaultdict

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Avg, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.people import signed_in
from questions.models import Question
from rubric.models import Rating, Scorecard
from sessions.models import InterviewSession

ROWS = 50


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@login_required
def candidates(request: HttpRequest) -> HttpResponse:
    """Four queries: session, person, 50 interviews, their means."""
    mine = InterviewSession.objects.filter(owner=signed_in(request), state="completed")
    rows = list(mine.select_related("candidate", "position")[:ROWS])
    given = Rating.objects.filter(scorecard__seat__interview__in=[row.pk for row in rows])
    means = dict(given.values_list("scorecard__seat__interview").annotate(Avg("value")))
    return render(request, "limits/candidates.html", {"rows": [(row, means.get(row.pk)) for row in rows]})


@login_required
def candidate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Six queries: session, person, interview, panel, ratings, questions asked."""
    mine = InterviewSession.objects.filter(owner=signed_in(request)).select_related("candidate", "position")
    interview = get_object_or_404(mine, public_id=public_id)
    ratings: dict[int, list[Rating]] = defaultdict(list)
    for rating in Rating.objects.filter(scorecard__seat__interview=interview).select_related("criterion"):
        ratings[rating.scorecard_id].append(rating)
    seats = interview.panel.select_related("user", "scorecard")
    panel = [(seat, ratings[seat.scorecard_id or 0]) for seat in seats]
    asked = interview.asked.select_related("question_version")
    return render(request, "limits/candidate.html", {"interview": interview, "panel": panel, "asked": asked})


@login_required
@transaction.atomic
def save_score(request: HttpRequest, public_id: str) -> HttpResponse:
    own = Scorecard.objects.select_for_update(of=("self",)).filter(author=signed_in(request), state="draft")
    card = get_object_or_404(own, seat__interview__public_id=public_id)
    criterion = get_object_or_404(card.rubric_version.criteria, public_id=request.POST["criterion"])
    Rating.objects.update_or_create(scorecard=card, criterion=criterion, defaults={"value": request.POST["value"]})
    return HttpResponse(status=204)


@login_required
def bank(request: HttpRequest) -> HttpResponse:
    """Five queries: session, person, how many, a page of questions, their levels."""
    questions = Question.objects.select_related("current", "topic").order_by("-pk")
    return _questions(request, questions.count(), list(questions.prefetch_related("levels")[:ROWS]))


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Every word somewhere in the text, by LIKE; unranked."""
    wanted = Q()
    for word in request.GET["q"].lower().split():
        wanted &= Q(search_text__contains=word)
    found = Question.objects.filter(wanted).select_related("current", "topic").order_by("-pk")
    return _questions(request, found.count(), list(found.prefetch_related("levels")[:ROWS]))


def _questions(request: HttpRequest, count: int, rows: list[Question]) -> HttpResponse:
    return render(request, "limits/bank.html", {"count": count, "rows": rows})


@login_required
def scorecards_csv(request: HttpRequest) -> HttpResponse:
    """A row for each scorecard and a column for each criterion, out of four queries."""
    values: dict[int, list[str]] = defaultdict(list)
    given = Rating.objects.filter(scorecard__state="submitted").order_by("criterion__position")
    for card, value in given.values_list("scorecard", "value"):
        values[card].append(str(value))
    cards = Scorecard.objects.filter(state="submitted", seat__interview__owner=signed_in(request))
    fields = ("pk", "seat__interview__candidate__name", "author__full_name", "recommendation", "submitted_at")
    answer = HttpResponse(content_type="text/csv")
    writer = csv.writer(answer)
    for pk, *row in cards.values_list(*fields):
        writer.writerow([*row, *values[pk]])
    return answer
