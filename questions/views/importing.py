from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.people import writer
from core.errors import DomainError, TooLarge
from questions.find import own_draft
from questions.forms import UploadForm
from questions.models import ImportDraft, Question, Source
from questions.services.imports import start_import
from questions.services.starters import add_starters, missing_starters
from questions.services.waiting import discard_import, waiting_imports

TOO_LARGE = "A file is larger than 5 MB, or all of them together than 20 MB. Split it and import the parts."
PASTED = "Pasted text"
# Of a person's imports, shown at once, and in all: older ones than these nobody takes back.
LATELY, MOST_IMPORTED = 8, 200
LONGEST_PASTED = 300_000
TOO_LONG = "The pasted text is longer than 300,000 characters. Save it as a file and choose that."


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    if request.method == "GET":
        return _page(request, user, [])
    try:
        drafts, refused = _drafted(user, [*_files(request), *_pasted(request)])
    except DomainError as wrong:
        return _page(request, user, [wrong.sentence], wrong.status)
    if refused:
        return _page(request, user, refused, 422)
    return redirect("import_preview", drafts[0].public_id) if len(drafts) == 1 else redirect("import_upload")


@require_POST
def starters_add(request: HttpRequest) -> HttpResponse:
    user = writer(request)
    added = add_starters(user=user)
    count = Question.objects.filter(source__in=added).count()
    messages.success(request, f"Added {count} questions on {len(added)} subjects.")
    return redirect("questions")


def _page(request: HttpRequest, user: User, refused: Sequence[str], status: int = 200) -> HttpResponse:
    imported = list(Source.objects.filter(imported_by=user, undone_at=None)[:MOST_IMPORTED])
    context = {
        "form": UploadForm(initial={"text": request.POST.get("text", "")}),
        "starters": missing_starters(),
        "waiting": waiting_imports(user),
        "refused": refused,
        "lately": imported[:LATELY],
        "earlier": imported[LATELY:],
    }
    return render(request, "questions/upload.html", context, status=status)


def _files(request: HttpRequest) -> list[tuple[str, bytes]]:
    # Reading the form makes the upload handler run, and say whether it stopped.
    files = request.FILES.getlist("file")
    if request.META.get("upload.too_large"):
        raise TooLarge(TOO_LARGE)
    return [(file.name or "document", file.read()) for file in files]


def _pasted(request: HttpRequest) -> list[tuple[str, bytes]]:
    # Browsers send two characters for the end of a line that their field counts as one.
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST_PASTED:
        raise TooLarge(TOO_LONG)
    return [(PASTED, text.encode())] if text.strip() else []


def _drafted(user: User, documents: Sequence[tuple[str, bytes]]) -> tuple[list[ImportDraft], list[str]]:
    """(drafts of the documents that could be read, a sentence for each that could not)."""
    if not documents:
        raise DomainError("Choose a file first, or paste a text.")
    drafts, refused = [], []
    for name, data in documents:
        try:
            drafts.append(start_import(user=user, file_name=name, data=data))
        except DomainError as unreadable:
            refused.append(f"{name}: {unreadable.sentence}" if len(documents) > 1 else unreadable.sentence)
    return drafts, refused


@require_POST
def import_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = own_draft(request, public_id)
    discard_import(draft=draft)
    messages.success(request, f"“{draft.file_name}” was discarded. Nothing of it is in the bank.")
    return redirect("import_upload")
