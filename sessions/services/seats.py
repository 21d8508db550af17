"""Who sits on the panel, once the interview is scheduled."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError
from sessions.models import InterviewSession, PanelMember, SessionEvent
from sessions.services.calling import AHEAD, call_off_member, call_panel, next_sequence
from sessions.services.events import record
from sessions.services.moves import complete_when_all_submitted
from sessions.services.planning import seat_member
from sessions.services.rights import conducted

Seat = PanelMember.Seat
PANEL = SessionEvent.Audience.PANEL


def who_could_join(interview: InterviewSession) -> QuerySet[User]:
    """Interviewers without a seat on this panel, the candidate's own account never among them (I6)."""
    free = User.objects.filter(is_interviewer=True, is_active=True)
    free = free.exclude(pk__in=interview.panel.values("user")).exclude(candidacies=interview.candidate_id)
    return free.order_by("full_name")


@transaction.atomic
def hand_over_lead(*, interview: InterviewSession, to: PanelMember, by: User) -> PanelMember:
    """Makes `to` the lead; whoever led before stays on the panel."""
    current = conducted(interview, by)
    member = _newest(current, to)
    if member.seat == Seat.SHADOW:
        raise DomainError("A shadow watches and does not score, so they cannot lead.")
    current.panel.filter(seat=Seat.LEAD).exclude(pk=member.pk).update(seat=Seat.PANEL)
    current.panel.filter(pk=member.pk).update(seat=Seat.LEAD)
    record(interview=current, kind="lead", audience=PANEL, by=by, member=member.public_id)
    member.seat = Seat.LEAD
    return member


def _newest(interview: InterviewSession, member: PanelMember) -> PanelMember:
    """The seat as it is under the interview's lock: somebody may have changed it a moment ago."""
    found = interview.panel.select_related("user", "scorecard").filter(pk=member.pk).first()
    if found is None:
        raise Conflict("This seat was taken away in the meantime.")
    return found


@transaction.atomic
def add_member(*, interview: InterviewSession, user: User, seat: str, by: User) -> PanelMember:
    """Seats a late joiner, who then sees what everybody sees. A seat taken away before is given back as it was."""
    current = conducted(interview, by)
    if current.candidate.user_id == user.pk:
        raise DomainError("The candidate cannot sit on their own panel.")
    if seat not in (Seat.PANEL, Seat.SHADOW) or current.state in ("completed", "cancelled"):
        raise Conflict("Nobody can be added to this panel now.")
    member = _returning(current, user) or seat_member(interview=current, user=user, seat=Seat(seat))
    record(interview=current, kind="seat", audience=PANEL, by=by, member=member.public_id)
    if current.called_at and current.state in AHEAD:
        call_panel(current, [member])
    return member


def _returning(interview: InterviewSession, user: User) -> PanelMember | None:
    member = PanelMember.with_removed.filter(interview=interview, user=user).first()
    if member is None:
        return None
    if member.removed_at is None:
        raise Conflict(f"{user} already sits on this panel.")
    PanelMember.with_removed.filter(pk=member.pk).update(removed_at=None)
    return member


@transaction.atomic
def remove_member(*, interview: InterviewSession, member: PanelMember, by: User) -> None:
    """Takes a seat away. What its author wrote stays stored; they can no longer reach the room."""
    current = conducted(interview, by)
    seat = _newest(current, member)
    if seat.seat == Seat.LEAD:
        raise Conflict("Hand the lead over first.")
    if seat.scorecard and seat.scorecard.state == "submitted":
        raise Conflict("This person's scorecard is submitted and counts.")
    current.panel.filter(pk=seat.pk).update(removed_at=timezone.now(), here_until=None)
    record(interview=current, kind="unseat", audience=PANEL, by=by, member=seat.public_id)
    if current.called_at and current.state in AHEAD:
        call_off_member(current, seat, sequence=next_sequence(current))
    complete_when_all_submitted(current)
