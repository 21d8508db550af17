"""Two presses at once: both read the draft, then one waits for the other's lock."""

import pytest

from accounts.models import User
from rubric.models import Scorecard
from rubric.services.corrections import start_correction
from sessions.models import InterviewSession, PanelMember
from sessions.services.moves import move
from sessions.services.wrap_up import submit_correction, submit_scorecard
from tests.reports.conftest import change, judge


@pytest.fixture
def seat(interview: InterviewSession, lead: User) -> PanelMember:
    """Everything is judged; nothing is submitted."""
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    seat = interview.panel.select_related("scorecard", "user").get(user=lead)
    change(seat.scorecard, lead, lambda card: judge(card, {"junior": "4", "mid": "4"}, "Words.", "Quoted."))
    return seat


def test_a_second_press_on_a_correction_gets_the_receipt_of_the_first(seat: PanelMember) -> None:
    card = submit_scorecard(member=seat)
    draft = start_correction(scorecard=card, author=seat.user, reason="I mixed up two answers.")
    change(draft, seat.user, lambda card: judge(card, {"junior": "2", "mid": "2"}, "Words.", "Quoted."))
    late = Scorecard.objects.get(pk=draft.pk)
    draft.refresh_from_db()
    first, second = submit_correction(member=seat, draft=draft), submit_correction(member=seat, draft=late)
    assert second.content_hash == first.content_hash
