from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.people import reader, signed_in
from core.errors import BadRequest, DomainError
from reports import export_files
from reports.audience import TOTALS
from reports.exporting import FORMATS
from reports.find import LABELS
from reports.forms import ExportForm, FilterForm
from reports.models import ExportRun, Report
from reports.querysets import ReportQuerySet
from reports.sentences import left_out
from reports.services.exports import fetchable, forget_export, order_export
from sessions.models import Position

RECENT = 50


@require_POST
def export_new(request: HttpRequest) -> HttpResponse:
    """Of the ticked reports, or with `all` of everything that the list's filters find. Ticked ones may be compared."""
    user = reader(request)
    if "compare" in request.POST:
        chosen = [("r", each) for each in request.POST.getlist("report")]
        return redirect(f"{reverse('report_compare')}?{urlencode(chosen)}")
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise BadRequest("This is not a format that reports are exported in.")
    show = form.cleaned_data["show"]
    # Of thousands their keys alone: the order holds no more, and its job reads them part by part.
    reports = list(_wanted(request, show).only("pk"))
    less = _wanted(request, TOTALS).count() - len(reports)
    if less and not reports:
        raise DomainError(f"You may read less of these reports than “{LABELS[show]}”: choose again what to show.")
    run = order_export(user=user, reports=reports, **form.cleaned_data)
    if less:
        messages.warning(request, left_out(less, f"you may read less of {{}} than “{LABELS[show]}”"))
    return redirect("export", run.public_id)


def _wanted(request: HttpRequest, show: str) -> ReportQuerySet:
    readable = Report.objects.visible_to(signed_in(request), at_least=show)
    if request.POST.get("all"):
        filters = FilterForm(
            request.POST, positions=Position.objects.filter(pk__in=readable.values("interview__position"))
        )
        return readable.matching(filters.chosen())
    return readable.filter(public_id__in=request.POST.getlist("report")).order_by("-held_at", "-pk")


def _own(request: HttpRequest, public_id: str) -> ExportRun:
    return get_object_or_404(ExportRun, public_id=public_id, user=signed_in(request))


@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    runs = ExportRun.objects.filter(user=user)[:RECENT]
    return render(request, "reports/exports.html", {"runs": runs, "formats": FORMATS})


@require_safe
def export(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of one export; htmx asks for its fragment until the file is there."""
    run = _own(request, public_id)
    template = "reports/_export.html" if request.headers.get("HX-Request") else "reports/export.html"
    context = {"run": run, "format": FORMATS[run.kind], "busy": run.state in ("queued", "running")}
    return render(request, template, context)


@require_safe
def export_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    run = fetchable(_own(request, public_id))
    file = export_files.result(run).open("rb")
    content_type = FORMATS[run.kind].content_type if not run.file_name.endswith(".zip") else "application/zip"
    answer = FileResponse(file, as_attachment=True, filename=run.file_name, content_type=content_type)
    answer.block_size = export_files.BLOCK
    return answer


@require_POST
def export_forget(request: HttpRequest, public_id: str) -> HttpResponse:
    forget_export(run=_own(request, public_id))
    messages.success(request, "The export and its file are deleted.")
    return redirect("exports")
