from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from accounts.models import User

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
