"""The preview of an import: look, set, compare side by side, and only then write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from core.errors import BadRequest
from core.posted import whole_number
from questions.find import own_draft
from questions.models import ImportChange, ImportDraft, ImportRow, Kind, Level, Source, Topic, WaitingFile
from questions.preview import LISTS, PAGE, actions_planned, line_of, neighbours, rows_of, side_by_side, tabs
from questions.remarks import notes_of, remarks_of, unsure_behind
from questions.services.beginnings import join_above, read_again
from questions.services.drafts import SETTABLE, edit_rows, may, prepare_rows, rewrite_row
from questions.services.imports import choose, confirm_import, gone_questions, parsed
from questions.services.waiting import waiting_imports

# What a bulk choice leaves as it is; "" is a level of its own, the missing one.
AS_IS = "as-is"
MOST_REMARKS = 100
TAKEN_BACK = "“Correct where questions begin” takes it back."


def _shown(request: HttpRequest) -> tuple[str, int]:
    """(list, page) that the address or the form names."""
    data = request.POST if request.method == "POST" else request.GET
    shown, page = data.get("show", "all"), whole_number(data.get("page", "1"), most=99_999)
    if shown not in LISTS or not page:
        raise BadRequest("There is no such list in this preview.")
    return shown, page


@require_safe
def import_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = own_draft(request, public_id)
    shown, page = _shown(request)
    return render(request, "questions/import_preview.html", _context(draft, shown, page))


def _context(draft: ImportDraft, shown: str, page: int) -> dict[str, Any]:
    rows = rows_of(draft, shown)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    page = min(page, pages)
    document = parsed(draft)
    notes = notes_of(document)
    return {
        "draft": draft,
        "document": document,
        "criteria": sum(len(rubric.criteria) for rubric in document.rubrics),
        "lines": [line_of(row, notes) for row in rows[(page - 1) * PAGE : page * PAGE]],
        "tabs": tabs(draft, shown),
        "planned": actions_planned(draft),
        "gone": gone_questions(draft),
        "shown": shown,
        "count": count,
        "page": page,
        "pages": pages,
        "as_is": AS_IS,
        "most": MOST_REMARKS,
        "warnings_left": len(document.warnings) - MOST_REMARKS,
        "skipped_left": len(document.skipped) - MOST_REMARKS,
        "remarks": remarks_of(draft, document, most=MOST_REMARKS, per_page=PAGE),
        "first_unsure": unsure_behind(draft, notes, 0, per_page=PAGE),
        "next_unsure": unsure_behind(draft, notes, page * PAGE, per_page=PAGE) if shown == "all" else None,
        **_lines_of(draft),
        **_choices(),
    }


def _lines_of(draft: ImportDraft) -> dict[str, Any]:
    """Whether the document has lines to say something of: its file is there, or would be if it were uploaded now."""
    file = WaitingFile.objects.filter(draft=draft).defer("data", "looks", "ends", "steps").first()
    earlier = draft.document["format"] == "markdown" and "layout" not in draft.document
    return {"file": file, "has_lines": file is not None or earlier}


def _choices() -> dict[str, Any]:
    return {
        "levels": Level.choices,
        "kinds": Kind.choices,
        "actions": ImportRow.Action.choices,
        "topics": Topic.objects.values_list("name", flat=True),
    }


@require_POST
def import_rows(request: HttpRequest, public_id: str) -> HttpResponse:
    """Saves the rows of a page, or sets something for the ticked ones or for the whole list."""
    draft = own_draft(request, public_id)
    shown, page = _shown(request)
    edited = _save_page(request, draft)
    if "bulk" in request.POST:
        _set_many(request, draft, shown)
    if request.headers.get("HX-Request") and "bulk" not in request.POST:
        context = {
            "line": line_of(edited[0], notes_of(parsed(draft))),
            "draft": draft,
            "tabs": tabs(draft, shown),
            "shown": shown,
        }
        context |= {"planned": actions_planned(draft), **_lines_of(draft)}
        return render(request, "questions/import_row_saved.html", context | _choices())
    return redirect(f"{reverse('import_preview', args=[draft.public_id])}?show={shown}&page={page}")


def _save_page(request: HttpRequest, draft: ImportDraft) -> list[ImportRow]:
    """The rows that the form holds, each set to what its own fields say."""
    ids = request.POST.getlist("row")[:PAGE]
    rows = list(rows_of(draft, "all").filter(public_id__in=ids))
    for row in rows:
        posted = {name: request.POST.get(f"{name}:{row.public_id}") for name in SETTABLE}
        changes = {name: value for name, value in posted.items() if value is not None and value != getattr(row, name)}
        if changes:
            edit_rows(draft=draft, rows=[row], changes=changes)
    if len(rows) != len(ids) or (request.headers.get("HX-Request") and "bulk" not in request.POST and not rows):
        raise BadRequest("A row of the preview does not exist. Reload the preview.")
    return rows


def _set_many(request: HttpRequest, draft: ImportDraft, shown: str) -> None:
    rows = list(_meant(request, draft, shown))
    wanted = {name: request.POST.get(f"bulk-{name}", AS_IS) for name in SETTABLE}
    changes = {name: value for name, value in wanted.items() if value != AS_IS and (value or name == "level")}
    if not changes:
        messages.warning(request, "Nothing is set. Choose a level, a kind, a topic or what to do first.")
    elif not rows:
        messages.warning(request, "Nothing is set. Tick the questions first, or choose all of the list.")
    else:
        messages.success(request, _said_set(edit_rows(draft=draft, rows=rows, changes=changes), rows, changes))


def _meant(request: HttpRequest, draft: ImportDraft, shown: str) -> QuerySet[ImportRow]:
    if request.POST.get("scope") == "list":
        return rows_of(draft, shown)
    return draft.rows.filter(public_id__in=request.POST.getlist("tick")).select_related("match", "match_row", "draft")


def _said_set(edited: int, rows: Sequence[ImportRow], changes: Mapping[str, str]) -> str:
    said = f"{edited} question{'' if edited == 1 else 's'} of the preview set."
    kept = sum(not may(row, changes["action"], row.draft.user) for row in rows) if "action" in changes else 0
    if not kept:
        return said
    does = "merges into it or becomes its new version"
    return f"{said} {kept} kept what to do: only what is like an earlier question, or one of yours in the bank, {does}."


@require_http_methods(["GET", "POST"])
def import_row(request: HttpRequest, public_id: str, row_id: str) -> HttpResponse:
    """One question beside the one it is like; a decision leads on to the next of the list."""
    draft = own_draft(request, public_id)
    shown, _ = _shown(request)
    whole = rows_of(draft, "all").select_related("match__current__guide", "match__owner")
    row = get_object_or_404(whole, public_id=row_id)
    near = neighbours(row, shown)
    if request.method == "POST":
        return _decided(request, draft, row, shown, near)
    line = line_of(row, notes_of(parsed(draft)))
    context = {
        "draft": draft,
        "row": row,
        "line": line,
        "sides": side_by_side(row),
        "may": {action for action, _ in line.choices},
        "shown": shown,
        **near,
        **_lines_of(draft),
        **_choices(),
    }
    return render(request, "questions/import_row.html", context)


def _decided(
    request: HttpRequest, draft: ImportDraft, row: ImportRow, shown: str, near: dict[str, Any]
) -> HttpResponse:
    if "prompt" in request.POST:
        rewrite_row(row=row, prompt=request.POST["prompt"], answer=request.POST.get("answer", ""))
        onward = row
    else:
        changes = {name: request.POST[name] for name in SETTABLE if name in request.POST}
        edit_rows(draft=draft, rows=[row], changes=changes)
        onward = near["after"] if "action" in changes else row
    if onward is None:
        return redirect(f"{reverse('import_preview', args=[draft.public_id])}?show={shown}")
    return redirect(f"{reverse('import_row', args=[draft.public_id, onward.public_id])}?show={shown}")


@require_POST
def import_join(request: HttpRequest, public_id: str, row_id: str) -> HttpResponse:
    """One row belongs to the question above it; what the form holds of the others is saved before."""
    draft = own_draft(request, public_id)
    shown, _ = _shown(request)
    row = get_object_or_404(draft.rows.all(), public_id=row_id)
    _save_page(request, draft)
    join_above(draft=draft, row=row)
    messages.success(request, f"Line {row.found['line']} belongs to the question above it now. {TAKEN_BACK}")
    return redirect(_address_of(draft, line=int(row.found["line"]), shown=shown))


def _address_of(draft: ImportDraft, *, line: int, shown: str) -> str:
    """Where the preview shows the question that a line belongs to; the list itself, where it is not in it."""
    rows = rows_of(draft, shown)
    above = [row for row in rows if int(row.found["line"]) <= line]
    page = (len(above) - 1) // PAGE + 1 if above else 1
    at = f"#question-{above[-1].public_id}" if above else ""
    return f"{reverse('import_preview', args=[draft.public_id])}?show={shown}&page={page}{at}"


@require_POST
def import_read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reads the document with the beginnings that were said last, and shows what came of it."""
    draft = own_draft(request, public_id)
    readings = whole_number(request.POST.get("readings"))
    if readings is None:
        raise BadRequest("The form is not of the expected shape. Reload the page.")
    count = len(read_again(draft=draft, readings=readings).read)
    messages.success(request, f"Read again: {count} question{'' if count == 1 else 's'}.")
    return redirect("import_preview", draft.public_id)


