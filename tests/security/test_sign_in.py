"""S8 and S9: guessing a password is slow from wherever it comes, and tells nothing about who has an account."""

import re
import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "practice-makes-better-than-talk"
SIGN_IN, RESET, SIGN_UP = "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"
# Allauth's own; ours may be tighter, never looser.
WRONG_FOR_ONE_ACCOUNT, WRONG_FROM_ONE_ADDRESS = 5, 10


@pytest.fixture
def known(lead: User) -> User:
    lead.set_password(PASSWORD)
    lead.save()
    return lead


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    still = Clock(time.time())
    with patch("time.time", still.time):
        yield still


def signed_in(client: Client, email: str, password: str, **headers: str) -> bool:
    """A fresh browser's try, or one behind the headers given."""
    answer = client.post(SIGN_IN, {"login": email, "password": password}, headers=headers)
    return answer.status_code == 302


def people(count: int) -> list[User]:
    return [User.objects.create_user(f"p{n}@x.example", PASSWORD, full_name=f"Person {n}") for n in range(count)]


def test_s8_after_five_wrong_passwords_even_the_right_one_is_refused_for_a_while(known: User, clock: Clock) -> None:
    for n in range(WRONG_FOR_ONE_ACCOUNT):
        assert not signed_in(Client(REMOTE_ADDR=f"192.0.2.{n}"), known.email, "wrong")
    assert not signed_in(Client(REMOTE_ADDR="192.0.2.99"), known.email, PASSWORD)
    clock.now += 301
    assert signed_in(Client(REMOTE_ADDR="192.0.2.99"), known.email, PASSWORD)


def test_s8_one_address_cannot_try_many_accounts(clock: Clock) -> None:
    for person in people(WRONG_FROM_ONE_ADDRESS):
        assert not signed_in(Client(REMOTE_ADDR="192.0.2.1"), person.email, "wrong")
    last = User.objects.create_user("last@x.example", PASSWORD, full_name="Last")
    assert not signed_in(Client(REMOTE_ADDR="192.0.2.1"), last.email, PASSWORD)
    assert signed_in(Client(REMOTE_ADDR="192.0.2.2"), last.email, PASSWORD)


@pytest.mark.parametrize("proxies", [0, 1])
def test_s8_a_forged_forwarding_header_does_not_help(proxies: int, clock: Clock, settings: Any) -> None:
    """With a proxy of ours in front, only what that one saw counts: the last of the list."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for n, person in enumerate(people(WRONG_FROM_ONE_ADDRESS)):
        forged = f"10.0.0.{n}, 203.0.113.9" if proxies else f"10.0.0.{n}"
        assert not signed_in(Client(), person.email, "wrong", **{"X-Forwarded-For": forged})
    last = User.objects.create_user("last@x.example", PASSWORD, full_name="Last")
    forged = "10.0.0.99, 203.0.113.9" if proxies else "10.0.0.99"
    assert not signed_in(Client(), last.email, PASSWORD, **{"X-Forwarded-For": forged})


@pytest.mark.once
def test_s8_a_hundred_honest_sign_ins_of_one_person_are_let_in(known: User, clock: Clock) -> None:
    let_in = 0
    for _ in range(100):
        clock.now += 2.1
        browser = Client()
        let_in += signed_in(browser, known.email, PASSWORD)
        browser.logout()
    assert let_in == 100


def shown(answer: HttpResponse, email: str) -> tuple[int, str, str]:
    """What whoever tries can tell: without the token of the form, and what they typed themselves."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), body.replace(email, "ADDRESS")


def both(path: str, known: User, **fields: str) -> tuple[tuple[int, str, str], tuple[int, str, str]]:
    """The same form for somebody who has an account and for nobody."""
    name = "login" if path == SIGN_IN else "email"
    found = []
    for email in (known.email, "nobody@x.example"):
        client = Client()
        first = client.post(path, {name: email, **fields})
        found.append(
            (*shown(first, email), shown(client.get(first["Location"]), email) if first.has_header("Location") else "")
        )
    return found[0], found[1]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (SIGN_IN, {"password": "wrong"}),
        (RESET, {}),
        (SIGN_UP, {"password1": "another-long-password", "password2": "another-long-password"}),
    ],
)
def test_s9_known_and_unknown_addresses_get_the_same_answer(
    path: str, fields: dict[str, str], known: User, settings: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    here, there = both(path, known, **fields)
    assert here == there


def test_s9_only_the_mail_to_the_address_itself_tells(known: User, settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    both(RESET, known)
    assert {message.to[0] for message in mail.outbox} >= {known.email}


def test_s9_a_wrong_password_costs_one_hash_whether_or_not_there_is_an_account(known: User) -> None:
    costs = []
    for email in (known.email, "nobody@x.example"):
        with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as hashed:
            signed_in(Client(), email, "wrong")
        costs.append(hashed.call_count)
    assert costs[0] == costs[1] > 0


def test_a_session_gets_a_new_key_at_sign_in(known: User, client: Client) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["before"] = "x"
    session.save()
    planted = session.session_key
    assert signed_in(client, known.email, PASSWORD)
    assert client.session.session_key != planted
