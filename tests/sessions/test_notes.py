"""A note's preview and its history: one's own, and nothing stored by looking."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from sessions.models import InterviewSession, Note

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_the_preview_reads_as_markdown_and_stores_nothing(
    interview: InterviewSession, lead: User, as_user: SignIn
) -> None:
    typed = {"body": "[0:42] q: *measure*\r\nthen <script>alert(1)</script>"}
    page = as_user(lead).post(f"/interviews/{interview.public_id}/note/preview/", typed).content.decode()
    assert "<strong>Quote 0:42</strong> <em>measure</em><br>" in page
    assert "<script>" not in page
    assert not Note.objects.exists()


def test_a_fragment_asked_for_after_signing_out_holds_no_sign_in_page(
    interview: InterviewSession, lead: User, as_user: SignIn
) -> None:
    client = as_user(lead)
    client.logout()
    answer = client.get(f"/interviews/{interview.public_id}/room/status/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (401, "true", b"")