@require_POST
def import_compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether the document is a newer edition of one that was imported, or another one of the same name."""
    draft = own_draft(request, public_id)
    prepare_rows(draft=draft, compare=request.POST.get("edition") == "yes")
    return redirect("import_preview", draft.public_id)


@require_POST
def import_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    draft = own_draft(request, public_id)
    _save_page(request, draft)
    choose(draft=draft, retire=request.POST.getlist("retire"))
    planned = actions_planned(draft)
    source = confirm_import(draft=draft)
    planned["retire"] = source.changes.filter(what=ImportChange.What.RETIRED).count()
    messages.success(request, f"{_spoken(planned, source.title)}.")
    return _after(request, source)


def _spoken(planned: dict[str, int], title: str) -> str:
    """“45 questions imported from “Storage”, 2 with a new version, 3 left out”."""
    new = planned["add"]
    said = {"version": "with a new version", "merge": "merged", "skip": "left out", "retire": "retired"}
    rest = [f"{planned[action]} {words}" for action, words in said.items() if planned[action]]
    came = f"{new} question{'' if new == 1 else 's'} imported" if new else "No new question"
    return ", ".join((f"{came} from “{title}”", *rest))


def _after(request: HttpRequest, source: Source) -> HttpResponse:
    """On to the next file of the same upload, or to what was imported."""
    if waiting_imports(signed_in(request)):
        return redirect("import_upload")
    return redirect("imported", source.public_id)
