"""Who may conduct an interview, asked in the transaction that writes (I12)."""

from accounts.models import User
from core.errors import Forbidden
from sessions.models import InterviewSession, PanelMember


def locked(interview: InterviewSession) -> InterviewSession:
    """The interview's newest row, locked until the transaction ends."""
    return InterviewSession.objects.select_for_update(of=("self",)).get(pk=interview.pk)


def may_move(user: User, interview: InterviewSession) -> bool:
    """The owner and the lead conduct; panel and shadow watch and score."""
    lead = PanelMember.Seat.LEAD
    return interview.owner_id == user.pk or interview.panel.filter(user=user, seat=lead).exists()


def conducted(interview: InterviewSession, by: User) -> InterviewSession:
    """The locked interview, for somebody who conducts it."""
    current = locked(interview)
    if not may_move(by, current):
        raise Forbidden("Only the lead or the owner of the interview can do this.")
    return current
