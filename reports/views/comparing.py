from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.people import reader
from core.errors import DomainError
from reports.audience import ANONYMOUS
from reports.comparing import MOST, compared
from reports.find import Reading, reading_for
from reports.models import Report
from reports.sentences import left_out
from reports.services.noting import note_view


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four reports side by side, as ?r=ID&r=ID: of those the person may read criterion by criterion."""
    user = reader(request)
    wanted = list(dict.fromkeys(request.GET.getlist("r")))
    if not wanted:
        raise DomainError("Tick the reports that you want side by side.")
    if len(wanted) > MOST:
        raise DomainError(f"At most {MOST} candidates fit side by side; {len(wanted)} were chosen.")
    reads = _readings(user, wanted)
    if not reads:
        get_list_or_404(Report.objects.visible_to(user), public_id__in=wanted)
        raise DomainError("Of these reports you may read the totals alone; side by side stand their criteria.")
    less = len(wanted) - len(reads)
    comparison = compared([read.debrief for read in reads])
    told = left_out(less, "you may not read {} criterion by criterion") if less else ""
    return render(request, "reports/compare.html", {"reads": reads, "comparison": comparison, "left_out": told})


def _readings(user: User, wanted: list[str]) -> list[Reading]:
    found = Report.objects.visible_to(user, at_least=ANONYMOUS).with_people().select_related("summary")
    by_id = {report.public_id: report for report in found.filter(public_id__in=wanted)}
    chosen = [by_id[each] for each in wanted if each in by_id]
    for report in chosen:
        note_view(report=report, user=user, action="compared")
    return [reading_for(user, report, "") for report in chosen]
