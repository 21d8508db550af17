from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from reports.find import reading_for, visible_report
from reports.services.freezing import try_again
from reports.views.report import summary_context


@require_safe
def summary(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that asks again until the worker has written."""
    found = visible_report(request, public_id)
    read = reading_for(signed_in(request), found, request.GET.get("show", ""))
    return render(request, "reports/_summary.html", summary_context(read))


@require_POST
def summary_again(request: HttpRequest, public_id: str) -> HttpResponse:
    found = visible_report(request, public_id)
    try_again(report=found)
    return redirect("report", found.public_id)
