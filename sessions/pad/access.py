"""Who may open a question's pad, and who may type in it."""

from dataclasses import dataclass

from accounts.models import User
from questions.models import Kind
from sessions.models import AskedQuestion, PanelMember
from sessions.services.links import guest_link

PAD_KINDS = (Kind.CODING, Kind.SYSTEM_DESIGN)
OPEN = ("live", "paused")


@dataclass(frozen=True, slots=True)
class PadAccess:
    """`user_id` None is the candidate."""

    asked_id: int
    group: str
    user_id: int | None
    may_write: bool


def has_pad(asked: AskedQuestion) -> bool:
    return asked.question_version.question.kind in PAD_KINDS


def panel_access(user: User, public_id: str) -> PadAccess | None:
    """Anybody on the panel reads; a shadow does not type, and nobody does once the interview is over."""
    asked = _asked(public_id)
    if asked is None or not user.is_authenticated or not user.is_active:
        return None
    seats = asked.interview.panel.filter(user_id=user.pk).exclude(interview__candidate__user_id=user.pk)
    seat = seats.first()
    if seat is None:
        return None
    may_write = asked.interview.state in OPEN and seat.seat != PanelMember.Seat.SHADOW
    return PadAccess(asked.pk, _group(asked), user.pk, may_write)


def guest_access(link_id: str, browser: str | None, public_id: str) -> PadAccess | None:
    """The candidate sees the pad of the question on the table, and types while the interview is live."""
    link = guest_link(link_id, browser)
    asked = _asked(public_id)
    if link is None or asked is None or asked.interview_id != link.interview_id:
        return None
    if link.interview.state not in OPEN or link.interview.current_id != asked.pk:
        return None
    return PadAccess(asked.pk, _group(asked), None, link.interview.state == "live")


def _asked(public_id: str) -> AskedQuestion | None:
    found = AskedQuestion.objects.select_related("interview", "question_version__question")
    asked = found.filter(public_id=public_id).first()
    return asked if asked and has_pad(asked) else None


def _group(asked: AskedQuestion) -> str:
    return f"pad.{asked.public_id}"
