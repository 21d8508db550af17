"""The editor: write, change, look at what it will look like, and merge what two people changed at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.people import signed_in, writer
from core.errors import DomainError
from core.http import render_part
from core.markdown import render as render_markdown
from questions.content import Content, Picture, Place, content_of_version, place_of
from questions.differences import LABELS, compare
from questions.find import own_question
from questions.forms import QuestionForm, initial_of
from questions.giveaway import given_away
from questions.importing.seeing.points import key_points_of
from questions.models import Image, Kind, Question, Tag, Topic
from questions.protected import protected_mentions
from questions.services.bank import NewerVersion, Revision, add_question, revise_question
from questions.services.pictures import keep_picture

_PLACE_LABELS = {
    "kind": "Kind",
    "levels": "Levels",
    "topic": "Topic",
    "use": "Use",
    "visibility": "Who sees it",
    "tags": "Tags",
    "practice_when_asked": "Practice although asked",
}
_CALLED: dict[str, type[TextChoices]] = {"kind": Kind, "use": Question.Use, "visibility": Question.Visibility}


@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    form = _form(request)
    if "suggest" in request.POST:
        return _with_points(request, form, None)
    if request.method == "POST" and form.is_valid() and (made := _made(form, user)):
        messages.success(request, "The question is in the bank.")
        return redirect("question", made.public_id)
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_question(request, public_id)
    form = _form(request, _initial(found))
    if "suggest" in request.POST:
        return _with_points(request, form, found)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form, found)
    return _page(request, form, found)


def _form(request: HttpRequest, initial: dict[str, Any] | None = None) -> QuestionForm:
    form = QuestionForm(request.POST or None, request.FILES or None, initial=initial)
    # Reading the form makes the upload handler run, and say whether it stopped.
    form.too_large = bool(request.META.get("upload.too_large"))
    return form


def _made(form: QuestionForm, user: User) -> Question | None:
    """The new question; None with an error on the form where it was refused."""
    pictures = _pictures(form, user)
    if pictures is None:
        return None
    content = form.content(before=Content(""), pictures=pictures)
    with _refused_on(form):
        return add_question(owner=user, content=content, place=form.place())
    return None


@contextmanager
def _refused_on(form: QuestionForm) -> Iterator[None]:
    """What cannot be saved as it is typed is said on the form, which keeps it."""
    try:
        yield
    except DomainError as refused:
        if refused.status != DomainError.status:
            raise
        form.add_error(None, refused.sentence)


def _initial(found: Question) -> dict[str, Any]:
    place = place_of(found)
    if found.current is None:
        return {}
    return initial_of(content_of_version(found.current), place, version=found.current.number, was=place)


def _pictures(form: QuestionForm, user: User) -> tuple[Picture, ...] | None:
    """Those that stay and the new one; None with an error on the form where the upload is no picture."""
    seen = Image.objects.visible_to(user, Question.objects.visible_to(user)).values_list("public_id", flat=True)
    posted, upload = form.pictures, form.upload
    allowed = set(seen.filter(public_id__in=[picture.image for picture in posted]))
    kept = tuple(picture for picture in posted if picture.image in allowed)
    if upload is None:
        return kept
    try:
        return (*kept, keep_picture(by=user, data=upload, alt=form.cleaned_data["new_alt"]))
    except DomainError as refused:
        form.add_error("new_picture", refused.sentence)
        return None


def _saved(request: HttpRequest, form: QuestionForm, found: Question) -> HttpResponse:
    user = signed_in(request)
    pictures = _pictures(form, user)
    if pictures is None:
        return _page(request, form, found)
    revision = Revision(
        content=form.content(before=_base(found, form.cleaned_data["base_version"]), pictures=pictures),
        place=form.place(),
        reason=form.cleaned_data["reason"],
        base_version=form.cleaned_data["base_version"],
        base_place=form.base(),
    )
    try:
        with _refused_on(form):
            saved = revise_question(question=found, by=user, revision=revision)
            messages.success(request, _said(found, saved))
            return redirect("question", found.public_id)
    except NewerVersion as newer:
        return _merging(request, revision, newer)
    return _page(request, form, found)


def _said(before: Question, after: Question) -> str:
    if before.current_id == after.current_id:
        return "Saved. The text is the same, so there is no new version."
    return "Saved as the newest version. Interviews keep the one they asked."


def _base(found: Question, number: int) -> Content:
    version = found.versions.filter(number=number).first()
    return content_of_version(version) if version else Content("")


def _merging(request: HttpRequest, revision: Revision, newer: NewerVersion) -> HttpResponse:
    """409: the form filled with both sides, and the fields where they contradict each other side by side."""
    newest = newer.newest.current
    if newest is None:
        raise newer
    place = place_of(newer.newest)
    initial = initial_of(newer.content, newer.place, version=newest.number, was=place)
    form = QuestionForm(initial={**initial, "reason": revision.reason})
    theirs = content_of_version(newest)
    extra = {
        "newest": newest,
        "sentence": newer.sentence,
        "contradicting": [
            {"label": LABELS[each.name], "change": each}
            for each in compare(theirs, revision.content)
            if each.name in newer.fields
        ],
        "misplaced": [
            {"label": label, "theirs": _called(place, name), "mine": _called(revision.place, name)}
            for name, label in _PLACE_LABELS.items()
            if name in newer.fields
        ],
    }
    return _page(request, form, newer.newest, status=409, extra=extra)


def _called(place: Place, name: str) -> str:
    """As the form calls it."""
    value = getattr(place, name)
    return dict(_CALLED[name].choices)[value] if name in _CALLED else value or "none"


def _with_points(request: HttpRequest, form: QuestionForm, found: Question | None) -> HttpResponse:
    """The checklist with the answer's list added to it; nothing is saved."""
    points = form.points
    known = {" ".join(point.split()).casefold() for point in points}
    fresh = [p for p in key_points_of(request.POST.get("answer", "")) if " ".join(p.split()).casefold() not in known]
    return _page(
        request, form, found, status=200, extra={"points": [*points, *fresh], "fresh": len(fresh), "asked": True}
    )


def _page(
    request: HttpRequest,
    form: QuestionForm,
    found: Question | None,
    *,
    status: int | None = None,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "question": found,
        "points": form.points,
        "topics": Topic.objects.values_list("name", flat=True),
        "tags": Tag.objects.values_list("name", flat=True)[:500],
        **(extra or {}),
    }
    answer = status or (422 if form.is_bound and form.errors else 200)
    return render_part(request, "questions/question_form.html", context, parts={"key-points"}, status=answer)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The question and its answer as they will be read, and what the lint says of them."""
    writer(request)
    form = QuestionForm(request.POST)
    prompt, answer, points = request.POST.get("prompt", ""), request.POST.get("answer", ""), form.points
    texts = (prompt, answer, *points, request.POST.get("follow_ups", ""), request.POST.get("red_flags", ""))
    context = {
        "prompt": render_markdown(prompt),
        "answer": render_markdown(answer),
        "points": points,
        "pictures": form.pictures,
        "mentions": protected_mentions(texts),
        "giveaways": given_away(prompt, points),
    }
    return render(request, "questions/preview.html", context)
