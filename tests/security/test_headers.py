"""S15: what every answer tells the browser to allow."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from tests.test_permissions import TABLE, World, world

__all__ = ["world"]
ACCOUNT_PAGES = ("login/", "signup/", "password/reset/", "email/", "2fa/", "password/change/", "logout/")
# The evaluation of WebAssembly alone is allowed, in the worker that runs a candidate's Python: stack.md.
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:")

SHUT = ("default-src", "base-uri", "object-src", "frame-ancestors")


@pytest.fixture(scope="module")
def kept() -> dict[str, HttpResponse]:
    """What the first test was answered, for those after it."""
    return {}


@pytest.fixture
def answers(kept: dict[str, HttpResponse], request: pytest.FixtureRequest) -> dict[str, HttpResponse]:
    if not kept:
        kept |= answers_to_lead(*(request.getfixturevalue(name) for name in ("world", "lead", "as_user")))
    return kept


def answers_to_lead(world: World, lead: User, as_user: Callable[[User], Client]) -> dict[str, HttpResponse]:
    """Every page as its likeliest reader."""
    client = as_user(lead)
    found = {name: client.get(world.path(name)) for name in TABLE}
    found |= {path: client.get(f"/accounts/{path}") for path in ACCOUNT_PAGES}
    return {name: answer for name, answer in found.items() if answer.get("Content-Type", "").startswith("text/html")}


def directives(answer: HttpResponse) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.get("Content-Security-Policy", "").split(";")]
    return {words[0]: words[1:] for words in parts if words}


def test_s15_every_page_has_a_strict_policy(answers: dict[str, HttpResponse]) -> None:
    loose = {}
    for name, answer in answers.items():
        policy = directives(answer)
        allowed = [source for key in ("default-src", "script-src", "style-src") for source in policy.get(key, ["*"])]
        closed = all(
            policy.get(key) == ["'none'"] for key in ("default-src", "base-uri", "object-src", "frame-ancestors")
        )
        if not closed or [source for source in allowed if source in UNSAFE]:
            loose[name] = policy
    assert loose == {}
    assert len(answers) > 60


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_s15_every_page_has_the_header(header: str, value: str, answers: dict[str, HttpResponse]) -> None:
    assert {name: answer.get(header) for name, answer in answers.items() if answer.get(header) != value} == {}


def test_s15_nothing_of_a_signed_in_person_is_stored_by_a_cache(answers: dict[str, HttpResponse]) -> None:
    stored = {name: answer.get("Cache-Control", "") for name, answer in answers.items()}
    public = {"report_schema"}
    assert {name: said for name, said in stored.items() if "no-store" not in said and name not in public} == {}


def test_s15_a_page_that_is_reached_by_a_secret_sends_no_referrer(db: None) -> None:
    assert {Client().get(path)["Referrer-Policy"] for path in ("/join/x/", "/join/x/door/", "/reports/shared/x/")} == {
        "no-referrer"
    }


def test_s15_production_asks_for_tls_for_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWPREP_SECRET_KEY", "k" * 64)
    monkeypatch.setenv("INTERVIEWPREP_BASE_URL", "https://interview.example")
    from interviewprep.settings import prod

    assert prod.SECURE_SSL_REDIRECT
    assert prod.SECURE_HSTS_SECONDS >= 31_536_000
    assert (prod.SESSION_COOKIE_NAME, prod.CSRF_COOKIE_NAME) == ("__Host-sessionid", "__Host-csrftoken")
    assert (prod.SESSION_COOKIE_SECURE, prod.CSRF_COOKIE_SECURE, prod.SESSION_COOKIE_HTTPONLY) == (True, True, True)
