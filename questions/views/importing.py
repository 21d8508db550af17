from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import require, signed_in
from core.errors import BadRequest, DomainError, TooLarge
from questions.forms import UploadForm
from questions.importing.markdown import decode
from questions.models import ImportDraft, Kind, Level
from questions.services.imports import choose, confirm_import, parsed, preview_rows, start_import

TOO_LARGE = "This file is larger than 5 MB. Split the document and import the parts."


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(user.is_interviewer)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            return _drafted(request)
        except DomainError as refused:
            form = UploadForm({})
            form.full_clean()
            form.errors.clear()
            form.add_error("file", refused.sentence)
            return render(request, "questions/upload.html", {"form": form}, status=refused.status)
    return render(request, "questions/upload.html", {"form": form})


def _drafted(request: HttpRequest) -> HttpResponse:
    # Reading the form makes the upload handler run, and say whether it stopped.
    file = request.FILES.get("file")
    if request.META.get("upload.too_large"):
        raise TooLarge(TOO_LARGE)
    if file is None:
        raise DomainError("Choose a file first.")
    draft = start_import(user=signed_in(request), file_name=file.name or "document", text=decode(file.read()))
    return redirect("import_preview", draft.public_id)


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
    response = redirect("questions")
    response["Location"] += f"?source={source.public_id}"
    return response


def _choices(request: HttpRequest) -> dict[str, dict[str, object]]:
    """What each row of the preview was set to, by its line."""
    rows: dict[str, dict[str, object]] = {}
    for line in request.POST.getlist("line"):
        level, kind = request.POST.get(f"level:{line}", ""), request.POST.get(f"kind:{line}", "")
        if level not in ("", *Level.values) or kind not in Kind.values:
            raise BadRequest("A level or kind of the preview does not exist. Reload the preview.")
        rows[line] = {"level": level, "kind": kind, "skip": f"take:{line}" not in request.POST}
    return rows
