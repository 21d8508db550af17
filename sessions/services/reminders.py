"""Asking a colleague for a scorecard that is not in: one click, one mail."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from core.jobs import enqueue
from sessions.lateness import REMIND_AGAIN_AFTER, in_words, may_remind
from sessions.models import InterviewSession, PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.rights import conducted, locked

MAIL_REMINDER = "mail_scorecard_reminder"
PANEL = SessionEvent.Audience.PANEL


@transaction.atomic
def remind(*, member: PanelMember, by: User) -> PanelMember:
    """Asks for one mail; a second press within half a day is refused, so that it stays a reminder."""
    interview = conducted(member.interview, by)
    current = interview.panel.owing().select_related("user").filter(pk=member.pk).first()
    if current is None or interview.state != InterviewSession.State.SCORING:
        raise Conflict("Nothing is missing from this person any more.")
    now = timezone.now()
    if current.reminded_at and not may_remind(current.reminded_at, now):
        ago, wait = in_words(now - current.reminded_at), in_words(REMIND_AGAIN_AFTER)
        raise Conflict(f"{current.user} was reminded {ago} ago. Another reminder is possible {wait} after the last.")
    PanelMember.objects.filter(pk=current.pk).update(reminded_at=now)
    event = record(interview=interview, kind="reminded", audience=PANEL, by=by, member=current.public_id)
    key = f"{interview.public_id}:{event.seq}"
    enqueue(MAIL_REMINDER, dedupe_key=key, args={"member": current.pk, "key": key})
    return current


@transaction.atomic
def mail_reminder(*, member_id: int, key: str) -> bool:
    """Sends the mail of one reminder once, if the scorecard is still missing; True when it was sent."""
    member = PanelMember.objects.select_related("user", "interview__candidate", "interview__position").get(pk=member_id)
    interview = locked(member.interview)
    sent = interview.events.filter(kind="reminder_mailed", detail__key=key).exists()
    if sent or not interview.panel.owing().filter(pk=member.pk, user__is_active=True).exists():
        return False
    record(interview=interview, kind="reminder_mailed", audience=PANEL, by=None, key=key)
    _mail(member, key).send()
    return True


def _mail(member: PanelMember, key: str) -> EmailMessage:
    interview = member.interview
    page = settings.BASE_URL.rstrip("/") + reverse("scorecard", args=[interview.public_id])
    body = (
        f"Hello {member.user.first_name},\n\n"
        f"the debrief on {interview.candidate} ({interview.position}) waits for your scorecard. "
        "It opens when everybody on the panel has submitted.\n\n"
        f"Your scorecard: {page}\n"
    )
    headers = {"Message-ID": f"<reminder-{key.replace(':', '-')}@interviewprep>"}
    return EmailMessage(f"Your scorecard on {interview.candidate}", body, to=[member.user.email], headers=headers)


@transaction.atomic
def reminder_failed(args: dict[str, Any]) -> None:
    """After the last attempt: the button comes back, and the page says that no mail left."""
    member = PanelMember.objects.filter(pk=args["member"]).select_related("interview").first()
    if member is None:
        return
    PanelMember.objects.filter(pk=member.pk).update(reminded_at=None)
    interview = locked(member.interview)
    record(interview=interview, kind="reminder_failed", audience=PANEL, by=None, member=member.public_id)
