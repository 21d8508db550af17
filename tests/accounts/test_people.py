from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import call_command
from django.test import Client

from accounts.models import User

SignIn = Callable[[User], Client]


def test_nobody_changes_their_own_roles(admin: User, as_user: SignIn) -> None:
    answer = as_user(admin).post(f"/people/{admin.public_id}/", {"full_name": "X", "is_hr": "on"})
    assert answer.status_code == 403
    admin.refresh_from_db()
    assert not admin.is_hr


def test_no_form_makes_an_administrator(admin: User, practising: User, as_user: SignIn) -> None:
    form = {"full_name": "Cleo", "is_active": "on", "is_admin": "on"}
    as_user(admin).post(f"/people/{practising.public_id}/", form)
    practising.refresh_from_db()
    assert (practising.full_name, practising.is_admin) == ("Cleo", False)


def test_a_role_counts_from_the_next_click(admin: User, practising: User, as_user: SignIn) -> None:
    client = as_user(practising)
    assert client.get("/questions/").status_code == 403
    form = {"full_name": "Cleo", "is_active": "on", "is_interviewer": "on"}
    as_user(admin).post(f"/people/{practising.public_id}/", form)
    assert client.get("/questions/").status_code == 200


def test_whoever_an_administrator_adds_signs_in_without_a_mail(
    admin: User, as_user: SignIn, settings: Any, client: Client
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    form = {"full_name": "Noa Kern", "email": "noa@x.example", "password": "a-long-enough-password"}
    as_user(admin).post("/people/new/", form | {"is_interviewer": "on"})
    answer = client.post("/accounts/login/", {"login": form["email"], "password": form["password"]})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_address_that_is_taken_is_taken_in_capitals_too(admin: User, lead: User, as_user: SignIn) -> None:
    form = {"full_name": "Noa Kern", "email": lead.email.upper(), "password": "a-long-enough-password"}
    answer = as_user(admin).post("/people/new/", form)
    assert answer.status_code == 422
    assert "User with this Email already exists." in answer.content.decode()


@pytest.mark.parametrize("weak", ["short", "password1234", "noa.kern@x.example"])
def test_a_first_password_follows_the_rules_of_signing_up(weak: str, admin: User, as_user: SignIn) -> None:
    form = {"full_name": "Noa Kern", "email": "noa.kern@x.example", "password": weak}
    answer = as_user(admin).post("/people/new/", form)
    assert (answer.status_code, User.objects.filter(email=form["email"]).exists()) == (422, False)


def test_the_first_administrator_signs_in_without_a_mail(
    db: None, settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a-long-enough-password")
    call_command("createsuperuser", interactive=False, email="root@x.example", full_name="Root", verbosity=0)
    answer = client.post("/accounts/login/", {"login": "root@x.example", "password": "a-long-enough-password"})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_lost_second_factor_is_taken_away_and_every_session_ends(
    admin: User, lead: User, as_user: SignIn, client: Client
) -> None:
    lead.set_password("a-long-enough-password")
    lead.save()
    client.post("/accounts/login/", {"login": lead.email, "password": "a-long-enough-password"})
    totp.TOTP.activate(lead, totp.generate_totp_secret())
    as_user(admin).post(f"/people/{lead.public_id}/second-factor/")
    assert not is_mfa_enabled(lead)
    assert client.get("/interviews/").status_code == 302


def test_nobody_but_an_administrator_takes_a_second_factor_away(lead: User, stranger: User, as_user: SignIn) -> None:
    totp.TOTP.activate(lead, totp.generate_totp_secret())
    assert as_user(stranger).post(f"/people/{lead.public_id}/second-factor/").status_code == 403
    assert is_mfa_enabled(lead)


def test_staff_come_first_and_thousands_who_practise_come_by_pages(admin: User, lead: User, as_user: SignIn) -> None:
    User.objects.bulk_create(User(email=f"p{n}@x.example", full_name=f"A{n:03}") for n in range(150))
    client = as_user(admin)
    first = client.get("/people/").content.decode()
    assert first.index(lead.full_name) < first.index("A000")
    assert ("Page 1 of 2" in first, "A149" in first) == (True, False)
    assert "A149" in client.get("/people/?page=2").content.decode()
