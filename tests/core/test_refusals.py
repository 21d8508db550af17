"""The page that says no."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User


def test_a_refused_form_leads_back_to_its_page(lead: User, as_user: Callable[[User], Client]) -> None:
    path = "/questions/collections/"
    page = as_user(lead).post(path, {"name": ""}, headers={"referer": f"http://testserver{path}?x=1"})
    assert f'<a class="button button--primary" href="{path}?x=1">Back</a>' in page.content.decode()
