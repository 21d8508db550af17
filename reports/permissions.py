"""How much of a report a person gets, as one of reports.audience.ORDER; whether they get it at all is `visible_to`."""

from accounts.models import User
from reports.audience import ANONYMOUS, FULL, NOTHING, ORDER
from reports.models import Report, ReportPolicy
from sessions.models import InterviewSession, Position


def policy_of(position: Position) -> ReportPolicy:
    """The position's own, or the default: everybody who reads reads everything."""
    stored = getattr(position, "report_policy", None)
    return stored or ReportPolicy(position=position)


def limit_for(user: User, report: Report) -> str:
    """The most that any of the person's roles on this interview gives."""
    grants = _grants(user, report, panel=hasattr(report, "decision"))
    if in_emergency(user, report):
        grants.append(FULL)
    return min(grants, key=ORDER.index, default=NOTHING)


def in_emergency(user: User, report: Report) -> bool:
    return user.is_admin and Report.objects.opened_by(user).filter(pk=report.pk).exists()


def debrief_limit_for(user: User, report: Report) -> str:
    """As `limit_for`, and the panel talks before it is decided."""
    return min(_grants(user, report, panel=True), key=ORDER.index, default=NOTHING)


def _grants(user: User, report: Report, *, panel: bool) -> list[str]:
    interview = report.interview
    policy, grants = policy_of(interview.position), []
    if interview.owner_id == user.pk:
        grants.append(FULL)
    if user.is_hr and interview.position.hr.filter(pk=user.pk).exists():
        grants.append(policy.hr)
    if panel and interview.panel.filter(user=user, scorecard__state="submitted").exists():
        grants.append(policy.panel)
    return grants


def may_release(user: User, report: Report) -> bool:
    """The letter to the candidate: the owner, and HR of the position as far as they read criteria."""
    if may_edit(user, report):
        return True
    position = report.interview.position
    reads_criteria = user.is_hr and policy_of(position).hr in (FULL, ANONYMOUS)
    return reads_criteria and position.hr.filter(pk=user.pk).exists()


def may_edit(user: User, report: Report) -> bool:
    """The summary, the letter, links and the decision belong to the owner of the interview."""
    return report.interview.owner_id == user.pk


def may_erase(user: User, interview: InterviewSession) -> bool:
    """Whoever answers to the candidate; how much they may read of the report does not matter."""
    if interview.purpose != InterviewSession.Purpose.HIRING:
        return False
    return interview.owner_id == user.pk or (user.is_hr and interview.position.hr.filter(pk=user.pk).exists())
