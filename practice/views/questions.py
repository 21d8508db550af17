"""Finding one question to practise. The search looks at prompts alone: a hit on a word of the expected answer would
give that word away (I1)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.people import practising
from core.errors import BadRequest
from practice.find import practice_question
from practice.forms import SearchForm
from practice.models import Attempt, Mark, StudySet
from practice.services.marks import set_pace, toggle_mark
from practice.services.runs import NEVER, latest_answers
from practice.views.home import topics_of
from questions.models import Level, Question
from questions.querysets import QuestionQuerySet

PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    question: Question
    value: Decimal | None
    practised_at: datetime | None
    marks: frozenset[str]


@require_safe
def practice_questions(request: HttpRequest) -> HttpResponse:
    user = practising(request)
    search = SearchForm(request.GET)
    chosen = search.cleaned_data if search.is_valid() else {}
    page = Paginator(_found(user, chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(user, list(page.object_list)),
        "search": {name: request.GET.get(name, "")[:200] for name in search.fields},
        "searched": any(chosen.values()),
        "levels": Level.choices,
        "topics": topics_of(user),
        "sets": StudySet.objects.visible_to(user),
        "marks": search.fields["mark"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "practice/questions.html", context)


def _found(user: User, chosen: dict[str, str]) -> QuestionQuerySet:
    bank = Question.objects.practisable_by(user).exclude(current=None).for_list()
    for word in chosen.get("q", "").split()[:10]:
        bank = bank.filter(current__prompt__icontains=word)
    if chosen.get("level"):
        bank = bank.at_level(chosen["level"])
    if chosen.get("topic"):
        bank = bank.filter(topic__public_id=chosen["topic"])
    return _marked(bank, user, chosen.get("mark", "")).order_by("topic__name", "source_position", "pk")


def _marked(bank: QuestionQuerySet, user: User, mark: str) -> QuestionQuerySet:
    if mark in Mark.Kind.values:
        return bank.filter(pk__in=Mark.objects.visible_to(user).filter(kind=mark).values("question"))
    if mark == "new":
        seen = Attempt.objects.visible_to(user).answered().values("question_version__question")
        return bank.exclude(pk__in=seen)
    return bank


def _rows(user: User, questions: list[Question]) -> list[Row]:
    latest = latest_answers(user)
    marks: dict[int, set[str]] = {}
    for question, kind in Mark.objects.visible_to(user).values_list("question", "kind"):
        marks.setdefault(question, set()).add(kind)
    known = [(question, latest.get(question.pk, NEVER)) for question in questions]
    return [Row(q, last.value, last.at, frozenset(marks.get(q.pk, ()))) for q, last in known]


@require_POST
def question_mark(request: HttpRequest, public_id: str) -> HttpResponse:
    question = practice_question(request, public_id)
    kind = request.POST.get("kind", "")
    if kind not in Mark.Kind.values:
        raise BadRequest("A question is bookmarked, or marked as needing work.")
    toggle_mark(user=practising(request), question=question, kind=kind)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "practice_questions")


@require_POST
def timer(request: HttpRequest) -> HttpResponse:
    """How fast this person's clock runs, said from a question's page."""
    user = practising(request)
    set_pace(user=user, pace=request.POST.get("pace", ""))
    attempt = Attempt.objects.visible_to(user).filter(public_id=request.POST.get("attempt", "")).first()
    return redirect("attempt", attempt.public_id) if attempt else redirect("practice")
