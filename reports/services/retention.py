"""What is kept of an interview ends so many months after its decision, as the candidate was told, or when they ask.

Everything goes: notes, talk, pad, scorecards, report, letter, mails, and the candidate where nothing else needs them.
An `Erasure` without a word of theirs stays, so that the report's address can say what became of it.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import note
from accounts.models import User
from core.errors import Conflict
from core.models import Mail
from reports import erasure_ledger
from reports.models import Erasure, ExportRun, Report
from reports.months import months_after, months_before
from reports.services.exports import forget_export
from rubric.models import Scorecard
from rubric.services.erasing import erase_scorecards
from sessions.models import Candidate, InterviewSession, PanelMember

log = logging.getLogger(__name__)
# In one run of the job, well within its lease; the next hour goes on.
BATCH = 20


def erased_from(decided_at: datetime | None) -> datetime | None:
    """When an interview that was decided then is erased; None while nothing is decided."""
    return months_after(decided_at, settings.RETENTION_MONTHS) if decided_at else None


def erase_overdue() -> int:
    """The longest overdue first, at most BATCH; returns how many were erased. The next run tries again what failed."""
    decided_before = months_before(timezone.now(), settings.RETENTION_MONTHS)
    overdue = InterviewSession.objects.hiring().filter(decided_at__lt=decided_before).order_by("decided_at")
    return sum(_try_to_erase(interview) for interview in overdue[:BATCH])


def _try_to_erase(interview: InterviewSession) -> bool:
    try:
        return erase_interview(interview=interview) is not None
    except Exception:  # whatever it stumbles on, the words of everybody behind it must not stay because of it
        log.exception("Interview %s could not be erased", interview.public_id)
        return False


@transaction.atomic
def erase_interview(*, interview: InterviewSession) -> Erasure | None:
    """None where it was reopened or erased meanwhile."""
    locked = _locked(interview)
    if locked is None or locked.decided_at is None:
        return None
    note("erased when its time was over", f"interview:{locked.public_id}", by=None)
    return _erase(locked, on_request=False)


@transaction.atomic
def erase_on_request(*, interview: InterviewSession, by: User) -> Erasure:
    """What the candidate may ask for at any time, also of an interview that was never decided."""
    locked = _locked(interview)
    if locked is None:
        raise Conflict("This interview was erased already.")
    if locked.state in ("lobby", "live", "paused"):
        raise Conflict("The interview is going on. End it first.")
    note("erased because the candidate asked", f"interview:{locked.public_id}", by=by)
    record = _erase(locked, on_request=True)
    transaction.on_commit(remember_requests, robust=True)
    return record


def erase_again() -> int:
    """What candidates had asked to be erased, and a restored backup brought back; returns how much of it there was."""
    remember_requests()
    back = InterviewSession.objects.filter(public_id__in=erasure_ledger.asked_for())
    return sum(_try_again(interview) for interview in back[:BATCH])


@transaction.atomic
def _try_again(interview: InterviewSession) -> bool:
    locked = _locked(interview)
    if locked is None:
        return False
    note("erased again after a backup brought it back", f"interview:{locked.public_id}", by=None)
    _erase(locked, on_request=True)
    return True


def remember_requests() -> None:
    """Outside the database, which a backup may set back."""
    asked = Erasure.objects.filter(on_request=True).values_list("interview_id", flat=True)
    erasure_ledger.add(sorted(set(asked) - erasure_ledger.asked_for()))


def _locked(interview: InterviewSession) -> InterviewSession | None:
    return InterviewSession.objects.select_for_update(of=("self",)).filter(pk=interview.pk).first()


def _erase(interview: InterviewSession, *, on_request: bool) -> Erasure:
    """Everything of a locked interview; what stays is the record of it."""
    report = Report.objects.filter(interview=interview).first()
    record = Erasure.objects.create(
        position_id=interview.position_id,
        owner_id=interview.owner_id,
        interview_id=interview.public_id,
        report_id=report.public_id if report else "",
        decided_at=interview.decided_at,
        months=settings.RETENTION_MONTHS,
        on_request=on_request,
    )
    if report:
        _forget_files_and_letters(report)
    _forget_mails(interview)
    _forget_judgement(interview)
    _forget_person(interview.candidate)
    return record


def _forget_files_and_letters(report: Report) -> None:
    for run in ExportRun.objects.all():
        if report.pk in run.reports:
            forget_export(run=run)
    Mail.objects.filter(args__report=report.pk).delete()


def _forget_mails(interview: InterviewSession) -> None:
    Mail.objects.filter(args__interview=interview.pk).delete()


def _forget_judgement(interview: InterviewSession) -> None:
    seats = PanelMember.with_removed.filter(interview=interview)
    cards = set(Scorecard.objects.filter(seat__in=seats).values_list("pk", flat=True))
    interview.delete()
    erase_scorecards(cards=cards)


def _forget_person(candidate: Candidate) -> None:
    """Their own account, where they have one, is theirs and stays."""
    if candidate.interviews.exists():
        return
    if candidate.email:
        Mail.objects.filter(to=candidate.email).delete()
    candidate.delete()
