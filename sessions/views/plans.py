from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.people import signed_in
from core.errors import BadRequest, DomainError
from core.posted import whole_number
from questions.models import Level, Question, Source
from sessions.candidate_lines import CandidateLine
from sessions.find import owned_plan
from sessions.forms import ScheduleForm
from sessions.models import InterviewPlan
from sessions.services.panels import schedule_candidate
from sessions.services.planning import PlannedQuestion, Schedule, planned, proposed_questions, save_plan

# A working day; the form says so too.
MOST_MINUTES = 480

# What one looks for in the bank stays while one adds question after question.
SEARCH = ("q", "level", "source")


@require_safe
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_plan(request, public_id)
    user = signed_in(request)
    text, level, source = (request.GET.get(name, "")[:200] for name in SEARCH)
    bank = Question.objects.visible_to(user).active().for_list().matching(text)
    if level in Level.values:
        bank = bank.at_level(level)
    if source:
        bank = bank.filter(source__public_id=source)
    items = list(found.items.select_related("question_version__question__topic"))
    in_plan = [item.question_version.question_id for item in items]
    context = {
        "plan": found,
        "items": items,
        "total": (total := sum(item.minutes for item in items)),
        "over": max(0, total - found.budget),
        "bank": bank.exclude(pk__in=in_plan)[:40],
        "q": text,
        "level": level,
        "levels": Level.choices,
        "source": source,
        "sources": Source.objects.filter(questions__in=Question.objects.visible_to(user)).distinct(),
    }
    return render(request, "sessions/plan.html", context)


@require_POST
def plan_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Saves the whole list as the form shows it, with one button's change applied to it."""
    found = owned_plan(request, public_id)
    user = signed_in(request)
    button = request.POST.get("button", "")
    questions = _posted_questions(user, found, request.POST, button)
    save_plan(
        plan=found,
        base_version=_number(request.POST.get("base_version")),
        title=request.POST.get("title", "").strip()[:200] or found.title,
        budget=_minutes(request.POST.get("budget")),
        questions=questions,
    )
    if not button:
        messages.success(request, "Plan saved.")
    return redirect(_back(request, found, button))


@require_POST
def plan_propose(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_plan(request, public_id)
    user = signed_in(request)
    level = found.position.target_level
    questions = proposed_questions(user=user, target_level=level, budget=found.budget)
    if not questions:
        raise DomainError("No question of this level or its neighbours fits. Import or write some first.")
    save_plan(
        plan=found,
        base_version=_number(request.POST.get("base_version")),
        title=found.title,
        budget=found.budget,
        questions=[planned(question) for question in questions],
    )
    messages.success(request, f"{len(questions)} questions proposed. Change what you like.")
    return redirect("plan", found.public_id)


def _number(raw: str | None) -> int:
    number = whole_number(raw)
    if number is None:
        raise BadRequest("A number was expected.")
    return number


def _minutes(raw: str | None) -> int:
    minutes = _number(raw)
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError(f"Write whole minutes from 1 to {MOST_MINUTES}.")
    return minutes


def _back(request: HttpRequest, found: InterviewPlan, button: str) -> str:
    """Where the button was pressed: at the results, at the row that moved, or at the list."""
    action, _, target = button.partition(":")
    looked_for = {name: value[:200] for name in SEARCH if (value := request.GET.get(name))}
    place = {"add": "bank", "up": f"question-{target}", "down": f"question-{target}"}.get(action, "order")
    return reverse("plan", args=[found.public_id], query=looked_for, fragment=place)


def _posted_questions(user: User, found: InterviewPlan, data: QueryDict, button: str) -> list[PlannedQuestion]:
    order = _reordered(list(dict.fromkeys(data.getlist("question"))), button)
    bank = Question.objects.visible_to(user).select_related("current")
    known = {q.public_id: q for q in bank.filter(public_id__in=order)}
    kept = {i.question_version.question_id: i for i in found.items.select_related("question_version")}
    chosen = []
    for public_id in order:
        if public_id not in known:
            raise BadRequest("A question of this plan is no longer there. Reload the plan.")
        question = known[public_id]
        # A question that the plan already held keeps the version that was planned.
        version = kept[question.pk].question_version if question.pk in kept else planned(question).version
        raw = data.get(f"minutes:{public_id}")
        chosen.append(PlannedQuestion(version, _minutes(raw) if raw else planned(question).minutes))
    return chosen


def _reordered(order: list[str], button: str) -> list[str]:
    """Applies one button: "up:ID", "down:ID", "remove:ID", "add:ID", or "" for none."""
    action, _, target = button.partition(":")
    if action == "add":
        return order if target in order else [*order, target]
    if target not in order:
        return order
    at = order.index(target)
    order.pop(at)
    if action == "remove":
        return order
    order.insert(max(0, at - 1) if action == "up" else at + 1, target)
    return order


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, public_id: str) -> HttpResponse:
    found = owned_plan(request, public_id)
    user = signed_in(request)
    form = ScheduleForm(request.POST or None, lead=user, initial={"minutes": found.budget})
    if request.method == "POST" and form.is_valid():
        return _scheduled(request, user, found, form)
    context = {"form": form, "plan": found, "empty": not found.items.exists()}
    return render(request, "sessions/schedule.html", context, status=422 if form.errors else 200)


def _scheduled(request: HttpRequest, user: User, found: InterviewPlan, form: ScheduleForm) -> HttpResponse:
    data = form.cleaned_data
    made = schedule_candidate(
        owner=user,
        plan=found,
        line=CandidateLine(data["candidate_name"], data["candidate_email"]),
        schedule=Schedule(data["starts_at"], data["minutes"], user, tuple(data["panel"]), tuple(data["shadows"])),
        invite=data["invite"],
    )
    if made.invited:
        candidate = data["candidate_email"]
        messages.success(request, f"The interview is scheduled. The panel and {candidate} are invited by mail.")
    else:
        messages.success(request, "The interview is scheduled and the panel invited. Next: make the candidate's link.")
    return redirect("interview", made.interview.public_id)
