"""Finding and permitting in one call: a report that a person may not see does not exist for them (I11)."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.people import require, signed_in
from reports.audience import no_more_than, seen_as, summary_seen_as
from reports.debrief import Debrief, DecisionLine
from reports.debrief_json import debrief_from_dict
from reports.models import Decision, Report, Show
from reports.permissions import limit_for, may_edit
from reports.sentences import SummaryText
from reports.stored_summary import summary_text

LABELS = dict(Show.choices)


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's reading of one report: nothing of the debrief beyond `show` is in here."""

    report: Report
    show: str
    limit: str
    debrief: Debrief
    summary: SummaryText | None


def visible_report(request: HttpRequest, public_id: str) -> Report:
    reports = Report.objects.visible_to(signed_in(request)).with_people().select_related("summary__edited_by")
    return get_object_or_404(reports, public_id=public_id)


def readable_report(request: HttpRequest, public_id: str) -> Report:
    """What the person may see, and what an administrator opened in an emergency: for pages that only read."""
    user = signed_in(request)
    if user.is_admin and Report.objects.opened_by(user).filter(public_id=public_id).exists():
        return Report.objects.with_people().select_related("summary__edited_by").get(public_id=public_id)
    return visible_report(request, public_id)


def owned_report(request: HttpRequest, public_id: str) -> Report:
    report = visible_report(request, public_id)
    require(may_edit(signed_in(request), report), "Only the owner of the interview can do this.")
    return report


def reading(report: Report, *, wish: str, limit: str) -> Reading:
    show = no_more_than(wish, limit)
    whole = replace(debrief_from_dict(report.debrief), decision=_decision_line(report))
    summary = summary_seen_as(summary_text(report.summary), whole, show)
    return Reading(report, show, limit, seen_as(whole, show), summary)


def reading_for(user: User, report: Report, wish: str) -> Reading:
    return reading(report, wish=wish, limit=limit_for(user, report))


def _decision_line(report: Report) -> DecisionLine | None:
    decision: Decision | None = getattr(report, "decision", None)
    if decision is None:
        return None
    return DecisionLine(
        outcome=decision.get_outcome_display(),
        reason=decision.reason,
        by=str(decision.decided_by),
        at=decision.created_at,
        arithmetic=decision.mechanical,
        departure=decision.departure,
    )
