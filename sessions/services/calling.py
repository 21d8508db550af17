"""Calling people to an interview, telling them when it moves, and calling it off: which mails are asked for.

What a mail says is written in sessions.letters when it is sent.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError
from core.mail import post
from core.models import Mail
from sessions.models import InterviewSession, PanelMember
from sessions.services.rights import conducted

PANEL_CALLED = "panel_called"
CANDIDATE_CALLED = "candidate_called"
CALLED_OFF = "called_off"
CANDIDATE_CALLED_OFF = "candidate_called_off"
AHEAD = ("draft", "scheduled", "lobby")


@transaction.atomic
def call_panel(interview: InterviewSession, members: Iterable[PanelMember] | None = None) -> None:
    """Asks for one mail to each member (all of them unless named), for this version of the calendar entry."""
    InterviewSession.objects.filter(pk=interview.pk).update(called_at=timezone.now())
    for member in interview.panel.select_related("user") if members is None else members:
        _post(PANEL_CALLED, interview, member.user.email, f"{member.pk}:{_sequence(interview)}", member=member.pk)


@transaction.atomic
def call_candidate(*, interview: InterviewSession, by: User) -> Mail:
    """Mails the candidate a link of their own. Sending again makes a new link; the one before stops working."""
    current = conducted(interview, by)
    if not current.candidate.email:
        raise DomainError("There is no mail address of the candidate. Copy the link instead.")
    if current.state not in AHEAD:
        raise Conflict("The interview has begun, so an invitation would come too late. Make a link instead.")
    return post_candidate_call(current)


@transaction.atomic
def call_everybody(*, interview: InterviewSession, by: User) -> bool:
    """The panel, and the candidate where a mail can reach them; whether it can."""
    call_panel(interview)
    if interview.candidate.email:
        call_candidate(interview=interview, by=by)
    return bool(interview.candidate.email)


def post_candidate_call(interview: InterviewSession) -> Mail:
    now = timezone.now()
    InterviewSession.objects.filter(pk=interview.pk).update(called_at=now, candidate_called_at=now)
    key = f"{_sequence(interview)}:{now.timestamp():.3f}"
    return _post(CANDIDATE_CALLED, interview, interview.candidate.email, key, asked_at=now.isoformat())


@transaction.atomic
def call_off(interview: InterviewSession) -> None:
    """Everybody who was called learns that the interview will not be. Inside the transaction that cancels it."""
    sequence = next_sequence(interview)
    if interview.called_at is None:
        return
    for member in interview.panel.select_related("user"):
        call_off_member(interview, member, sequence=sequence)
    if interview.candidate_called_at and interview.candidate.email:
        _post(CANDIDATE_CALLED_OFF, interview, interview.candidate.email, str(sequence))


def call_off_member(interview: InterviewSession, member: PanelMember, *, sequence: int) -> None:
    _post(CALLED_OFF, interview, member.user.email, f"{member.pk}:{sequence}", member=member.pk)


def next_sequence(interview: InterviewSession) -> int:
    """A new version of the calendar entry: calendars replace the ones before."""
    InterviewSession.objects.filter(pk=interview.pk).update(calendar_sequence=F("calendar_sequence") + 1)
    interview.calendar_sequence = _sequence(interview)
    return interview.calendar_sequence


def _sequence(interview: InterviewSession) -> int:
    return InterviewSession.objects.values_list("calendar_sequence", flat=True).get(pk=interview.pk)


def _post(kind: str, interview: InterviewSession, to: str, key: str, **args: object) -> Mail:
    dedupe_key = f"{kind}:{interview.pk}:{key}"
    return post(kind=kind, to=to, dedupe_key=dedupe_key, args={"interview": interview.pk, **args})


def last_call(interview: InterviewSession) -> Mail | None:
    """The candidate's newest invitation, so that a page can say what became of it."""
    return Mail.objects.filter(dedupe_key__startswith=f"{CANDIDATE_CALLED}:{interview.pk}:").order_by("-pk").first()
