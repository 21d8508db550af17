"""A role that was taken away takes what it opened along, at once and whatever the person still sits on (I8)."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from reports.services.freezing import freeze_report
from sessions.live.places import PANEL, Place, standing
from sessions.models import InterviewPlan, InterviewSession, Position

SignIn = Callable[[User], Client]


def take_the_role(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_interviewer=False)


@pytest.mark.parametrize("page", ["", "room/", "room/status/", "scorecard/", "calendar.ics"])
@pytest.mark.parametrize("seat", ["owner", "panel"])
def test_an_interview_is_closed_to_whoever_interviews_no_more(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn, seat: str, page: str
) -> None:
    person = lead if seat == "owner" else panelist
    client = as_user(person)
    take_the_role(person)
    assert client.get(f"/interviews/{interview.public_id}/{page}").status_code == 404


def test_the_room_can_no_longer_be_conducted(interview: InterviewSession, lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    take_the_role(lead)
    answer = client.post(f"/interviews/{interview.public_id}/move/", {"action": "start"})
    interview.refresh_from_db()
    assert (answer.status_code, interview.state) == (404, "scheduled")


def test_positions_and_plans_are_closed_too(interview: InterviewSession, lead: User, as_user: SignIn) -> None:
    client, plan = as_user(lead), InterviewPlan.objects.get()
    take_the_role(lead)
    paths = (f"/positions/{Position.objects.get().public_id}/", f"/plans/{plan.public_id}/")
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_a_report_is_closed_to_its_owner(interview: InterviewSession, lead: User, as_user: SignIn) -> None:
    InterviewSession.objects.filter(pk=interview.pk).update(state="completed")
    report = freeze_report(interview=interview)
    client = as_user(lead)
    assert client.get(f"/reports/{report.public_id}/").status_code == 200
    take_the_role(lead)
    assert client.get(f"/reports/{report.public_id}/").status_code == 404


def test_the_sockets_of_a_lost_role_stand_nowhere(interview: InterviewSession, lead: User, panelist: User) -> None:
    places = {user: Place(PANEL, interview.public_id, interview.panel.get(user=user).pk) for user in (lead, panelist)}
    take_the_role(panelist)
    assert standing(places.values()) == {places[lead]}
