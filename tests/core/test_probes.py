from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from core import health, probes
from core.health import Check

SignIn = Callable[[User], Client]


@pytest.fixture
def unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Check("database", True, "It answers."), Check("disk", False, "Only 3 MB are free.")]
    monkeypatch.setattr(probes, "examine", lambda: found)


def test_liveness_asks_no_database() -> None:
    """Without the `db` fixture a query would raise."""
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_machine_is_answered_by_any_address_and_over_plain_http(settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_a_person_is_not_answered_at_an_unknown_host() -> None:
    client = Client()
    client.cookies["sessionid"] = "any"
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_ready_when_everything_is_well(db: None) -> None:
    health.beat("worker@here")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_stranger_is_not_told_what_is_wrong(unwell: None) -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ok\n")


def test_an_interviewer_is_not_told_what_is_wrong(unwell: None, lead: User, as_user: SignIn) -> None:
    assert as_user(lead).get("/readyz").content == b"not ok\n"


def test_an_administrator_is_told_what_is_wrong(unwell: None, admin: User, as_user: SignIn) -> None:
    answer = as_user(admin).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"][1] == {"name": "disk", "ok": False, "sentence": "Only 3 MB are free."}


def test_figures_need_the_token(settings: LazySettings, db: None) -> None:
    settings.METRICS_TOKEN = "right"
    sent = ({}, {"authorization": "Bearer wrong"}, {"authorization": "right"}, {"authorization": "Bearer right"})
    assert [Client().get("/metrics", headers=headers).status_code for headers in sent] == [404, 404, 404, 200]


def test_no_token_is_not_a_token(settings: LazySettings, db: None) -> None:
    settings.METRICS_TOKEN = None
    assert Client().get("/metrics", headers={"authorization": "Bearer None"}).status_code == 404
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
