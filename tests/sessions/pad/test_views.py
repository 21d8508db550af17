"""The pad over HTTP, and its history."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.models import Question
from sessions.guests import cookie_name
from sessions.models import AskedQuestion, InterviewSession, JoinLink
from sessions.pad.plain import merge_text
from sessions.services.asking import put_on_table

SignIn = Callable[[User], Client]


@pytest.mark.django_db
def test_the_candidate_saves_the_pad_by_a_plain_form(asked: AskedQuestion, guest: tuple[JoinLink, str]) -> None:
    link, browser = guest
    client = Client(enforce_csrf_checks=True)
    client.cookies[cookie_name(link.public_id)] = browser
    path = f"/room/{link.public_id}/pads/{asked.public_id}/"
    answer = client.post(path, {"text": "x = 1", "steps": "0", "plain": "1"}, headers={"origin": "null"})
    assert answer["Location"] == f"/room/{link.public_id}/"
    assert client.get(path).json() == {"text": "x = 1", "steps": 1, "may_write": True}


@pytest.mark.django_db
def test_another_browser_finds_no_pad(asked: AskedQuestion, guest: tuple[JoinLink, str]) -> None:
    assert Client().get(f"/room/{guest[0].public_id}/pads/{asked.public_id}/").status_code == 404


@pytest.mark.django_db
def test_the_history_shows_an_earlier_step(
    interview: InterviewSession, asked: AskedQuestion, lead: User, as_user: SignIn
) -> None:
    merge_text(asked=asked, text="first", known_steps=0, user_id=None)
    merge_text(asked=asked, text="first and second", known_steps=1, user_id=lead.pk)
    page = as_user(lead).get(f"/interviews/{interview.public_id}/pads/{asked.public_id}/history/?step=1")
    assert page.context["text"] == "first"
    assert "the candidate" in page.content.decode()


@pytest.mark.django_db
def test_a_question_of_another_kind_has_no_pad(
    interview: InterviewSession, lead: User, asked: AskedQuestion, as_user: SignIn
) -> None:
    Question.objects.update(kind="conceptual")
    put_on_table(interview=interview, asked=asked, by=lead)
    path = f"/interviews/{interview.public_id}/pads/{asked.public_id}/"
    assert as_user(lead).get(path).status_code == 404
