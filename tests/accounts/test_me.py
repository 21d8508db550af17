from collections.abc import Callable

import pytest
from django.test import Client

from accounts.addresses import vouch_for_address
from accounts.models import User

PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def known_password(lead: User) -> None:
    lead.set_password(PASSWORD)
    lead.save()
    vouch_for_address(lead)


def _signed_in(browser: str = "") -> Client:
    client = Client(HTTP_USER_AGENT=browser)
    client.post("/accounts/login/", {"login": "lead@x.example", "password": PASSWORD})
    return client


def test_a_person_changes_their_own_name_and_nothing_else(lead: User, as_user: Callable[[User], Client]) -> None:
    as_user(lead).post("/accounts/me/", {"full_name": "Lena Marsh-Weaver", "is_admin": "on"})
    lead.refresh_from_db()
    assert (lead.full_name, lead.is_admin) == ("Lena Marsh-Weaver", False)


def test_an_empty_name_is_refused(lead: User, as_user: Callable[[User], Client]) -> None:
    assert as_user(lead).post("/accounts/me/", {"full_name": " "}).status_code == 422


def test_the_devices_of_a_person_stand_by_name() -> None:
    _signed_in("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/132.0")
    here = _signed_in("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36")
    page = here.get("/accounts/devices/").content.decode()
    assert "Firefox on Linux" in page
    assert "Chrome on Windows" in page


def test_signing_out_everywhere_else_leaves_this_one() -> None:
    there, here = _signed_in(), _signed_in()
    here.post("/accounts/devices/")
    assert [client.get("/interviews/").status_code for client in (there, here)] == [302, 200]


def test_every_page_of_the_account_opens() -> None:
    client = _signed_in()
    pages = ["me", "email", "password/change", "devices", "2fa", "2fa/webauthn"]
    assert [client.get(f"/accounts/{page}/").status_code for page in pages] == [200] * len(pages)


def test_a_second_factor_is_set_up_only_after_the_password_was_given_again() -> None:
    client = _signed_in()
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    shown = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert 'name="code"' in shown.content.decode()
