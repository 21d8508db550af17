from typing import Any

from django.db.models import Count, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.people import signed_in
from core.charts import svg
from core.errors import Conflict
from reports import pictures
from reports.audience import FULL, ORDER, TOTALS, summary_seen_as
from reports.debrief_json import debrief_from_dict
from reports.decision_page import decision_context
from reports.exporting import FORMATS
from reports.find import LABELS, Reading, readable_report, reading_for
from reports.first_page import first_page, level_groups
from reports.footnotes import marked
from reports.mechanical import differs
from reports.models import Decision, Erasure, Report, ReportView, ShareVisit
from reports.permissions import in_emergency, may_edit, may_erase, may_release
from reports.services.freezing import freeze_report, is_out_of_date, refresh_report
from reports.services.noting import note_view
from reports.services.retention import erased_from
from reports.since import changed_since
from reports.stored_summary import from_sections
from sessions.models import InterviewSession

SHOWN = 50


@require_safe
def interview_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report by its interview; one that completed while its signal was lost is frozen now."""
    user = signed_in(request)
    gone = Erasure.objects.visible_to(user).filter(interview_id=public_id).first()
    if gone:
        return _erased(request, gone)
    interview = get_object_or_404(InterviewSession.objects.hiring().visible_to(user), public_id=public_id)
    if interview.state != InterviewSession.State.COMPLETED:
        raise Conflict("The report opens when everybody on the panel has submitted.")
    found = freeze_report(interview=interview)
    if not Report.objects.visible_to(user).filter(pk=found.pk).exists():
        raise Conflict(
            "This report is not open to you now. A panel reads it once it is decided, as far as the owner allows."
        )
    return redirect("report", found.public_id)


@require_safe
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The first page. What stands below it is fetched by itself: `report_whole`."""
    found = _found(request, public_id)
    return _first_page(request, found) if isinstance(found, Report) else found


@require_safe
def report_whole(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything on one page; to htmx the details alone, which are part of a reading that is recorded already."""
    found = _found(request, public_id)
    if not isinstance(found, Report):
        return found
    if not request.headers.get("HX-Request"):
        return _first_page(request, found, whole=True)
    user = signed_in(request)
    read = reading_for(user, found, request.GET.get("show", ""))
    context = {"report": found, "is_owner": may_edit(user, found), **details_context(read), **_record(user, read)}
    return render(request, "reports/report.html#details", context)


def _found(request: HttpRequest, public_id: str) -> Report | HttpResponse:
    """Up to date, or the page that says what became of it."""
    try:
        found = readable_report(request, public_id)
    except Http404:
        gone = Erasure.objects.visible_to(signed_in(request)).filter(report_id=public_id).first()
        if gone is None:
            raise
        return _erased(request, gone)
    if is_out_of_date(found):
        refresh_report(report=found)
        found = readable_report(request, public_id)
    return found


def _first_page(request: HttpRequest, found: Report, *, whole: bool = False) -> HttpResponse:
    user = signed_in(request)
    read = reading_for(user, found, request.GET.get("show", ""))
    note_view(report=found, user=user, action=f"read: {LABELS[read.show].lower()}")
    own = {"is_owner": may_edit(user, found), "may_release": may_release(user, found), **_ways_out(user, found)}
    decided = decision_context(user, found, read.debrief, show=read.show)
    below = {**details_context(read), **_record(user, read)} if whole else {}
    context = {**first_page_context(read), **own, **decided, **below, "whole": whole}
    return render(request, "reports/report.html", context)


def _ways_out(user: User, found: Report) -> dict[str, Any]:
    """Whoever opened it in an emergency reads it, and takes no file along."""
    return {"emergency": True} if in_emergency(user, found) else {"formats": FORMATS}


def _erased(request: HttpRequest, gone: Erasure) -> HttpResponse:
    return render(request, "reports/erased.html", {"gone": gone}, status=410)


def first_page_context(read: Reading) -> dict[str, Any]:
    """What every reader's page begins with, with or without an account."""
    return {
        "report": read.report,
        "debrief": read.debrief,
        "shows": [(each, LABELS[each]) for each in ORDER[ORDER.index(read.limit) : ORDER.index(TOTALS) + 1]],
        "first": first_page(read.debrief),
        "heats": [(group, svg(pictures.heat_chart(group))) for group in level_groups(read.debrief)],
        "departs": _departs(read),
        **summary_context(read),
    }


def details_context(read: Reading) -> dict[str, Any]:
    """Criteria and questions one by one."""
    debrief, clock = read.debrief, pictures.time_chart(read.debrief)
    return {
        "debrief": debrief,
        "show": read.show,
        "groups": level_groups(debrief),
        "topics": svg(pictures.topics_chart(debrief)) if debrief.topics else None,
        "bars": svg(pictures.questions_chart(debrief)) if debrief.questions else None,
        "clock": svg(clock) if clock else None,
    }


def _departs(read: Reading) -> bool:
    decision: Decision | None = getattr(read.report, "decision", None)
    return decision is not None and differs(decision.mechanical, decision.outcome)


def summary_context(read: Reading) -> dict[str, Any]:
    return {
        "report": read.report,
        "summary": read.report.summary,
        "show": read.show,
        "sections": marked(read.summary, read.debrief) if read.summary else (),
        **_machine_text(read),
    }


def _machine_text(read: Reading) -> dict[str, Any]:
    """Beside the lead's edit stands what the machine wrote, as far as the reader reads prose at all."""
    stored = read.report.summary
    if stored.edited is None or read.summary is None:
        return {}
    whole = debrief_from_dict(read.report.debrief)
    machine = summary_seen_as(from_sections(stored.sections), whole, read.show)
    return {"machine": machine.sections if machine else (), "moved_on": stored.edited_for != read.report.input_hash}


def _record(user: User, read: Reading) -> dict[str, Any]:
    """Who else opened it is told to those who may read everything."""
    full = read.limit == FULL
    views = ReportView.objects.filter(report=read.report).select_related("user")
    seen = list(views.annotate(whole=Window(Count("pk")))[:SHOWN]) if full else []
    used = read.report.interview.rubric_version_id
    visits = ShareVisit.objects.filter(link__report=read.report).select_related("link")
    return {
        "erased_from": erased_from(read.report.interview.decided_at),
        "may_erase": may_erase(user, read.report.interview),
        "views": seen,
        "view_count": seen[0].whole if seen else 0,
        "visits": visits[:SHOWN] if full else [],
        "revisions": read.report.revisions.all() if read.show == FULL else [],
        "since": changed_since(read.debrief, rubric=used, reader=user) if read.show != TOTALS else (),
    }
