"""The panel's debrief: opening it without those who do not submit, and values after the discussion."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError
from rubric.models import Criterion, Rating, Scorecard
from rubric.services.scorecards import HALF_STEPS
from sessions.models import DiscussedValue, InterviewSession, PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.moves import complete_when_all_submitted
from sessions.services.rights import conducted, locked

PANEL = SessionEvent.Audience.PANEL
SUBMITTED = Scorecard.State.SUBMITTED


@transaction.atomic
def open_without_the_missing(*, interview: InterviewSession, reason: str, by: User) -> InterviewSession:
    """Waives every scorecard that is not in, with the reason the report prints, and so opens the debrief.

    A waived scorecard stays a draft that nobody else ever reads. Whoever waives has submitted their own.
    """
    current = conducted(interview, by)
    if current.state != InterviewSession.State.SCORING:
        raise Conflict("Only an interview that waits for scorecards can be opened without some of them.")
    missing = current.panel.owing()
    _refuse_waiving(current, by)
    if not reason.strip():
        raise DomainError("Say in a sentence why you go on without them: the report will print it.")
    names = [str(member.user) for member in missing.select_related("user")]
    missing.update(waived_at=timezone.now(), waive_reason=reason.strip()[:300])
    record(interview=current, kind="waived", audience=PANEL, by=by, names=names)
    complete_when_all_submitted(current)
    current.refresh_from_db()
    return current


def _refuse_waiving(interview: InterviewSession, by: User) -> None:
    if interview.panel.owing().filter(user=by).exists():
        raise Conflict("Submit your own scorecard first: nobody opens the debrief for themselves.")
    if not interview.panel.filter(scorecard__state=SUBMITTED).exists():
        raise Conflict("Nobody has submitted yet, so there is nothing to talk about.")


@transaction.atomic
def say_after_discussion(*, member: PanelMember, criterion: Criterion, value: Decimal | None) -> None:
    """What the member says now, beside what they submitted; None, or the same again, takes it back."""
    interview = locked(member.interview)
    _refuse_saying(interview, member)
    given = Rating.objects.filter(scorecard=member.scorecard, criterion=criterion, value__isnull=False).first()
    if given is None:
        raise Conflict(
            "You did not observe this. If you did after all, correct your scorecard: that asks for a reason."
        )
    if value is not None and value not in HALF_STEPS:
        raise BadRequest("A value is a number from 1 to 5 in half steps.")
    if value is None or value == given.value:
        DiscussedValue.objects.filter(member=member, criterion=criterion).delete()
    else:
        DiscussedValue.objects.update_or_create(member=member, criterion=criterion, defaults={"value": value})
    record(interview=interview, kind="discussed", audience=PANEL, by=member.user)


def _refuse_saying(interview: InterviewSession, member: PanelMember) -> None:
    if interview.state != InterviewSession.State.COMPLETED:
        raise Conflict("The debrief is not open yet.")
    if interview.decided_at is not None:
        raise Conflict("This interview is decided, so its values stay as they are.")
    if member.scorecard is None or member.scorecard.state != SUBMITTED:
        raise Conflict("Only who has submitted a scorecard has a value to change.")
