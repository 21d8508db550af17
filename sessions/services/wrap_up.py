from django.db import transaction

from core.errors import Conflict, Forbidden
from rubric.models import Scorecard
from rubric.services import scorecards
from sessions.models import PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.moves import complete_when_all_submitted, locked


@transaction.atomic
def submit_scorecard(*, member: PanelMember) -> Scorecard:
    """Locks the member's own scorecard; the last one to submit completes the interview."""
    if member.scorecard is None:
        raise Forbidden("A shadow watches and does not score.")
    interview = locked(member.interview)
    if interview.state not in ("scoring", "completed"):
        raise Conflict("End the interview first: a scorecard is submitted after it.")
    before = member.scorecard.state
    scorecard = scorecards.submit(scorecard=member.scorecard, author=member.user)
    if before != Scorecard.State.SUBMITTED:
        record(interview=interview, kind="submitted", audience=SessionEvent.Audience.PANEL, by=member.user)
        complete_when_all_submitted(interview)
    return scorecard
