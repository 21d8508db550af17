"""A form that is sent after its session has ended, and an address that only a button has."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User

FORM = "http://testserver/positions/new/?from=here"
TYPED = "Engineer for storage and search"


def test_signing_in_again_leads_to_the_page_of_the_form(client: Client, db: None) -> None:
    answer = client.post("/plans/abc/save/", {"title": "Short"}, headers={"Referer": FORM})
    assert answer["Location"] == "/accounts/login/?next=/positions/new/%3Ffrom%3Dhere"


@pytest.mark.parametrize("referer", ["", "https://evil.example/positions/new/"])
def test_without_a_page_of_ours_it_leads_to_the_start(client: Client, db: None, referer: str) -> None:
    answer = client.post("/plans/abc/save/", {"title": "Short"}, headers={"Referer": referer})
    assert answer["Location"] == "/accounts/login/?next=/"


def test_what_was_typed_is_given_back(client: Client, db: None) -> None:
    answer = client.post("/positions/new/", {"title": TYPED}, headers={"Referer": FORM})
    page = answer.content.decode()
    assert (answer.status_code, TYPED in page) == (401, True)
    assert 'href="/accounts/login/?next=/positions/new/%3Ffrom%3Dhere"' in page


def test_words_of_another_site_are_not_given_back(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/positions/new/", {"title": TYPED})
    assert TYPED not in answer.content.decode()


def test_an_address_of_a_button_says_so(lead: User, as_user: Callable[[User], Client]) -> None:
    answer = as_user(lead).get("/practice/runs/new/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address belongs to a button" in answer.content.decode()
