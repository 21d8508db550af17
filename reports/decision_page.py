"""The decision as a page shows it: what people decided beside what the arithmetic says, or the form to decide."""

from typing import Any

from accounts.models import User
from reports.audience import TOTALS
from reports.debrief import Debrief
from reports.forms import DecisionForm
from reports.mechanical import differs, mechanical
from reports.models import Decision, Report
from reports.permissions import may_edit


def decision_context(
    user: User, report: Report, debrief: Debrief, *, show: str, form: DecisionForm | None = None
) -> dict[str, Any]:
    """`departs` tells whether people decided against the arithmetic; reasons are left out of mere totals."""
    made = mechanical(debrief, report.interview.position.cut)
    decision: Decision | None = getattr(report, "decision", None)
    decides = may_edit(user, report) and decision is None
    return {
        "decision": decision,
        "departs": decision is not None and differs(decision.mechanical, decision.outcome),
        "with_reasons": show != TOTALS,
        "mechanical": made,
        "decision_form": (form or DecisionForm(said=made.answer)) if decides else None,
        "reopened": report.reopened.select_related("decided_by", "reopened_by"),
        "may_reopen": may_edit(user, report) and decision is not None,
    }
