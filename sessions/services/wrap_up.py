from django.db import transaction

from core.errors import Conflict, Forbidden
from rubric.models import Scorecard
from rubric.services import scorecards
from sessions.models import InterviewSession, PanelMember, SessionEvent
from sessions.services.events import record
from sessions.services.moves import complete_when_all_submitted
from sessions.services.rescoring import refuse_after_decision, seat_correction
from sessions.services.rights import locked
from sessions.signals import scorecard_corrected

PANEL = SessionEvent.Audience.PANEL


@transaction.atomic
def submit_scorecard(*, member: PanelMember) -> Scorecard:
    """Locks the member's own scorecard; the last one to submit completes the interview."""
    if member.scorecard is None:
        raise Forbidden("A shadow watches and does not score.")
    interview = locked(member.interview)
    if interview.state not in ("scoring", "completed"):
        raise Conflict("End the interview first: a scorecard is submitted after it.")
    _refuse_waived(member)
    first = not _is_submitted(member.scorecard)
    scorecard = scorecards.submit(scorecard=member.scorecard, author=member.user)
    if first:
        record(interview=interview, kind="submitted", audience=PANEL, by=member.user)
        complete_when_all_submitted(interview)
    return scorecard


def _is_submitted(scorecard: Scorecard) -> bool:
    """Asked of the newest row, under the interview's lock: another press may have come first."""
    return Scorecard.objects.filter(pk=scorecard.pk, state=Scorecard.State.SUBMITTED).exists()


def _refuse_waived(member: PanelMember) -> None:
    """Asked of the newest row, under the interview's lock: the lead may have waived a moment ago."""
    reason = PanelMember.objects.filter(pk=member.pk, waived_at__isnull=False).values_list("waive_reason", flat=True)
    if reason:
        raise Conflict(f"The debrief was opened without your scorecard: {reason[0]}")


@transaction.atomic
def submit_correction(*, member: PanelMember, draft: Scorecard) -> Scorecard:
    """Locks a correction and seats it in the place of what it corrects, which stays as it was. One under a newer
    version of the rubric takes its place when the whole panel has one. A second press changes nothing."""
    interview = locked(member.interview)
    refuse_after_decision(interview)
    if _is_submitted(draft):
        draft.refresh_from_db()
        return draft
    scorecard = scorecards.submit(scorecard=draft, author=member.user)
    seat_correction(interview=interview, member=member, scorecard=scorecard)
    record(interview=interview, kind="corrected", audience=PANEL, by=member.user)
    transaction.on_commit(lambda: scorecard_corrected.send(sender=InterviewSession, interview=interview), robust=True)
    return scorecard
