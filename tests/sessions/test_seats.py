"""Who leads an interview, who joins its panel late, and who leaves it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from core.errors import Conflict, Forbidden
from rubric.models import Scorecard
from sessions.models import InterviewSession, PanelMember
from sessions.services.links import issue_link
from sessions.services.seats import hand_over_lead, remove_member


@pytest.fixture
def client(lead: User, as_user: Callable[[User], Client]) -> Client:
    return as_user(lead)


@pytest.fixture
def member(interview: InterviewSession, panelist: User) -> PanelMember:
    return interview.panel.get(user=panelist)


def press(client: Client, interview: InterviewSession, what: str, **fields: str) -> HttpResponse:
    return client.post(f"/interviews/{interview.public_id}/{what}/", fields)


def seats(interview: InterviewSession) -> dict[str, str]:
    return dict(interview.panel.values_list("user__full_name", "seat"))


def test_the_lead_is_handed_over(client: Client, interview: InterviewSession, member: PanelMember) -> None:
    press(client, interview, "seat/lead", member=member.public_id)
    assert seats(interview) == {"Lena Lead": "panel", "Pavel Panel": "lead"}


def test_a_shadow_cannot_lead(client: Client, interview: InterviewSession, member: PanelMember) -> None:
    interview.panel.filter(pk=member.pk).update(seat="shadow")
    answer = press(client, interview, "seat/lead", member=member.public_id)
    assert "they cannot lead" in answer.content.decode()
    assert seats(interview)["Lena Lead"] == "lead"


def test_a_late_joiner_gets_a_seat(client: Client, interview: InterviewSession, stranger: User) -> None:
    press(client, interview, "seat/add", person=stranger.public_id, seat="shadow")
    assert seats(interview)["Sina Stranger"] == "shadow"


def test_whoever_sits_there_is_not_seated_twice(client: Client, interview: InterviewSession, panelist: User) -> None:
    assert press(client, interview, "seat/add", person=panelist.public_id, seat="panel").status_code == 409


def test_the_candidate_gets_no_seat_on_their_own_panel(
    client: Client, interview: InterviewSession, stranger: User
) -> None:
    candidate = interview.candidate
    candidate.user = stranger
    candidate.save()
    answer = press(client, interview, "seat/add", person=stranger.public_id, seat="panel")
    assert "cannot sit on their own panel" in answer.content.decode()


def test_a_seat_that_was_taken_away_comes_back_as_it_was(
    client: Client, interview: InterviewSession, member: PanelMember
) -> None:
    press(client, interview, "seat/remove", member=member.public_id)
    assert seats(interview) == {"Lena Lead": "lead"}
    press(client, interview, "seat/add", person=member.user.public_id, seat="shadow")
    assert interview.panel.get(user=member.user).pk == member.pk


def test_the_lead_hands_over_before_they_leave(client: Client, interview: InterviewSession, lead: User) -> None:
    own = interview.panel.get(user=lead)
    assert press(client, interview, "seat/remove", member=own.public_id).status_code == 409


def test_a_factor_that_is_no_number_is_refused(client: Client, interview: InterviewSession) -> None:
    assert press(client, interview, "time", factor="twice").status_code == 400


@pytest.mark.parametrize("act", [hand_over_lead, remove_member])
def test_a_seat_that_was_taken_away_meanwhile_is_refused(
    act: Callable[..., object], interview: InterviewSession, member: PanelMember, lead: User
) -> None:
    remove_member(interview=interview, member=member, by=lead)
    with pytest.raises(Conflict, match="taken away in the meantime"):
        act(interview=interview, by=lead, **{"to" if act is hand_over_lead else "member": member})
    assert seats(interview) == {"Lena Lead": "lead"}


def test_a_scorecard_that_was_submitted_meanwhile_keeps_its_seat(
    interview: InterviewSession, member: PanelMember, lead: User
) -> None:
    assert member.scorecard
    Scorecard.objects.filter(pk=member.scorecard.pk).update(state="submitted")
    with pytest.raises(Conflict, match="is submitted and counts"):
        remove_member(interview=interview, member=member, by=lead)


@pytest.mark.parametrize("factor", ["sNaN", "NaN", "Infinity", "3"])
def test_a_factor_that_is_not_offered_is_refused(client: Client, interview: InterviewSession, factor: str) -> None:
    assert press(client, interview, "time", factor=factor).status_code == 400


def test_a_link_is_made_by_whoever_conducts_when_it_is_written(
    interview: InterviewSession, member: PanelMember, lead: User
) -> None:
    issue_link(interview=interview, by=lead)
    with pytest.raises(Forbidden, match="lead or the owner"):
        issue_link(interview=interview, by=member.user)
    assert interview.links.filter(revoked_at=None).count() == 1
