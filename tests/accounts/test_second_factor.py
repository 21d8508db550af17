from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.mfa.totp.internal import auth as totp
from django.test import Client, RequestFactory

from accounts.models import User
from sessions.models import Position

PASSWORD = "a-long-enough-password"


def test_a_second_factor_is_asked_for_before_anything_is_shown(lead: User, client: Client) -> None:
    lead.set_password(PASSWORD)
    lead.save()
    totp.TOTP.activate(lead, totp.generate_totp_secret())
    answer = client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/authenticate/"
    assert client.get("/interviews/").status_code == 302


def test_the_right_code_completes_the_sign_in(lead: User, client: Client) -> None:
    lead.set_password(PASSWORD)
    lead.save()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(lead, secret)
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/interviews/").status_code == 200


@pytest.fixture
def demanded(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.mark.usefixtures("demanded")
def test_staff_without_a_second_factor_are_led_to_set_one_up(lead: User, as_user: Callable[[User], Client]) -> None:
    answer = as_user(lead).get("/interviews/", follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "Your role needs a second factor." in answer.content.decode()


@pytest.mark.usefixtures("demanded")
def test_staff_without_a_second_factor_change_nothing(lead: User, as_user: Callable[[User], Client]) -> None:
    assert as_user(lead).post("/positions/new/", {"title": "Engineer"}).status_code == 403
    assert not Position.objects.exists()


@pytest.mark.usefixtures("demanded")
def test_staff_with_a_second_factor_go_on(lead: User, as_user: Callable[[User], Client]) -> None:
    totp.TOTP.activate(lead, totp.generate_totp_secret())
    assert as_user(lead).get("/interviews/").status_code == 200


@pytest.mark.usefixtures("demanded")
def test_whoever_takes_the_factor_away_is_asked_again(lead: User, as_user: Callable[[User], Client]) -> None:
    factor = totp.TOTP.activate(lead, totp.generate_totp_secret()).instance
    client = as_user(lead)
    client.get("/interviews/")
    request = RequestFactory().get("/")
    request.session = client.session
    factor.delete()
    authenticator_removed.send(sender=Authenticator, request=request, user=lead, authenticator=factor)
    request.session.save()
    assert client.get("/interviews/").status_code == 302


@pytest.mark.usefixtures("demanded")
def test_whoever_practises_needs_none(practising: User, as_user: Callable[[User], Client]) -> None:
    assert as_user(practising).get("/practice/").status_code == 200
