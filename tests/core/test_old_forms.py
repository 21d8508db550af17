"""A form that comes without its token."""

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

TYPED = "What two engineers said about the plan"


@pytest.fixture
def strict(lead: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sent(client: Client, site: str) -> HttpResponse:
    return client.post("/positions/new/", {"title": TYPED}, headers={"Sec-Fetch-Site": site})


def test_an_old_form_is_refused_in_plain_words(strict: Client) -> None:
    answer = sent(strict, "same-origin")
    assert answer.status_code == 403
    assert "This form was opened before you last signed in" in answer.content.decode()


def test_an_old_form_gives_back_what_was_typed(strict: Client) -> None:
    assert TYPED in sent(strict, "same-origin").content.decode()


def test_words_that_another_site_sends_are_not_shown_as_ones_own(strict: Client) -> None:
    assert TYPED not in sent(strict, "cross-site").content.decode()
