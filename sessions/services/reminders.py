"""Asking a colleague for a scorecard that is not in: one click, one mail."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from core.mail import Letter, composes, letter, post
from sessions.lateness import REMIND_AGAIN_AFTER, in_words, may_remind
from sessions.models import InterviewSession, PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.rights import conducted

KIND = "scorecard_asked_for"
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
    post(kind=KIND, to=current.user.email, dedupe_key=f"{KIND}:{interview.pk}:{event.seq}", args=args)
    return current


@composes(KIND)
def reminder(args: dict[str, Any]) -> Letter | None:
    """Not wanted any more once the scorecard is in or waived, or the person has left."""
    owing = PanelMember.objects.owing().filter(interview__state=SCORING, user__is_active=True)
    member = (
        owing.select_related("user", "interview__candidate", "interview__position").filter(pk=args["member"]).first()
    )
    if member is None:
        return None
    interview = member.interview
    context = {
        "member": member,
        "interview": interview,
        "by": args["by"],
        "path": reverse("scorecard", args=[interview.public_id]),
    }
    return letter(KIND, context, subject=f"Your scorecard on {interview.candidate}")
