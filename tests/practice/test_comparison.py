"""One's own answer beside the key points, as the page shows it."""

import pytest
from django.test import Client

from accounts.models import User
from practice.comparison import compare
from practice.feedback import State
from practice.models import Attempt
from practice.services.attempts import answer_attempt, start_attempt
from questions.models import AnswerGuide, Question
from questions.services.bank import Content, Place, add_question

POINTS = ["Checksums detect corruption", "Timeouts detect loss", "Backoff spares the network", "Fragmentation hurts"]


@pytest.fixture
def written(practising: User, lead: User) -> Attempt:
    """Three points in their own words, the fourth without a word of it."""
    content = Content(
        prompt="What does a sender do?", answer="Fragmentation hurts, as pieces vanish.", key_points=POINTS
    )
    made = add_question(owner=lead, content=content, place=Place(levels=["mid"], topic="Things"))
    Question.objects.filter(pk=made.pk).update(use="practice")
    attempt = start_attempt(user=practising, question=Question.objects.get(pk=made.pk))
    return answer_attempt(attempt=attempt, body=f"{'. '.join(POINTS[:3])}. Some pieces vanish.", seconds=90)


def test_the_words_of_the_expected_answer_count_for_a_point_that_was_said_in_them(written: Attempt) -> None:
    guide = AnswerGuide.objects.get(version=written.question_version)
    knowing = compare(written, guide).points[0].state
    guide.answer = "Each piece needs a header of its own. Fragmentation hurts, as routers reassemble slowly and rarely."
    assert (knowing, compare(written, guide).points[0].state) == (State.POSSIBLY, State.NOT_FOUND)


def test_what_is_likely_without_a_word_to_quote_is_possibly_covered(client: Client, written: Attempt) -> None:
    page = client.get(f"/practice/attempts/{written.public_id}/").content.decode()
    assert page.count("Possibly covered</span> in other words, please compare.") == 1
