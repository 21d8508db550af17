from django.db import transaction

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from reports.debrief_json import debrief_from_dict
from reports.mechanical import differs, mechanical
from reports.models import Decision, ReopenedDecision, Report
from reports.permissions import may_edit
from reports.services.freezing import refresh_report
from sessions.models import InterviewSession, SessionEvent
from sessions.services.events import record
from sessions.services.rights import locked


@transaction.atomic
def record_decision(*, report: Report, by: User, outcome: str, reason: str, departure: str = "") -> Decision:
    """Once, by the owner of the interview. From here on the report stays as it was decided on.

    Whoever decides against the arithmetic says why (`departure`); where they agree, nothing is kept of it.
    """
    interview = locked(report.interview)
    if not may_edit(by, report):
        raise Forbidden("Only the owner of the interview decides.")
    if Decision.objects.filter(report=report).exists():
        raise Conflict("This interview is already decided.")
    said = what_the_arithmetic_says(refresh_report(report=report))
    decision = Decision.objects.create(
        report=report,
        outcome=outcome,
        reason=reason,
        mechanical=said,
        departure=_departure(said, outcome, departure),
        decided_by=by,
    )
    InterviewSession.objects.filter(pk=interview.pk).update(decided_at=decision.created_at)
    record(interview=interview, kind="decided", audience=SessionEvent.Audience.PANEL, by=by)
    return decision


@transaction.atomic
def reopen_decision(*, report: Report, by: User, why: str) -> ReopenedDecision:
    """Takes a decision back and keeps it as it stood; corrections and values after the discussion go on."""
    interview = locked(report.interview)
    if not may_edit(by, report):
        raise Forbidden("Only the owner of the interview reopens its decision.")
    decision = Decision.objects.filter(report=report).first()
    if decision is None:
        raise Conflict("This interview is not decided, so there is nothing to reopen.")
    if not why.strip():
        raise DomainError("Say in a sentence why you reopen it: it stays beside the earlier decision.")
    kept = ReopenedDecision.objects.create(
        report=report,
        outcome=decision.outcome,
        reason=decision.reason,
        mechanical=decision.mechanical,
        departure=decision.departure,
        decided_by=decision.decided_by,
        decided_at=decision.created_at,
        reopened_by=by,
        why=why.strip()[:500],
    )
    decision.delete()
    InterviewSession.objects.filter(pk=interview.pk).update(decided_at=None)
    record(interview=interview, kind="reopened", audience=SessionEvent.Audience.PANEL, by=by)
    return kept


def what_the_arithmetic_says(report: Report) -> str:
    return mechanical(debrief_from_dict(report.debrief), report.interview.position.cut).answer


def _departure(said: str, outcome: str, departure: str) -> str:
    if not differs(said, outcome):
        return ""
    if not departure.strip():
        raise DomainError(f"The arithmetic says {said}. Say why people decide otherwise: it is kept and counted.")
    return departure.strip()
