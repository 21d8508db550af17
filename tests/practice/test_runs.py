"""The form that starts a run of practice."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from practice.models import Attempt, Run
from practice.services.attempts import answer_attempt
from practice.services.cards import rate_attempt
from practice.services.runs import Choice, chosen_versions
from questions.models import Question

pytestmark = pytest.mark.django_db


def start(client: Client, topic: str) -> int:
    form = {"mode": "study", "level": "", "number": "5", "topics": [topic]}
    return client.post("/practice/runs/new/", form).status_code


def test_a_run_keeps_to_its_topics(client: Client, question: Question) -> None:
    assert question.topic
    assert start(client, question.topic.public_id) == 302
    assert [each.question_version.question for each in Run.objects.get().attempts.all()] == [question]


@pytest.mark.parametrize(("minutes", "said"), [("", "say how many minutes"), ("1", "greater than or equal to 3")])
def test_a_mock_without_usable_minutes_is_told_so_in_one_sentence(
    client: Client, question: Question, minutes: str, said: str
) -> None:
    answer = client.post("/practice/runs/new/", {"mode": "mock", "number": "2", "minutes": minutes})
    [error] = answer.context["form"].errors["minutes"]
    assert answer.status_code == 422
    assert said in error


def test_too_little_time_is_told_apart_from_too_narrow_a_choice(client: Client, question: Question) -> None:
    form = {"mode": "mock", "level": "", "number": "2", "minutes": "3"}
    short = client.post("/practice/runs/new/", form)
    narrow = client.post("/practice/runs/new/", form | {"level": "principal", "minutes": "60"})
    assert "No question of this choice fits into 3 minutes" in short.content.decode()
    assert "No question fits this choice" in narrow.content.decode()


@pytest.mark.parametrize("topic", ["9" * 400, "nothing", "-1"])
@pytest.mark.parametrize("address", ["/practice/runs/new/", "/practice/partner/"])
def test_a_topic_that_does_not_exist_is_refused(client: Client, question: Question, address: str, topic: str) -> None:
    form = {"mode": "study", "level": "mid", "number": "5", "minutes": "25", "topics": [topic]}
    answer = client.post(address, form)
    assert answer.status_code == 422


def test_what_was_given_up_is_a_weak_point_until_it_is_valued(practising: User, attempt: Attempt) -> None:
    weak = Choice(mode="weak")
    answer_attempt(attempt=attempt, body=None, seconds=None, gave_up=True)
    assert chosen_versions(practising, weak) == [attempt.question_version]
    rate_attempt(attempt=attempt, value=Decimal(4))
    assert chosen_versions(practising, weak) == []


def test_whoever_gave_up_reads_the_key_points_and_not_that_they_were_not_found(
    client: Client, attempt: Attempt
) -> None:
    answer_attempt(attempt=attempt, body=None, seconds=None, gave_up=True)
    page = client.get(f"/practice/attempts/{attempt.public_id}/").content.decode()
    assert ("SECRETPOINT" in page, "We did not find this" in page) == (True, False)
