"""Study sets: one's own, shared ones, and questions of one's own document."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.people import practising
from core.errors import BadRequest, DomainError, TooLarge
from practice.find import own_set, practice_question
from practice.models import Run, StudySet
from practice.services.own_questions import Imported, delete_own, import_own
from practice.services.study_sets import (
    add_to_set,
    copy_set,
    create_set,
    delete_set,
    remove_from_set,
    rename_set,
    share_set,
    shareable,
    stop_sharing,
)
from practice.set_file import questions_in, read_set, write_set
from questions.models import Question

TOO_LARGE = "The file is larger than 5 MB. Split it and import the parts."


@require_http_methods(["GET", "HEAD", "POST"])
def sets(request: HttpRequest) -> HttpResponse:
    """The list; a POST makes an empty set."""
    user = practising(request)
    if request.method != "POST":
        return _page(request, user)
    try:
        made = create_set(user=user, title=request.POST.get("title", ""))
    except DomainError as refused:
        return _page(request, user, refused)
    return redirect("study_set", made.public_id)


def _page(request: HttpRequest, user: User, refused: DomainError | None = None) -> HttpResponse:
    own = StudySet.objects.visible_to(user).with_counts(Question.objects.practisable_by(user))
    context = {"sets": own, "refused": refused.sentence if refused else ""}
    return render(request, "practice/sets.html", context, status=refused.status if refused else 200)


@require_safe
def study_set(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_set(request, public_id)
    bank = Question.objects.practisable_by(found.user).exclude(current=None)
    items = found.items.filter(question__in=bank).select_related("question__current", "question__topic")
    context = {
        "set": found,
        "items": items.prefetch_related("question__levels"),
        "modes": [mode for mode in Run.Mode.choices if mode[0] in ("study", "timed", "mock")],
        "shared_at": _shared_at(found),
    }
    return render(request, "practice/study_set.html", context)


def _shared_at(found: StudySet) -> str:
    return f"{settings.BASE_URL}{reverse('shared_set', args=[found.share_key])}" if found.share_key else ""


@require_POST
def set_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of: rename, share, stop, delete."""
    found = own_set(request, public_id)
    acts = {
        "share": lambda: share_set(study_set=found),
        "stop": lambda: stop_sharing(study_set=found),
        "rename": lambda: rename_set(study_set=found, title=request.POST.get("title", "")),
    }
    act = request.POST.get("act", "")
    if act == "delete":
        delete_set(study_set=found)
        messages.success(request, f"“{found.title}” is deleted. Your answers to its questions stay.")
        return redirect("sets")
    if act not in acts:
        raise BadRequest("A set is renamed, shared or deleted.")
    acts[act]()
    return redirect("study_set", found.public_id)


@require_POST
def set_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a question out of the set; a question of one's own is deleted if that is asked for."""
    found = own_set(request, public_id)
    question = practice_question(request, request.POST.get("question", ""))
    if "delete" in request.POST:
        delete_own(question=question, by=found.user)
    else:
        remove_from_set(study_set=found, question=question)
    return redirect("study_set", found.public_id)


@require_POST
def set_collect(request: HttpRequest) -> HttpResponse:
    """Adds the chosen questions to a set, or to a new one that is named."""
    user = practising(request)
    chosen = Question.objects.practisable_by(user).filter(public_id__in=request.POST.getlist("question"))
    chosen = chosen.order_by("topic__name", "source_position", "pk")
    if not chosen:
        raise DomainError("Tick the questions first.")
    target = request.POST.get("set", "")
    if target == "new":
        into = create_set(user=user, title=request.POST.get("title", ""), questions=chosen)
        added = len(chosen)
    else:
        into = get_object_or_404(StudySet.objects.visible_to(user), public_id=target)
        added = add_to_set(study_set=into, questions=chosen)
    messages.success(request, f"{added} added to “{into.title}”.")
    return redirect("study_set", into.public_id)


@require_safe
def set_file(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_set(request, public_id)
    response = HttpResponse(write_set(found.title, shareable(found)), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="questions.studyset.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def shared_set(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the link sees the questions and may take a copy."""
    user = practising(request)
    found = get_object_or_404(StudySet, share_key=key)
    if request.method == "POST":
        return redirect("study_set", copy_set(shared=found, user=user).public_id)
    context = {"set": found, "questions": shareable(found), "mine": found.user_id == user.pk}
    return render(request, "practice/shared_set.html", context)


@require_POST
def set_read(request: HttpRequest) -> HttpResponse:
    """A set that somebody saved as a file."""
    user = practising(request)
    try:
        file = read_set(_uploaded(request)[1])
        bank = Question.objects.practisable_by(user).select_related("current")
        found = questions_in(file, bank)
        if not found:
            raise DomainError("None of the questions of this set is open for practice here.")
        made = create_set(user=user, title=file.title, questions=found)
    except DomainError as refused:
        return _page(request, user, refused)
    messages.success(request, f"{len(found)} of {len(file.known)} questions are known here.")
    return redirect("study_set", made.public_id)


@require_POST
def own_import(request: HttpRequest) -> HttpResponse:
    """Questions of one's own document, seen by nobody else."""
    user = practising(request)
    try:
        name, data = _uploaded(request)
        done = import_own(user=user, file_name=name, data=data)
    except DomainError as refused:
        return _page(request, user, refused)
    messages.success(request, _told(done))
    return redirect("study_set", done.study_set.public_id)


def _told(done: Imported) -> str:
    if not done.added:
        return "Nothing new: you had every question of this file already."
    known = f" {done.known} you had already." if done.known else ""
    return f"{done.added} question{'' if done.added == 1 else 's'} imported. Only you see them.{known}"


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    file: Any = request.FILES.get("file")
    # Reading the form makes the upload handler run, and say whether it stopped.
    if request.META.get("upload.too_large"):
        raise TooLarge(TOO_LARGE)
    if not file:
        raise DomainError("Choose a file first.")
    return file.name, file.read()
