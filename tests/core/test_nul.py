"""PostgreSQL can neither store nor look up a NUL: whoever sends one gets the same answer on both databases (B2)."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User

SignIn = Callable[[User], Client]
SENTENCE = "holds a NUL character, which cannot be stored"


@pytest.mark.parametrize("address", ["/questions/%00/", "/questions/?q=a%00b", "/questions/?a%00b=c"])
def test_a_nul_in_an_address_is_refused(lead: User, as_user: SignIn, address: str) -> None:
    answer = as_user(lead).get(address)
    assert answer.status_code == 400
    assert SENTENCE in answer.content.decode()


@pytest.mark.parametrize("form", [{"name": "a\0b", "query": ""}, {"name": "mine", "query": "", "a\0b": "c"}])
def test_a_nul_in_a_form_is_refused(lead: User, as_user: SignIn, form: dict[str, str]) -> None:
    answer = as_user(lead).post("/questions/filters/", form)
    assert answer.status_code == 400
    assert SENTENCE in answer.content.decode()


def test_a_nul_leads_nobody_past_signing_in(client: Client, db: None) -> None:
    assert client.get("/people/%00/").status_code == 400
