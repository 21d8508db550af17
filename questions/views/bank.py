from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import require, signed_in
from core.errors import BadRequest, Conflict
from core.markdown import render as render_markdown
from questions.forms import QuestionForm, initial_of
from questions.models import Question
from questions.querysets import QuestionQuerySet
from questions.services.bank import Content, add_question, revise_question, set_retired


def _reading(request: HttpRequest) -> QuestionQuerySet:
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)
    return Question.objects.visible_to(user)


def _find(request: HttpRequest, public_id: str) -> Question:
    bank = _reading(request).select_related("current__guide", "topic", "source", "owner")
    return get_object_or_404(bank.prefetch_related("levels"), public_id=public_id)


@require_safe
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    context = {
        "question": found,
        "guide": getattr(found.current, "guide", None),
        "versions": found.versions.select_related("author"),
        "is_owner": found.owner_id == signed_in(request).pk,
    }
    return render(request, "questions/question.html", context)


@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_question(owner=user, content=form.content(), place=form.place())
        messages.success(request, "The question is in the bank.")
        return redirect("question", made.public_id)
    return _form(request, form, "Write a question")


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    user = signed_in(request)
    require(found.owner_id == user.pk, "Only its owner can change a question.")
    form = QuestionForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            revise_question(
                question=found,
                by=user,
                base_version=form.cleaned_data["base_version"],
                content=form.content(_content(found)),
                place=form.place(),
                reason=form.cleaned_data["reason"],
            )
        except Conflict as stale:
            form.add_error(None, stale.sentence)
            return _form(request, form, "Change the question", status=409)
        messages.success(request, "Saved as the newest version. Interviews keep the one they asked.")
        return redirect("question", found.public_id)
    return _form(request, form, "Change the question")


def _content(found: Question) -> Content:
    guide = getattr(found.current, "guide", None)
    if guide is None:
        return Content("")
    return Content("", answer_label=guide.answer_label, level_answers=guide.level_answers)


def _form(request: HttpRequest, form: QuestionForm, title: str, status: int | None = None) -> HttpResponse:
    answer = status or (422 if form.errors else 200)
    return render(request, "questions/question_form.html", {"form": form, "title": title}, status=answer)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The question and its answer as they will be read."""
    require(signed_in(request).is_interviewer)
    context = {name: render_markdown(request.POST.get(name, "")) for name in ("prompt", "answer")}
    return render(request, "questions/preview.html", context)


@require_POST
def retire(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    wanted = request.POST.get("retired")
    if wanted not in ("yes", "no"):
        raise BadRequest("Say whether the question is to be retired.")
    set_retired(question=found, by=signed_in(request), retired=wanted == "yes")
    messages.success(request, "Retired." if wanted == "yes" else "Back in use.")
    return redirect("question", found.public_id)
