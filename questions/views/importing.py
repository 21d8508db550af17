from collections.abc import Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.people import require, signed_in
from core.errors import BadRequest, DomainError, TooLarge
from questions.forms import UploadForm
from questions.models import ImportDraft, Kind, Level, Source
from questions.services.imports import (
    choose,
    confirm_import,
    discard_import,
    parsed,
    preview_rows,
    start_import,
    waiting_imports,
)

TOO_LARGE = "A file is larger than 5 MB, or all of them together than 20 MB. Split it and import the parts."


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer)
    if request.method == "GET":
        return _page(request, user, [])
    try:
        drafts, refused = _drafted(user, _files(request))
    except DomainError as wrong:
        return _page(request, user, [wrong.sentence], wrong.status)
    if refused:
        return _page(request, user, refused, 422)
    return redirect("import_preview", drafts[0].public_id) if len(drafts) == 1 else redirect("import_upload")


def _page(request: HttpRequest, user: User, refused: Sequence[str], status: int = 200) -> HttpResponse:
    context = {"form": UploadForm(), "waiting": waiting_imports(user), "refused": refused}
    return render(request, "questions/upload.html", context, status=status)


def _files(request: HttpRequest) -> "list[UploadedFile[bytes]]":
    # Reading the form makes the upload handler run, and say whether it stopped.
    files = request.FILES.getlist("file")
    if request.META.get("upload.too_large"):
        raise TooLarge(TOO_LARGE)
    if not files:
        raise DomainError("Choose a file first.")
    return files


def _drafted(user: User, files: "Sequence[UploadedFile[bytes]]") -> tuple[list[ImportDraft], list[str]]:
    """(drafts of the files that could be read, a sentence for each that could not)."""
    drafts, refused = [], []
    for file in files:
        name = file.name or "document"
        try:
            drafts.append(start_import(user=user, file_name=name, data=file.read()))
        except DomainError as unreadable:
            refused.append(f"{name}: {unreadable.sentence}" if len(files) > 1 else unreadable.sentence)
    return drafts, refused


def _find(request: HttpRequest, public_id: str) -> ImportDraft:
    return get_object_or_404(ImportDraft, public_id=public_id, user=signed_in(request))


@require_safe
def import_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = _find(request, public_id)
    document = parsed(draft)
    context = {
        "draft": draft,
        "document": document,
        "rows": preview_rows(draft, document),
        "levels": Level.choices,
        "kinds": Kind.choices,
        "criteria": sum(len(rubric.criteria) for rubric in document.rubrics),
    }
    return render(request, "questions/import_preview.html", context)


@require_POST
def import_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = _find(request, public_id)
    choose(draft=draft, rows=_choices(request))
    source = confirm_import(draft=draft)
    messages.success(request, f"{source.questions.count()} questions imported from “{source.title}”.")
    return _after(request, source)


def _after(request: HttpRequest, source: Source) -> HttpResponse:
    """On to the next file of the same upload, or to what was imported."""
    if waiting_imports(signed_in(request)):
        return redirect("import_upload")
    return redirect(f"{reverse('questions')}?source={source.public_id}")


@require_POST
def import_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = _find(request, public_id)
    discard_import(draft=draft)
    messages.success(request, f"“{draft.file_name}” was discarded. Nothing of it is in the bank.")
    return redirect("import_upload")


def _choices(request: HttpRequest) -> dict[str, dict[str, object]]:
    """What each row of the preview was set to, by its line."""
    rows: dict[str, dict[str, object]] = {}
    for line in request.POST.getlist("line"):
        level, kind = request.POST.get(f"level:{line}", ""), request.POST.get(f"kind:{line}", "")
        if level not in ("", *Level.values) or kind not in Kind.values:
            raise BadRequest("A level or kind of the preview does not exist. Reload the preview.")
        rows[line] = {"level": level, "kind": kind, "skip": f"take:{line}" not in request.POST}
    return rows
