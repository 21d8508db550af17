"""Reminders by the clock: before an interview, and afterwards until a scorecard is in.

Each reminder has a key of its own, so that looking often sends once. Only interviews to which people were called by
mail are reminded of.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from core.mail import post
from core.periodic import periodic
from sessions.models import InterviewSession, PanelMember

PANEL_SOON = "panel_soon"
CANDIDATE_SOON = "candidate_soon"
SCORECARD_DUE = "scorecard_due"
HOURS_BEFORE = (24, 1)
# Whoever was called so shortly before needs no reminder.
CALLED_AGO = timedelta(hours=2)
FIRST_AFTER = timedelta(hours=1)
AGAIN_EVERY = timedelta(days=1)
# After two weeks a mail a day helps nobody; the position's page still says who is late.
LAST_DAY = 14
LOOK_EVERY = timedelta(minutes=5)


@periodic("sessions.remind_before", every=LOOK_EVERY)
def remind_before(args: dict[str, object]) -> None:
    now = timezone.now()
    ahead = InterviewSession.objects.filter(state__in=("scheduled", "lobby"), called_at__isnull=False)
    for interview in ahead.filter(scheduled_at__gt=now, scheduled_at__lte=now + timedelta(hours=24)):
        hours = due_hours(interview.scheduled_at, interview.called_at, now)
        if hours:
            _remind(interview, hours)


def due_hours(starts_at: datetime, called_at: datetime | None, now: datetime) -> int | None:
    """24 or 1: the reminder that is due. None when none is, or when its moment came soon after the call."""
    left = starts_at - now
    hours = next((h for h in sorted(HOURS_BEFORE) if left <= timedelta(hours=h)), None)
    if hours is None or called_at is None:
        return None
    return hours if starts_at - timedelta(hours=hours) - called_at >= CALLED_AGO else None


def _remind(interview: InterviewSession, hours: int) -> None:
    args = {"interview": interview.pk, "sequence": interview.calendar_sequence, "hours": hours}
    key = f"{interview.pk}:{interview.calendar_sequence}:{hours}"
    for member in interview.panel.select_related("user"):
        dedupe_key = f"{PANEL_SOON}:{key}:{member.pk}"
        post(kind=PANEL_SOON, to=member.user.email, dedupe_key=dedupe_key, args=args | {"member": member.pk})
    if interview.candidate_called_at and interview.candidate.email:
        post(kind=CANDIDATE_SOON, to=interview.candidate.email, dedupe_key=f"{CANDIDATE_SOON}:{key}", args=args)


@periodic("sessions.remind_to_submit", every=LOOK_EVERY)
def remind_to_submit(args: dict[str, object]) -> None:
    """An hour after the end, then daily, for two weeks."""
    now = timezone.now()
    late = PanelMember.objects.owing().filter(interview__state="scoring", interview__called_at__isnull=False)
    for member in late.filter(interview__ended_at__lte=now - FIRST_AFTER).select_related("user", "interview"):
        _ask_for(member, now)


def _ask_for(member: PanelMember, now: datetime) -> None:
    assert member.interview.ended_at  # noqa: S101 - for the type checker: the query asked for it
    days = (now - FIRST_AFTER - member.interview.ended_at) // AGAIN_EVERY
    asked_by_hand = member.reminded_at and now - member.reminded_at < AGAIN_EVERY / 2
    if days > LAST_DAY or asked_by_hand:
        return
    post(
        kind=SCORECARD_DUE,
        to=member.user.email,
        dedupe_key=f"{SCORECARD_DUE}:{member.pk}:{days}",
        args={"interview": member.interview_id, "member": member.pk, "days": days},
    )
