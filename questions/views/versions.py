"""The history of a question: who changed what, when and why; and what changed since an interview asked it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from core.errors import BadRequest
from core.posted import whole_number
from questions.content import content_of_version
from questions.differences import FieldChange, compare
from questions.find import own_question, readable, visible_question
from questions.models import QuestionVersion
from questions.services.bank import restore_version


@require_safe
def question_versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """All versions; `?from=1&to=3` shows the difference, by default what the newest changed."""
    found = visible_question(request, public_id)
    versions = list(found.versions.select_related("author"))
    before, after = _chosen(request, versions)
    context = {
        "question": found,
        "versions": versions,
        "before": before,
        "after": after,
        "changes": _changes(before, after),
        "is_owner": found.owner_id == signed_in(request).pk,
    }
    return render(request, "questions/versions.html", context)


def _changes(before: QuestionVersion | None, after: QuestionVersion | None) -> tuple[FieldChange, ...]:
    return compare(content_of_version(before), content_of_version(after)) if before and after else ()


def _chosen(
    request: HttpRequest, versions: list[QuestionVersion]
) -> tuple[QuestionVersion | None, QuestionVersion | None]:
    """(older, newer) however they were asked for; a question with one version has nothing to compare."""
    newest = versions[0].number if versions else 0
    numbers = sorted((_number(request, "from", newest - 1), _number(request, "to", newest)))
    by_number = {version.number: version for version in versions}
    if numbers[1] not in by_number or (numbers[0] not in by_number and "from" in request.GET):
        raise Http404
    return by_number.get(numbers[0]), by_number[numbers[1]]


def _number(request: HttpRequest, name: str, default: int) -> int:
    return _as_number(request.GET.get(name, str(default)))


def _as_number(raw: str) -> int:
    number = whole_number(raw)
    if number is None:
        raise BadRequest("There is no such version.")
    return number


@require_safe
def changed_since(request: HttpRequest, content_hash: str) -> HttpResponse:
    """From a report or a file that only knows the hash of the version that was asked, to what changed since."""
    asked = QuestionVersion.objects.filter(content_hash=content_hash, question__in=readable(request)).first()
    if asked is None:
        raise Http404
    address = reverse("question_versions", args=[asked.question.public_id])
    return redirect(f"{address}?from={asked.number}")


@require_POST
def version_restore(request: HttpRequest, public_id: str) -> HttpResponse:
    found = own_question(request, public_id)
    version = get_object_or_404(found.versions, number=_as_number(request.POST.get("number", "")))
    restore_version(question=found, by=signed_in(request), version=version)
    messages.success(request, f"Version {version.number} is the newest again.")
    return redirect("question", found.public_id)
