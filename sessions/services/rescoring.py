"""A newer version of a rubric, seen from the interviews: who scores again, and when an interview moves to it.

Machines only show what they compute: the weights of an interview are fixed before its first score. People score again
by a correction under the new version; the interview moves when the last of them has, all at once, so that no debrief
ever mixes two texts.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core.errors import Conflict, Forbidden
from rubric.models import Rescore, RubricVersion, Scorecard
from rubric.services.corrections import newest_submitted, start_correction, with_corrections
from rubric.services.rescoring import finish_by_hand, pass_on, plan_rescoring
from sessions.models import InterviewSession, PanelMember, Position, SessionEvent
from sessions.services.cuts import cut_is_fixed
from sessions.services.events import record
from sessions.services.rights import locked
from sessions.signals import scorecard_corrected

State = InterviewSession.State
SUBMITTED = Scorecard.State.SUBMITTED
# Whoever has begun to talk is judged by the text they began with.
NOT_BEGUN = (State.DRAFT, State.SCHEDULED)


def queue_rescoring(sender: Any, version: RubricVersion, **kwargs: Any) -> None:
    """Of every completed interview that is not decided yet; the others were judged, or will be, by their own text."""
    seats = PanelMember.objects.filter(
        interview__state=State.COMPLETED,
        interview__decided_at=None,
        scorecard__state=SUBMITTED,
        scorecard__rubric_version__rubric=version.rubric_id,
    )
    cards = Scorecard.objects.filter(seat__in=seats)
    plan_rescoring(version=version, cards=with_corrections(cards))


@transaction.atomic
def start_rescore(*, member: PanelMember, version: RubricVersion) -> Scorecard:
    """Opens a correction under the new version that holds every value that still stands."""
    interview = locked(member.interview)
    refuse_after_decision(interview)
    if member.scorecard is None:
        raise Forbidden("A shadow watches and does not score.")
    card = newest_submitted(member.scorecard)
    asked = Rescore.objects.filter(version=version, scorecard=card, kind=Rescore.Kind.HAND, done_at=None)
    if not asked.exists():
        raise Conflict("You have scored this again already, or nothing is asked of you.")
    other = Scorecard.objects.filter(corrects=card, state=Scorecard.State.DRAFT).exclude(rubric_version=version)
    if other.exists():
        raise Conflict("You have begun a correction of this scorecard. Submit or drop it first.")
    reason = f"Version {version.number} of the rubric changed what is judged."
    return start_correction(scorecard=card, author=member.user, reason=reason, rubric_version=version)


def refuse_after_decision(interview: InterviewSession) -> None:
    if interview.decided_at is not None:
        raise Conflict("This interview is decided, so its scorecards take no more corrections.")


def seat_correction(*, interview: InterviewSession, member: PanelMember, scorecard: Scorecard) -> None:
    """Puts a submitted correction in its place; one under a newer version waits until everybody has one."""
    finish_by_hand(corrected=scorecard)
    if scorecard.rubric_version_id != interview.rubric_version_id:
        _move_when_all_have(interview, scorecard.rubric_version)
        return
    pass_on(corrected=scorecard)
    PanelMember.objects.filter(pk=member.pk, scorecard=scorecard.corrects).update(scorecard=scorecard)


def _move_when_all_have(interview: InterviewSession, version: RubricVersion) -> None:
    seats = interview.panel.filter(scorecard__state=SUBMITTED, waived_at=None).select_related("scorecard")
    newest = [(seat, newest_submitted(seat.scorecard)) for seat in seats if seat.scorecard]
    if any(card.rubric_version_id != version.pk for _, card in newest):
        return
    for seat, card in newest:
        PanelMember.objects.filter(pk=seat.pk).update(scorecard=card)
    interview.rubric_version = version
    interview.save(update_fields=["rubric_version"])
    record(interview=interview, kind="rescored", audience=SessionEvent.Audience.PANEL, by=None, version=version.number)
    transaction.on_commit(lambda: scorecard_corrected.send(sender=InterviewSession, interview=interview), robust=True)


def newer_version(position: Position) -> RubricVersion | None:
    """The newest published version of the position's rubric, where that is not the one it uses."""
    versions = RubricVersion.objects.published().filter(
        rubric=position.rubric_version.rubric_id, number__gt=position.rubric_version.number
    )
    return versions.order_by("-number").first()


@transaction.atomic
def use_newer_version(*, position: Position) -> Position:
    """For every interview of the position, planned ones included; never once the first of them has begun."""
    current = Position.objects.select_for_update(of=("self",)).select_related("rubric_version").get(pk=position.pk)
    # Holds back whoever would open a lobby meanwhile.
    list(current.interviews.select_for_update(of=("self",)).values_list("pk", flat=True))
    version = newer_version(current)
    if version is None:
        return current
    if cut_is_fixed(current):
        raise Conflict(
            "The first interview for this position has begun, and everybody is judged by the same text. "
            "Open another position for the new version."
        )
    current.rubric_version = version
    current.save(update_fields=["rubric_version"])
    _move_planned(current.interviews.filter(state__in=NOT_BEGUN), version)
    return current


def _move_planned(interviews: QuerySet[InterviewSession], version: RubricVersion) -> None:
    Scorecard.objects.filter(seat__interview__in=interviews).update(rubric_version=version)
    interviews.update(rubric_version=version)
