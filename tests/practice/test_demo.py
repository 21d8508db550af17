"""What the demo's candidate has practised."""

from django.test import Client

from accounts.models import User
from practice.demo import make_practice
from practice.models import Card
from questions.models import Question
from rubric.models import Rubric, RubricVersion


def test_the_demo_shows_progress_in_every_part(
    client: Client, practising: User, questions: list[Question], rubric_version: RubricVersion
) -> None:
    Question.objects.update(use="practice")
    Rubric.objects.update(for_practice=True)
    make_practice(user=practising)
    page = client.get("/practice/progress/").content.decode()
    parts = ("4 answers to 2 questions", "Your goal: 6 a week", "0.8 above")
    assert [part for part in parts if part not in page] == []


def test_a_question_answered_twice_has_the_later_date(practising: User, questions: list[Question]) -> None:
    Question.objects.update(use="practice")
    make_practice(user=practising)
    last = practising.attempts.filter(question_version__question=questions[0]).latest("rated_at")
    card = Card.objects.get(user=practising, question=questions[0])
    assert last.rated_at
    assert (last.card_before != {}, last.rated_at < card.due_at) == (True, True)
