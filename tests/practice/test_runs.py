"""The form that starts a run of practice."""

import pytest
from django.test import Client

from practice.models import Run
from questions.models import Question

pytestmark = pytest.mark.django_db


def start(client: Client, topic: str) -> int:
    form = {"mode": "study", "level": "", "number": "5", "topics": [topic]}
    return client.post("/practice/runs/new/", form).status_code


def test_a_run_keeps_to_its_topics(client: Client, question: Question) -> None:
    assert question.topic
    assert start(client, question.topic.public_id) == 302
    assert [each.question_version.question for each in Run.objects.get().attempts.all()] == [question]


@pytest.mark.parametrize("topic", ["9" * 400, "nothing", "-1"])
@pytest.mark.parametrize("address", ["/practice/runs/new/", "/practice/partner/"])
def test_a_topic_that_does_not_exist_is_refused(client: Client, question: Question, address: str, topic: str) -> None:
    form = {"mode": "study", "level": "mid", "number": "5", "minutes": "25", "topics": [topic]}
    answer = client.post(address, form)
    assert answer.status_code == 422
