from django.db import IntegrityError, transaction

from accounts.models import User
from core.errors import Conflict, Forbidden
from reports.models import Decision, Report
from reports.permissions import may_edit
from sessions.models import InterviewSession


def record_decision(*, report: Report, by: User, outcome: str, reason: str) -> Decision:
    """Once, by the owner of the interview. From here on the report stays as it was decided on."""
    if not may_edit(by, report):
        raise Forbidden("Only the owner of the interview decides.")
    try:
        with transaction.atomic():
            decision = Decision.objects.create(report=report, outcome=outcome, reason=reason, decided_by=by)
            InterviewSession.objects.filter(pk=report.interview_id).update(decided_at=decision.created_at)
            return decision
    except IntegrityError:
        raise Conflict("This interview is already decided.") from None
