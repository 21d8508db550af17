from collections.abc import Callable

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
