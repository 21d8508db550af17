"""Where practice starts: one form, and what waits."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.people import practising
from core.errors import DomainError
from practice.forms import PreparationForm, RunForm
from practice.models import Attempt, Card, Preparation, Run, StudySet
from practice.services.runs import start_run
from questions.models import Question, Topic


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    user = practising(request)
    return _page(request, user, _form(user), PreparationForm())


def preparation_of(user: User) -> Preparation:
    """The person's preparation, unsaved where they have not said anything yet."""
    return Preparation.objects.filter(user=user).first() or Preparation(user=user)


def topics_of(user: User) -> Any:
    """Topics that hold something to practise, each with `question_count`."""
    bank = Question.objects.practisable_by(user)
    return Topic.objects.filter(questions__in=bank).annotate(question_count=Count("questions")).order_by("name")


def _form(user: User) -> RunForm:
    return RunForm(topics=topics_of(user), sets=StudySet.objects.visible_to(user), initial=_initial(user))


def _initial(user: User) -> dict[str, Any]:
    return {"mode": Run.Mode.STUDY, "level": preparation_of(user).target_level, "number": 5}


def _page(
    request: HttpRequest, user: User, form: RunForm, preparing: PreparationForm, status: int = 200
) -> HttpResponse:
    now, preparation = timezone.now(), preparation_of(user)
    bank = Question.objects.practisable_by(user)
    open_runs = Run.objects.visible_to(user).filter(finished_at=None).annotate(question_count=Count("attempts"))
    context = {
        "form": form,
        "preparing": preparing if preparing.is_bound else PreparationForm(instance=preparation),
        "preparation": preparation,
        "days_left": _days_until(preparation),
        "due": Card.objects.visible_to(user).practisable(bank).due(now).count(),
        "this_week": answered_since(user, _monday()),
        "open_runs": open_runs[:5],
        "open_attempts": _begun(user, bank),
        "withdrawn": Attempt.objects.visible_to(user).withdrawn(bank)[:5],
        "recent": Attempt.objects.visible_to(user).answered().with_question().order_by("-revealed_at")[:5],
    }
    return render(request, "practice/practice.html", context, status=status)


def _begun(user: User, bank: Any) -> Any:
    return Attempt.objects.visible_to(user).open().filter(run=None).practisable(bank).with_question()[:5]


def _days_until(preparation: Preparation) -> int | None:
    if preparation.interview_on is None:
        return None
    return (preparation.interview_on - timezone.localdate()).days


def _monday() -> Any:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return start - timedelta(days=start.weekday())


def answered_since(user: User, moment: Any) -> int:
    return Attempt.objects.visible_to(user).filter(answered_at__gte=moment, gave_up=False).count()


@require_POST
def run_new(request: HttpRequest) -> HttpResponse:
    user = practising(request)
    form = RunForm(request.POST, topics=topics_of(user), sets=StudySet.objects.visible_to(user))
    if form.is_valid():
        try:
            return redirect("run", start_run(user=user, choice=form.choice()).public_id)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    return _page(request, user, form, PreparationForm(), status=422)


@require_POST
def preparation(request: HttpRequest) -> HttpResponse:
    user = practising(request)
    preparing = PreparationForm(request.POST, instance=preparation_of(user))
    if preparing.is_valid():
        preparing.save()
        messages.success(request, "Noted.")
        return redirect("practice")
    return _page(request, user, _form(user), preparing, status=422)
