"""From submitted scorecards to the page of questions in use."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.jobs import run_due
from questions.models import Question
from reports.models import QuestionStatistic, Report
from reports.services.measuring import ask_to_measure_all
from rubric.models import AnswerRating
from sessions.models import AskedQuestion

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def answered(report: Report, questions: list[Question]) -> Question:
    """The first question, with the panel's 4 and 2."""
    report.interview.asked.update(state=AskedQuestion.State.DONE, seconds=300)
    for member, value in zip(report.interview.panel.order_by("pk"), (4, 2), strict=True):
        AnswerRating.objects.create(
            scorecard=member.scorecard, question_version=questions[0].current, value=value, not_observed=False
        )
    # As if the moment it was put on the table had not been kept: the measuring finds the interview's start.
    Question.objects.update(last_asked_at=None)
    ask_to_measure_all("today")
    run_due()
    return questions[0]


def test_a_days_measuring_counts_interviews_not_scorecards(answered: Question) -> None:
    row = QuestionStatistic.objects.get(question=answered)
    assert (row.interviews, row.asked_in_a_year, row.ease, row.share) == (1, 1, None, None)


def test_the_bank_learns_when_a_question_was_asked(answered: Question, report: Report) -> None:
    answered.refresh_from_db()
    assert answered.last_asked_at == report.interview.started_at


def test_too_few_answers_are_told_as_such(answered: Question, hr: User, as_user: SignIn) -> None:
    page = as_user(hr).get("/reports/questions/").content.decode()
    assert "What is thing 1?" in page
    assert page.count("too few") >= 3


def test_a_leak_marks_the_question_until_it_is_taken_off(
    answered: Question, hr: User, panelist: User, as_user: SignIn
) -> None:
    path = f"/reports/questions/{answered.public_id}/leak/"
    as_user(hr).post(path, {"reason": "In a public list"})
    answered.refresh_from_db()
    assert answered.overexposed
    assert "Retire it: it was seen outside." in as_user(hr).get("/reports/questions/").content.decode()
    figures, button = f"/reports/questions/{answered.public_id}/", "Take the mark off"
    assert button in as_user(hr).get(figures).content.decode()
    assert button not in as_user(panelist).get(figures).content.decode()
    assert as_user(panelist).post(f"{path}off/").status_code == 403
    as_user(hr).post(f"{path}off/")
    answered.refresh_from_db()
    assert not answered.overexposed


def test_what_is_private_to_somebody_else_is_not_listed(answered: Question, hr: User, as_user: SignIn) -> None:
    Question.objects.filter(pk=answered.pk).update(visibility="private")
    assert "What is thing 1?" not in as_user(hr).get("/reports/questions/").content.decode()


def test_a_retired_question_needs_no_advice(answered: Question, lead: User, as_user: SignIn) -> None:
    Question.objects.filter(pk=answered.pk).update(retired_at=timezone.now())
    assert "What is thing 1?" not in as_user(lead).get("/reports/questions/").content.decode()
