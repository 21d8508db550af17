"""Which calendar entry a member of the panel gets, and which one the candidate: never the same (I1)."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from sessions.calendar import Entry, Person
from sessions.models import InterviewSession, PanelMember


def panel_entry(interview: InterviewSession, member: PanelMember | None = None) -> Entry:
    """With the way to the room; without a member, for whoever downloads it."""
    return _entry(
        interview,
        audience="panel",
        title=f"Interview: {interview.candidate}, {interview.position.title}",
        text="You are on the panel. The room opens with this link; sign in as usual.",
        address=full_address(reverse("room", args=[interview.public_id])),
        attendee=Person(str(member.user), member.user.email) if member else None,
    )


def candidate_entry(interview: InterviewSession, *, address: str) -> Entry:
    """With the join link and nothing of the panel's; a cancellation needs no link."""
    candidate = interview.candidate
    return _entry(
        interview,
        audience="candidate",
        title=f"Interview: {interview.position.title}",
        text="Your way in, without an account. It opens 30 minutes before the start.",
        address=address,
        attendee=Person(candidate.name, candidate.email) if candidate.email else None,
    )


def full_address(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path


def join_address(token: str) -> str:
    return full_address(reverse("join", args=[token]))


def _entry(
    interview: InterviewSession, *, audience: str, title: str, text: str, address: str, attendee: Person | None
) -> Entry:
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Entry(
        uid=f"{interview.public_id}.{audience}@{settings.MAIL_DOMAIN}",
        sequence=interview.calendar_sequence,
        starts_at=interview.scheduled_at,
        minutes=interview.minutes,
        stamp=timezone.now(),
        title=title,
        text=text,
        address=address,
        organizer=Person(name or "InterviewPrep", email),
        attendee=attendee,
    )
