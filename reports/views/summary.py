from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from core.errors import BadRequest
from core.posted import whole_number
from reports.editing import ADDED, as_lines
from reports.find import owned_report, readable_report, reading_for, visible_report
from reports.services import editing
from reports.services.freezing import try_again
from reports.services.noting import note_view
from reports.stored_summary import from_sections, summary_text
from reports.views.report import summary_context


@require_safe
def summary(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that asks again until the worker has written."""
    found = readable_report(request, public_id)
    read = reading_for(signed_in(request), found, request.GET.get("show", ""))
    return render(request, "reports/_summary.html", summary_context(read))


@require_POST
def summary_again(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_report(request, public_id)
    try_again(report=found)
    return redirect("report", found.public_id)


@require_safe
def summary_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """One box for each section with one sentence a line, beside what the machine wrote."""
    found = owned_report(request, public_id)
    text = summary_text(found.summary)
    if text is None:
        return redirect("report", found.public_id)
    machine = {each.title: as_lines(each) for each in from_sections(found.summary.sections).sections}
    boxes = [(each.title, as_lines(each), machine.get(each.title, "")) for each in text.sections]
    if not any(title == ADDED for title, _, _ in boxes):
        boxes.append((ADDED, "", ""))
    context = {"report": found, "summary": found.summary, "boxes": boxes}
    return render(request, "reports/summary_edit.html", context)


@require_POST
def summary_save(request: HttpRequest, public_id: str) -> HttpResponse:
    """With `forget` the machine's text stands again."""
    found, user = owned_report(request, public_id), signed_in(request)
    if "forget" in request.POST:
        editing.forget_edit(report=found, by=user)
        note_view(report=found, user=user, action="put the machine's summary back")
        messages.success(request, "The machine's text stands again.")
        return redirect("report", found.public_id)
    titles, bodies = request.POST.getlist("title"), request.POST.getlist("body")
    version = whole_number(request.POST.get("base_version"))
    if len(titles) != len(bodies) or version is None:
        raise BadRequest("The summary could not be read. Please reload the page.")
    written = dict(zip(titles, bodies, strict=True))
    editing.edit_summary(report=found, by=user, base_version=version, written=written)
    note_view(report=found, user=user, action="edited the summary")
    messages.success(request, "Your text is kept; the machine's stands beside it.")
    return redirect("report", found.public_id)
