"""Finding and permitting in one call: what a person may not see does not exist for them (I11)."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.people import signed_in
from core.logs import bind
from sessions.models import AskedQuestion, InterviewPlan, InterviewSession, PanelMember, Position


def visible_interview(request: HttpRequest, public_id: str) -> InterviewSession:
    interviews = InterviewSession.objects.visible_to(signed_in(request)).with_people()
    found = get_object_or_404(interviews, public_id=public_id)
    bind(interview=found.public_id)
    return found


def own_seat(request: HttpRequest, public_id: str) -> PanelMember:
    """The asking person's own seat; another's is never found, not even by the owner (I5)."""
    user = signed_in(request)
    seats = PanelMember.objects.standing().select_related(
        "user", "scorecard__rubric_version", "interview__candidate", "interview__position", "interview__current"
    )
    seat = get_object_or_404(seats, interview__public_id=public_id, user=user)
    bind(interview=seat.interview.public_id)
    return seat


def asked_question(interview: InterviewSession, public_id: str) -> AskedQuestion:
    return get_object_or_404(interview.asked.select_related("question_version"), public_id=public_id)


def owned_position(request: HttpRequest, public_id: str) -> Position:
    return get_object_or_404(Position.objects.owned_by(signed_in(request)), public_id=public_id)


def owned_plan(request: HttpRequest, public_id: str) -> InterviewPlan:
    plans = InterviewPlan.objects.owned_by(signed_in(request)).select_related("position")
    return get_object_or_404(plans, public_id=public_id)
