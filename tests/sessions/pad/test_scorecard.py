"""What stood in the pad, beside one's own scorecard."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from sessions.models import AskedQuestion, InterviewSession
from sessions.pad.plain import merge_text

SignIn = Callable[[User], Client]


@pytest.mark.django_db
def test_who_scores_reads_what_stood_in_the_pad(
    interview: InterviewSession, asked: AskedQuestion, lead: User, as_user: SignIn
) -> None:
    merge_text(asked=asked, text="def f(x): return x < 1", known_steps=0, user_id=None)
    page = as_user(lead).get(f"/interviews/{interview.public_id}/scorecard/")
    assert page.context["pads"] == [(asked, "def f(x): return x < 1", "")]
    assert "def f(x): return x &lt; 1" in page.content.decode()


@pytest.mark.django_db
def test_a_pad_that_was_emptied_again_is_not_shown(
    interview: InterviewSession, asked: AskedQuestion, lead: User, as_user: SignIn
) -> None:
    merge_text(asked=asked, text="gone", known_steps=0, user_id=None)
    merge_text(asked=asked, text="", known_steps=1, user_id=None)
    assert as_user(lead).get(f"/interviews/{interview.public_id}/scorecard/").context["pads"] == []
