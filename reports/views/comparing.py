from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.people import require, signed_in
from core.errors import DomainError
from reports.audience import ANONYMOUS
from reports.comparing import MOST, compared
from reports.find import Reading, reading_for
from reports.models import Report
from reports.services.noting import note_view


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four reports side by side, as ?r=ID&r=ID: of those the person may read criterion by criterion."""
    user = signed_in(request)
    require(user.is_interviewer or user.is_hr)
    wanted = list(dict.fromkeys(request.GET.getlist("r")))
    if not wanted:
        raise DomainError("Tick the reports that you want side by side.")
    if len(wanted) > MOST:
        raise DomainError(f"At most {MOST} candidates fit side by side; {len(wanted)} were chosen.")
    reads = _readings(request, wanted)
    comparison = compared([read.debrief for read in reads])
    return render(request, "reports/compare.html", {"reads": reads, "comparison": comparison})


def _readings(request: HttpRequest, wanted: list[str]) -> list[Reading]:
    user = signed_in(request)
    found = Report.objects.visible_to(user, at_least=ANONYMOUS).with_people().select_related("summary")
    by_id = {report.public_id: report for report in found.filter(public_id__in=wanted)}
    chosen = [by_id[each] for each in wanted if each in by_id]
    for report in chosen:
        note_view(report=report, user=user, action="compared")
    return [reading_for(user, report, "") for report in chosen]
