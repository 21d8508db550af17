"""What a candidate needs in order to show what they can do."""

from decimal import Decimal

from django.db import transaction

from accounts.models import User
from core.errors import BadRequest
from sessions.models import InterviewSession, JoinLink, SessionEvent
from sessions.services.events import record
from sessions.services.rights import conducted, locked

LIMIT = 1000
TIME_FACTORS = (Decimal("1.00"), Decimal("1.25"), Decimal("1.50"), Decimal("2.00"))


@transaction.atomic
def ask_accommodation(*, link: JoinLink, text: str) -> None:
    """Keeps the candidate's wish in their own words; the lead and the owner read it."""
    if "\x00" in text or len(text) > LIMIT:
        raise BadRequest(f"Please say it in at most {LIMIT} characters.")
    interview = locked(link.interview)
    interview.accommodation = text.strip()
    interview.save(update_fields=["accommodation"])
    record(interview=interview, kind="accommodation", audience=SessionEvent.Audience.PANEL, by=None)


@transaction.atomic
def set_time_factor(*, interview: InterviewSession, factor: Decimal, by: User) -> None:
    """Stretches every soft limit of time: an agreed accommodation."""
    if not factor.is_finite() or factor not in TIME_FACTORS:
        raise BadRequest("This is not one of the factors offered.")
    current = conducted(interview, by)
    current.time_factor = factor
    current.save(update_fields=["time_factor"])
    record(interview=current, kind="time_factor", audience=SessionEvent.Audience.EVERYONE, by=by, factor=str(factor))
