"""Asking a colleague for a scorecard that is not in: one click, one mail. By the clock: services.reminding."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from core.mail import post
from sessions.lateness import REMIND_AGAIN_AFTER, in_words, may_remind
from sessions.models import InterviewSession, PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.rights import conducted

SCORECARD_ASKED_FOR = "scorecard_asked_for"
SCORING = InterviewSession.State.SCORING


@transaction.atomic
def remind(*, member: PanelMember, by: User) -> PanelMember:
    """Asks for one mail; a second press within half a day is refused, so that it stays a reminder."""
    interview = conducted(member.interview, by)
    current = interview.panel.owing().select_related("user").filter(pk=member.pk).first()
    if current is None or interview.state != SCORING:
        raise Conflict("Nothing is missing from this person any more.")
    now = timezone.now()
    if current.reminded_at and not may_remind(current.reminded_at, now):
        ago, wait = in_words(now - current.reminded_at), in_words(REMIND_AGAIN_AFTER)
        raise Conflict(f"{current.user} was reminded {ago} ago. Another reminder is possible {wait} after the last.")
    PanelMember.objects.filter(pk=current.pk).update(reminded_at=now)
    audience = SessionEvent.Audience.PANEL
    event = record(interview=interview, kind="reminded", audience=audience, by=by, member=current.public_id)
    args = {"member": current.pk, "by": str(by)}
    post(
        kind=SCORECARD_ASKED_FOR,
        to=current.user.email,
        dedupe_key=f"{SCORECARD_ASKED_FOR}:{interview.pk}:{event.seq}",
        args=args,
    )
    return current
