"""Where the questions of a waiting document begin: said line by line, and read again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.errors import BadRequest
from core.http import render_part
from core.posted import whole_number
from questions.beginnings import Beginnings, remarks_by_line
from questions.find import own_draft
from questions.models import ImportDraft, WaitingFile
from questions.services.beginnings import (
    NOT_KEPT,
    as_first,
    take_back,
    turn_alike,
    turn_line,
    turn_look,
)

TEMPLATE = "questions/import_beginnings.html"
WHOLE = ("take", "leave", "asking", "only")
OFFERS = 6


@require_http_methods(["GET", "POST"])
def import_beginnings(request: HttpRequest, public_id: str) -> HttpResponse:
    """The document line by line; a change is kept at once, and the rows of the preview wait until it is read again."""
    draft = own_draft(request, public_id, without=("document",))
    if request.method == "GET":
        return _page(request, draft, _number(request.GET.get("line")), _number(request.GET.get("page")))
    line = _change(request, draft)
    if request.headers.get("HX-Request"):
        return _page(request, draft, line, _number(request.POST.get("page")))
    at = f"?line={line}&turned=yes#turn-{line}" if line else f"?page={_number(request.POST.get('page')) or 1}"
    return redirect(reverse("import_beginnings", args=[draft.public_id]) + at)


def _number(raw: str | None) -> int:
    """0 for what is no number, as for what was not said."""
    return whole_number(raw, most=9_999_999) or 0


def _change(request: HttpRequest, draft: ImportDraft) -> int:
    """Does what the one button of the form says; the line that it was said of, or 0."""
    known = _posted(request, "readings")
    for name in ("begin", "not"):
        if name in request.POST:
            line = _posted(request, name)
            turn_line(draft=draft, readings=known, line=line, begins=name == "begin")
            return line
    if "alike" in request.POST:
        turn_alike(draft=draft, readings=known, line=_posted(request, "alike"))
        return _posted(request, "alike")
    for name in WHOLE:
        if name in request.POST:
            turn_look(draft=draft, readings=known, look=_posted(request, name), how=name)
            return 0
    _go_back(request, draft, known)
    return 0


def _go_back(request: HttpRequest, draft: ImportDraft, readings: int) -> None:
    if "back" in request.POST:
        take_back(draft=draft, readings=readings)
    elif "first" in request.POST:
        as_first(draft=draft, readings=readings)
    else:
        raise BadRequest("The form says nothing. Reload the page.")


def _posted(request: HttpRequest, name: str) -> int:
    number = whole_number(request.POST.get(name), most=9_999_999)
    if number is None:
        raise BadRequest("The form is not of the expected shape. Reload the page.")
    return number


def _page(request: HttpRequest, draft: ImportDraft, line: int, page: int) -> HttpResponse:
    file = WaitingFile.objects.filter(draft=draft).first()
    if file is None:
        return _without_text(request, draft)
    file.draft = draft
    laid = Beginnings(file, remarks_by_line(draft))
    page = min(page, laid.pages) or laid.page_of(line)
    lines = laid.shown(page)
    offers = laid.offers()
    context: dict[str, Any] = {
        "draft": draft,
        "file": file,
        "laid": laid,
        "lines": lines,
        "page": page,
        "offers": offers[:OFFERS],
        "more_offers": offers[OFFERS:],
        "at": line,
        "said": laid.said_of(line) if request.method == "POST" or "turned" in request.GET else None,
        "next_unsure": laid.next_unsure(lines[-1].number),
    }
    return render_part(request, TEMPLATE, context, parts=("beginnings",))


def _without_text(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """A draft from before texts were kept says so; a table or the like has no lines to begin in."""
    if draft.document["format"] != "markdown" or "layout" in draft.document:
        raise Http404
    return render(request, "questions/import_without_text.html", {"draft": draft, "sentence": NOT_KEPT})
