"""Moving an interview to another time."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from sessions.models import InterviewSession, SessionEvent
from sessions.services.calling import AHEAD, call_panel, next_sequence, post_candidate_call
from sessions.services.events import record
from sessions.services.moves import reopen_schedule
from sessions.services.rights import locked, may_move

MINUTES = (5, 480)


def may_reschedule(user: User, interview: InterviewSession) -> bool:
    """Whoever conducts it, and HR of its position (security.md 3)."""
    return may_move(user, interview) or (user.is_hr and interview.position.hr.filter(pk=user.pk).exists())


@transaction.atomic
def reschedule(*, interview: InterviewSession, starts_at: datetime, minutes: int, by: User) -> InterviewSession:
    """Sets the new time; everybody who was called gets the entry's next version, the candidate with a new link."""
    current = locked(interview)
    if not may_reschedule(by, current):
        raise Forbidden("Only the lead, the owner or HR of the position can move this interview.")
    if current.state not in AHEAD:
        raise Conflict("This interview has begun or is over, so it keeps its time.")
    if not MINUTES[0] <= minutes <= MINUTES[1]:
        raise DomainError(f"An interview takes between {MINUTES[0]} and {MINUTES[1]} minutes.")
    before = current.scheduled_at
    if (before, current.minutes) == (starts_at, minutes):
        return current
    current.scheduled_at, current.minutes = starts_at, minutes
    current.save(update_fields=["scheduled_at", "minutes"])
    reopen_schedule(current, by)
    everyone = SessionEvent.Audience.EVERYONE
    record(interview=current, kind="reschedule", audience=everyone, by=by, before=before.isoformat())
    _tell(current)
    return current


def _tell(interview: InterviewSession) -> None:
    next_sequence(interview)
    if interview.called_at:
        call_panel(interview)
    if interview.candidate_called_at and interview.candidate.email:
        post_candidate_call(interview)
