"""What the mails about an interview say. Each looks at the newest state when it is sent, and may be dropped."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.mail import Attachment, Letter, composes, letter, message_id
from core.models import Mail
from sessions.calendar import CONTENT_TYPE, Entry, Method, calendar_file
from sessions.calendar_entries import candidate_entry, full_address, join_address, panel_entry
from sessions.candidate_page import present
from sessions.models import InterviewSession, PanelMember
from sessions.services import calling
from sessions.services.links import issue_mailed_link
from sessions.services.reminder_by_hand import SCORECARD_ASKED_FOR
from sessions.services.reminding import CANDIDATE_SOON, PANEL_SOON, SCORECARD_DUE

OPEN = ("scheduled", "lobby")


def _interview(args: dict[str, Any]) -> InterviewSession:
    people = InterviewSession.objects.select_related("candidate", "position", "owner")
    return people.get(pk=args["interview"])


def _member(args: dict[str, Any]) -> PanelMember | None:
    """The seat while it is held by somebody who may still sign in."""
    seats = PanelMember.objects.select_related("user").filter(user__is_active=True)
    return seats.filter(pk=args["member"]).first()


def _entry_file(entry: Entry, method: Method) -> tuple[Attachment]:
    return (Attachment("interview.ics", calendar_file(entry, method), CONTENT_TYPE.format(method=method)),)


def _moved(interview: InterviewSession, title: str) -> str:
    return f"New time: {title}" if interview.calendar_sequence else title


@composes(calling.PANEL_CALLED)
def panel_called(args: dict[str, Any]) -> Letter | None:
    interview, member = _interview(args), _member(args)
    if member is None or interview.state not in OPEN:
        return None
    entry = panel_entry(interview, member)
    context = {"interview": interview, "member": member, "room": entry.address}
    files = _entry_file(entry, Method.REQUEST)
    return letter("panel_called", context, subject=_moved(interview, entry.title), attachments=files)


@composes(calling.CANDIDATE_CALLED)
def candidate_called(args: dict[str, Any]) -> Letter | None:
    """Makes the link that it carries. Dropped once somebody made a link by hand after asking for this mail."""
    interview = _interview(args)
    if interview.state not in OPEN:
        return None
    token = issue_mailed_link(interview=interview, asked_at=datetime.fromisoformat(args["asked_at"]))
    if token is None:
        return None
    entry = candidate_entry(interview, address=join_address(token))
    context = {"interview": interview, "present": present(interview), "address": entry.address}
    files = _entry_file(entry, Method.REQUEST)
    subject = _moved(interview, f"Your interview: {interview.position.title}")
    return letter("candidate_called", context, subject=subject, attachments=files)


@composes(calling.CALLED_OFF)
def called_off(args: dict[str, Any]) -> Letter | None:
    """To whoever lost the seat, or to everybody when the interview was cancelled."""
    interview = _interview(args)
    member = PanelMember.with_removed.select_related("user").get(pk=args["member"])
    if interview.state != "cancelled" and member.removed_at is None:
        return None
    entry = panel_entry(interview, member)
    context = {"interview": interview, "member": member, "cancelled": interview.state == "cancelled"}
    files = _entry_file(entry, Method.CANCEL)
    return letter("called_off", context, subject=f"Cancelled: {entry.title}", attachments=files)


@composes(calling.CANDIDATE_CALLED_OFF)
def candidate_called_off(args: dict[str, Any]) -> Letter | None:
    interview = _interview(args)
    if interview.state != "cancelled":
        return None
    files = _entry_file(candidate_entry(interview, address=""), Method.CANCEL)
    subject = f"Cancelled: your interview for {interview.position.title}"
    return letter("candidate_called_off", {"interview": interview}, subject=subject, attachments=files)


@composes(PANEL_SOON)
def panel_soon(args: dict[str, Any]) -> Letter | None:
    interview, member = _interview(args), _member(args)
    if member is None or _outdated(interview, args):
        return None
    room = full_address(reverse("room", args=[interview.public_id]))
    soon = _soon(interview, args)
    context = {"interview": interview, "member": member, "room": room, "soon": soon}
    return letter("panel_soon", context, subject=f"{soon.capitalize()}: interview with {interview.candidate}")


@composes(CANDIDATE_SOON)
def candidate_soon(args: dict[str, Any]) -> Letter | None:
    """Without a link, which only the invitation holds: an answer to it, so that both stand together."""
    interview = _interview(args)
    if _outdated(interview, args):
        return None
    invitation = calling.last_call(interview)
    thread = message_id(invitation) if invitation and invitation.state == Mail.State.SENT else ""
    soon = _soon(interview, args)
    context = {"interview": interview, "present": present(interview), "soon": soon, "invitation": invitation}
    subject = f"{soon.capitalize()}: your interview for {interview.position.title}"
    return letter("candidate_soon", context, subject=subject, thread=thread)


def _outdated(interview: InterviewSession, args: dict[str, Any]) -> bool:
    moved = interview.calendar_sequence != args["sequence"]
    return moved or interview.state not in OPEN or interview.scheduled_at <= timezone.now()


def _soon(interview: InterviewSession, args: dict[str, Any]) -> str:
    """A mail that waited for its server, or for the worker, still says the right day."""
    if args["hours"] == 1:
        return "in an hour"
    today = timezone.localdate(interview.scheduled_at) == timezone.localdate()
    return "today" if today else "tomorrow"


@composes(SCORECARD_DUE)
def scorecard_due(args: dict[str, Any]) -> Letter | None:
    member = PanelMember.objects.owing().select_related("user").filter(pk=args["member"], user__is_active=True).first()
    interview = _interview(args)
    if member is None or interview.state != "scoring" or interview.ended_at is None:
        return None
    address = full_address(reverse("scorecard", args=[interview.public_id]))
    context = {"interview": interview, "member": member, "address": address, "days": args["days"]}
    return letter("scorecard_due", context, subject=f"Your scorecard on {interview.candidate} is open")


@composes(SCORECARD_ASKED_FOR)
def scorecard_asked_for(args: dict[str, Any]) -> Letter | None:
    """Not wanted any more once the scorecard is in or waived, or the person has left."""
    owing = PanelMember.objects.owing().filter(interview__state="scoring", user__is_active=True)
    member = (
        owing.select_related("user", "interview__candidate", "interview__position").filter(pk=args["member"]).first()
    )
    if member is None:
        return None
    interview = member.interview
    address = full_address(reverse("scorecard", args=[interview.public_id]))
    context = {"member": member, "interview": interview, "by": args["by"], "address": address}
    return letter("scorecard_asked_for", context, subject=f"Your scorecard on {interview.candidate}")
