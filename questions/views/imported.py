"""What an import did to the bank, and the way back."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in, writer
from questions.models import ImportChange, Source
from questions.services.undoing import Undone, undo_import

CHANGES = 100


def _find(request: HttpRequest, public_id: str) -> Source:
    return get_object_or_404(Source.objects.filter(imported_by=writer(request)), public_id=public_id)


@require_safe
def imported(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an import did, question by question, and the way back."""
    source = _find(request, public_id)
    kept = source.changes.filter(what=ImportChange.What.KEPT)
    changes = source.changes.exclude(pk__in=kept).select_related("question__current", "before", "after")
    context = {
        "source": source,
        "page": Paginator(changes, CHANGES).get_page(request.GET.get("page")),
        "kept": kept.count(),
        "later": source.next_editions.filter(undone_at=None).exists(),
    }
    return render(request, "questions/imported.html", context)


@require_POST
def import_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    source = _find(request, public_id)
    done = undo_import(source=source, by=signed_in(request))
    messages.success(request, f"The import of “{source.title}” was taken back: {', '.join(_taken_back(done))}.")
    return redirect("import_upload")


def _taken_back(done: Undone) -> Iterator[str]:
    yield f"{done.removed} removed"
    if done.retired:
        why = "it is in use or was changed" if done.retired == 1 else "they are in use or were changed"
        yield f"{done.retired} retired because {why}"
    if done.restored:
        yield f"{done.restored} restored"
    if done.left:
        yield f"{done.left} left because somebody changed {'it' if done.left == 1 else 'them'} since"
