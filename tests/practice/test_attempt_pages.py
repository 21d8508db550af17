"""The page of one attempt: saving, hints, the reveal and what one says about oneself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice.models import Attempt, Preparation
from rubric.models import Rubric, RubricVersion

OP = "abcdefghijklmnop"
HTMX = {"HX-Request": "true"}


def at(attempt: Attempt) -> str:
    return f"/practice/attempts/{attempt.public_id}/"


def test_a_draft_is_kept_as_it_is_written(client: Client, attempt: Attempt) -> None:
    answer = client.post(f"{at(attempt)}save/", {"op_id": OP, "base_version": 0, "body": "half a thought"})
    attempt.refresh_from_db()
    assert (answer.json(), attempt.body) == ({"version": 1}, "half a thought")


def test_without_a_script_a_button_saves_and_says_so(client: Client, attempt: Attempt) -> None:
    form = {"op_id": OP, "base_version": 0, "body": "half a thought", "plain": "1"}
    page = client.post(f"{at(attempt)}save/", form, follow=True).content.decode()
    assert ("Saved." in page, "half a thought" in page) == (True, True)


def test_a_save_on_an_older_draft_gets_the_newer_one(client: Client, attempt: Attempt) -> None:
    client.post(f"{at(attempt)}save/", {"op_id": OP, "base_version": 0, "body": "newer"})
    answer = client.post(f"{at(attempt)}save/", {"op_id": OP[::-1], "base_version": 0, "body": "older"})
    assert (answer.status_code, answer.json()["body"]) == (409, "newer")


def test_a_hint_comes_into_the_page_that_is_open(client: Client, attempt: Attempt) -> None:
    fragment = client.post(f"{at(attempt)}hint/", headers=HTMX).content.decode()
    assert ("SECRETFOLLOW1" in fragment, "<html" in fragment, "SECRETANSWER" in fragment) == (True, False, False)


def test_a_hint_without_a_script_stands_on_the_page(client: Client, attempt: Attempt) -> None:
    page = client.post(f"{at(attempt)}hint/", follow=True).content.decode()
    assert ("SECRETFOLLOW1" in page, "SECRETANSWER" in page) == (True, False)


@pytest.mark.parametrize("value", ["", "0", "5.5", "three", "2.25"])
def test_a_value_is_a_half_step_from_1_to_5(client: Client, answered: Attempt, value: str) -> None:
    answer = client.post(f"{at(answered)}rate/", {"value": value})
    assert (answer.status_code, "1 to 5 in half steps" in answer.content.decode()) == (400, True)


def test_rating_says_when_and_why_the_question_comes_back(client: Client, answered: Attempt) -> None:
    page = client.post(f"{at(answered)}rate/", {"value": "2"}, follow=True).content.decode()
    assert ("This question is due again on" in page, "counts as hard" in page) == (True, True)


def test_the_chance_of_recalling_it_in_the_interview_is_told(
    client: Client, answered: Attempt, practising: User
) -> None:
    day = timezone.localdate() + timedelta(days=20)
    Preparation.objects.update_or_create(user=practising, defaults={"interview_on": day})
    client.post(f"{at(answered)}rate/", {"value": "3"})
    shown, chance = client.get(at(answered)).context["recall"]
    assert (shown, 0 < chance < 100) == (day, True)


def test_an_interview_that_is_over_has_no_chance_told(client: Client, answered: Attempt, practising: User) -> None:
    day = timezone.localdate() - timedelta(days=1)
    Preparation.objects.update_or_create(user=practising, defaults={"interview_on": day})
    client.post(f"{at(answered)}rate/", {"value": "3"})
    assert client.get(at(answered)).context["recall"] is None


@pytest.mark.parametrize("form", [{}, {"point": "1"}, {"point": "x", "covered": "yes"}, {"point": "1", "covered": "?"}])
def test_a_word_on_no_key_point_is_refused(client: Client, answered: Attempt, form: dict[str, str]) -> None:
    answer = client.post(f"{at(answered)}label/", form)
    assert (answer.status_code, answered.labels.count()) == (400, 0)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_word_on_a_key_point_is_kept_and_the_points_shown(
    client: Client, answered: Attempt, headers: dict[str, str]
) -> None:
    position = answered.question_version.guide.key_points.get().position
    answer = client.post(f"{at(answered)}label/", {"point": position, "covered": "yes"}, headers=headers, follow=True)
    assert [label.covered for label in answered.labels.all()] == [True]
    assert "SECRETPOINT1" in answer.content.decode()


def test_two_lines_for_next_time_are_kept(client: Client, answered: Attempt) -> None:
    page = client.post(f"{at(answered)}reflect/", {"reflection": "Begin with the idea."}, follow=True).content.decode()
    answered.refresh_from_db()
    assert ("Your two lines are kept." in page, answered.reflection) == (True, "Begin with the idea.")


@pytest.mark.parametrize(("posted", "kept"), [("75", 75), ("-1", None), ("1e3", None), ("9999999", None)])
def test_only_a_plain_number_of_seconds_is_kept(
    client: Client, attempt: Attempt, posted: str, kept: int | None
) -> None:
    client.post(f"{at(attempt)}answer/", {"body": "My words.", "seconds": posted})
    attempt.refresh_from_db()
    assert attempt.seconds == kept


@pytest.mark.parametrize("is_open", [True, False])
def test_one_values_oneself_beside_the_anchors_of_a_rubric_that_is_open_for_practice(
    client: Client, answered: Attempt, rubric_version: RubricVersion, *, is_open: bool
) -> None:
    Rubric.objects.update(for_practice=is_open)
    criterion = rubric_version.criteria.first()
    assert criterion
    criterion.anchors.create(value=3, text="Draws the thing without help")
    assert ("Draws the thing without help" in client.get(at(answered)).content.decode()) is is_open
