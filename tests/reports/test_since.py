"""What became of a report's questions after it was frozen: told beside the report, and never in it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from questions.models import Question, QuestionVersion
from reports.models import Report
from rubric.models import Rubric, RubricVersion

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def reworded(question: Question) -> QuestionVersion:
    assert question.current
    version = QuestionVersion.objects.create(
        question=question,
        number=question.current.number + 1,
        title="What is thing 1, in other words?",
        prompt="What is thing 1, in other words?",
        content_hash="f" * 64,
        reason="Clearer for the candidate",
    )
    Question.objects.filter(pk=question.pk).update(current=version)
    return version


def test_a_reworded_question_is_told_with_its_reason_and_the_report_keeps_its_words(
    report: Report, questions: list[Question], hr: User, as_user: SignIn
) -> None:
    reworded(questions[0])
    page = as_user(hr).get(f"/reports/{report.public_id}/whole/").content.decode()
    assert "Question 1 was put in version 1; the bank has version 2." in page
    assert "Clearer for the candidate" in page
    assert "in other words" not in page


def test_a_retired_question_is_told(report: Report, questions: list[Question], hr: User, as_user: SignIn) -> None:
    Question.objects.filter(pk=questions[1].pk).update(retired_at=timezone.now())
    assert "Question 2 was retired on" in as_user(hr).get(f"/reports/{report.public_id}/whole/").content.decode()


def test_the_day_of_retirement_is_that_of_the_reader(
    report: Report, questions: list[Question], hr: User, as_user: SignIn
) -> None:
    Question.objects.filter(pk=questions[1].pk).update(retired_at=datetime(2026, 3, 6, 1, 30, tzinfo=UTC))
    client = as_user(hr)
    client.cookies["zone"] = "America/Los_Angeles"
    assert "was retired on 5 March 2026." in client.get(f"/reports/{report.public_id}/whole/").content.decode()


def test_what_is_private_to_somebody_else_is_not_told(
    report: Report, questions: list[Question], hr: User, as_user: SignIn
) -> None:
    reworded(questions[0])
    Question.objects.filter(pk=questions[0].pk).update(visibility="private")
    assert "Changed since" not in as_user(hr).get(f"/reports/{report.public_id}/whole/").content.decode()


def published(version: RubricVersion, rubric: Rubric, number: int) -> RubricVersion:
    """Equal to `version` in all that its hash tells."""
    return RubricVersion.objects.create(
        rubric=rubric,
        number=number,
        title=version.title,
        content_hash=version.content_hash,
        published_at=timezone.now(),
    )


def test_a_newer_version_of_the_rubric_is_told_and_one_of_its_copy_is_not(
    report: Report, rubric_version: RubricVersion, stranger: User, hr: User, as_user: SignIn
) -> None:
    copy = Rubric.objects.create(owner=stranger)
    for number in (rubric_version.number, rubric_version.number + 1):
        published(rubric_version, copy, number)
    path, told = f"/reports/{report.public_id}/whole/", "The rubric was used in version 1; version 2 is published."
    assert told not in as_user(hr).get(path).content.decode()
    published(rubric_version, rubric_version.rubric, 2)
    assert told in as_user(hr).get(path).content.decode()
