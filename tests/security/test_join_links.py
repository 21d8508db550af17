"""S7: what a link's secret is worth, and where it does not stand."""

import hashlib
import logging
import math

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.guessing import WRONG_A_MINUTE
from core.logs import JsonFormatter
from sessions.models import InterviewSession, JoinLink
from sessions.services.links import issue_link


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that no count begins anew in the middle of a test."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def token(interview: InterviewSession, lead: User) -> str:
    return issue_link(interview=interview, by=lead)


def test_s7_a_token_has_256_bits_and_only_its_hash_is_stored(token: str) -> None:
    link = JoinLink.objects.get()
    assert len(token) * math.log2(64) >= 256
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(JoinLink.objects.values().get())


def test_s7_after_twenty_wrong_tokens_in_a_minute_even_a_right_one_is_refused(token: str) -> None:
    guessing, elsewhere = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    answers = [guessing.get(f"/join/wrong-{n}/").status_code for n in range(WRONG_A_MINUTE + 1)]
    assert answers == [404] * WRONG_A_MINUTE + [429]
    assert guessing.get(f"/join/{token}/").status_code == 429
    assert elsewhere.get(f"/join/{token}/").status_code == 200


def test_s7_a_right_link_is_no_failure_however_often_it_is_opened(token: str) -> None:
    assert {Client().get(f"/join/{token}/").status_code for _ in range(WRONG_A_MINUTE + 5)} == {200}


@pytest.mark.parametrize("proxies", [0, 1])
def test_s7_a_forged_forwarding_header_does_not_help(proxies: int, db: None, settings: pytest.FixtureRequest) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies  # type: ignore[attr-defined]
    for n in range(WRONG_A_MINUTE + 1):
        forged = f"10.0.0.{n}, 203.0.113.9" if proxies else f"10.0.0.{n}"
        answer = Client().get(f"/join/wrong-{n}/", headers={"X-Forwarded-For": forged})
    assert answer.status_code == 429


def test_s7_the_token_is_in_no_line_of_the_production_log(
    token: str, interview: InterviewSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    Client().get(f"/join/{token}/")
    Client().post(f"/join/{token}/")
    InterviewSession.objects.update(state="cancelled")
    assert Client().get(f"/join/{token}/").status_code == 410
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert lines
    assert [line for line in lines if token in line] == []


def test_s7_the_page_sends_no_referrer_and_shows_no_token_in_its_title(token: str) -> None:
    page = Client().get(f"/join/{token}/")
    title = page.content.decode().split("<title>")[1].split("</title>")[0]
    assert page["Referrer-Policy"] == "no-referrer"
    assert token not in title
