"""An interview plan as its buttons change it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from questions.models import Question
from questions.services.bank import Content, Place, add_question
from sessions.models import Candidate, InterviewPlan, InterviewSession


@pytest.fixture
def client(lead: User, as_user: Callable[[User], Client]) -> Client:
    return as_user(lead)


@pytest.fixture
def plan(interview: InterviewSession) -> InterviewPlan:
    assert interview.plan
    return interview.plan


def press(client: Client, plan: InterviewPlan, button: str = "", **fields: str | list[str]) -> int:
    plan.refresh_from_db()
    data = {"base_version": plan.version, "budget": "30", "question": order(plan), "button": button} | fields
    return client.post(f"/plans/{plan.public_id}/save/", data).status_code


def order(plan: InterviewPlan) -> list[str]:
    return list(plan.items.order_by("position").values_list("question_version__question__public_id", flat=True))


@pytest.mark.parametrize("button", ["up:1", "down:0"])
def test_a_question_changes_places_with_its_neighbour(client: Client, plan: InterviewPlan, button: str) -> None:
    first, second = order(plan)
    way, _, at = button.partition(":")
    press(client, plan, f"{way}:{(first, second)[int(at)]}")
    assert order(plan) == [second, first]


def test_a_question_is_taken_out(client: Client, plan: InterviewPlan) -> None:
    first, second = order(plan)
    press(client, plan, f"remove:{first}")
    assert order(plan) == [second]


def test_a_question_of_the_bank_is_added_at_the_end(client: Client, plan: InterviewPlan, lead: User) -> None:
    before = order(plan)
    new = add_question(owner=lead, content=Content("What is a third thing?"), place=Place(levels=["mid"]))
    press(client, plan, f"add:{new.public_id}")
    assert order(plan) == [*before, new.public_id]


def test_minutes_that_are_typed_are_kept(client: Client, plan: InterviewPlan) -> None:
    press(client, plan, **{f"minutes:{order(plan)[0]}": "17"})
    assert plan.items.order_by("position")[0].minutes == 17


def test_a_budget_that_is_no_number_is_refused(client: Client, plan: InterviewPlan) -> None:
    before = order(plan)
    assert press(client, plan, f"remove:{before[0]}", budget="an hour") == 400
    assert order(plan) == before


def test_a_question_that_is_gone_is_refused(client: Client, plan: InterviewPlan) -> None:
    assert press(client, plan, "add:no-such-question") == 400


def test_a_set_is_proposed_from_the_bank(client: Client, plan: InterviewPlan) -> None:
    before = set(order(plan))
    plan.items.all().delete()
    plan.refresh_from_db()
    answer = client.post(f"/plans/{plan.public_id}/propose/", {"base_version": plan.version}, follow=True)
    assert "2 questions proposed." in answer.content.decode()
    assert set(order(plan)) == before


def test_a_bank_without_a_fitting_question_says_so(client: Client, plan: InterviewPlan) -> None:
    Question.objects.all().update(retired_at="2026-01-01T00:00Z")
    answer = client.post(f"/plans/{plan.public_id}/propose/", {"base_version": plan.version})
    assert "Import or write some first." in answer.content.decode()


@pytest.mark.parametrize("minutes", ["0", "481", "99999"])
def test_minutes_beyond_a_working_day_are_refused(client: Client, plan: InterviewPlan, minutes: str) -> None:
    codes = [press(client, plan, budget=minutes), press(client, plan, **{f"minutes:{order(plan)[0]}": minutes})]
    assert (codes, plan.items.order_by("position")[0].minutes) == ([422, 422], 5)


def test_a_question_that_is_in_the_plan_is_not_added_again(client: Client, plan: InterviewPlan) -> None:
    before = order(plan)
    press(client, plan, f"add:{before[0]}", question=[*before, before[1]])
    assert order(plan) == before


def test_pressing_twice_schedules_one_interview_and_keeps_one_candidate(client: Client, plan: InterviewPlan) -> None:
    form = {"candidate_name": "Ann Lee", "starts_at": f"{timezone.now():%Y-%m-%dT%H:%M}", "minutes": "30"}
    codes = [client.post(f"/plans/{plan.public_id}/schedule/", form).status_code for _ in range(2)]
    assert codes == [302, 409]
    assert (plan.interviews.count(), Candidate.objects.filter(name="Ann Lee").count()) == (2, 1)


@pytest.mark.parametrize("year", ["0002", "9999"])
@pytest.mark.parametrize("page", ["schedule", "panel"])
def test_a_year_that_is_half_typed_is_refused(client: Client, plan: InterviewPlan, page: str, year: str) -> None:
    client.cookies["zone"] = "Asia/Tokyo" if year == "0002" else "America/Lima"
    form = {"candidate_name": "Ann Lee", "candidates": "Ann Lee", "minutes": "30", "pause": "5", "day_end": "17:00"}
    answer = client.post(
        f"/plans/{plan.public_id}/{page}/", form | {"starts_at": f"{year}-12-31T23:59", "schedule": "all"}
    )
    assert answer.status_code == 422
    assert "is too far away" in answer.content.decode()


def save(client: Client, plan: InterviewPlan, button: str, query: str = "") -> str:
    plan.refresh_from_db()
    data = {"base_version": plan.version, "budget": "30", "question": order(plan), "button": button}
    return str(client.post(f"/plans/{plan.public_id}/save/{query}", data)["Location"])


def test_adding_a_question_leads_back_to_what_was_looked_for(
    client: Client, plan: InterviewPlan, questions: list[Question]
) -> None:
    plan.items.all().delete()
    place = save(client, plan, f"add:{questions[0].public_id}", "?q=thing&level=mid&other=1")
    assert place == f"/plans/{plan.public_id}/?q=thing&level=mid#bank"


def test_a_moved_question_is_where_the_page_opens_again(client: Client, plan: InterviewPlan) -> None:
    first = order(plan)[0]
    assert save(client, plan, f"down:{first}") == f"/plans/{plan.public_id}/#question-{first}"


def test_a_plan_over_its_time_says_by_how_much(client: Client, plan: InterviewPlan) -> None:
    first, second = order(plan)
    press(client, plan, budget="30", **{f"minutes:{first}": "17", f"minutes:{second}": "17"})
    assert "4 over" in client.get(f"/plans/{plan.public_id}/").content.decode()


def test_proposing_anew_says_that_it_replaces_the_questions(client: Client, plan: InterviewPlan) -> None:
    assert "takes the place of these questions" in client.get(f"/plans/{plan.public_id}/").content.decode()
    plan.items.all().delete()
    assert "takes the place" not in client.get(f"/plans/{plan.public_id}/").content.decode()


def test_an_interview_is_not_scheduled_in_a_time_that_is_past(client: Client, plan: InterviewPlan) -> None:
    before = plan.position.interviews.count()
    start = timezone.now() - timedelta(days=2)
    form = {"candidate_name": "Ann", "starts_at": f"{start:%Y-%m-%dT%H:%M}", "minutes": "60"}
    answer = client.post(f"/plans/{plan.public_id}/schedule/", form)
    assert (answer.status_code, "This time is past." in answer.content.decode()) == (422, True)
    assert plan.position.interviews.count() == before
