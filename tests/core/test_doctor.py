"""What the doctor says of an installation, and how it ends."""

import io
from typing import Any

import pytest
import redis
from django.core.management import call_command

from core.health import Check
from core.management.commands import doctor


class Redis:
    """Answers what it was made with, or not at all."""

    policy: str | None = "noeviction"

    @classmethod
    def from_url(cls, url: str, **_: Any) -> "Redis":
        return cls()

    def __enter__(self) -> "Redis":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def config_get(self, name: str) -> dict[str, str]:
        if self.policy is None:
            raise redis.ConnectionError
        return {name: self.policy}


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """A development machine without Redis on which everything else is well."""
    settings.REDIS_URL, settings.PRODUCTION = "", False
    monkeypatch.setattr(doctor, "examine", lambda: [Check("database", True, "Answers.")])
    monkeypatch.setattr(doctor, "examine_slowly", lambda: [])
    monkeypatch.setattr(doctor.redis, "Redis", Redis)


def said() -> str:
    out = io.StringIO()
    call_command("doctor", stdout=out, no_color=True)
    return out.getvalue()


def test_a_machine_of_ones_own_is_well() -> None:
    assert said().splitlines()[:2] == [
        "well  settings: Development: for a machine of one's own, not for others to reach.",
        "well  database: Answers.",
    ]


def test_what_is_wrong_is_said_and_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(doctor, "examine", lambda: [Check("queue", False, "3 are late.")])
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=out, no_color=True)
    assert "WRONG queue: 3 are late." in out.getvalue()


def test_settings_that_are_safe_are_said_to_be(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PRODUCTION = True
    monkeypatch.setattr(doctor, "faults", list)
    assert "well  settings: Safe for production." in said()


def test_each_fault_of_the_settings_is_said(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PRODUCTION = True
    monkeypatch.setattr(doctor, "faults", lambda: ["The key is short."])
    assert [(check.ok, check.sentence) for check in doctor._settings()] == [(False, "The key is short.")]


@pytest.mark.parametrize(
    ("policy", "well", "sentence"),
    [
        ("noeviction", True, "Redis answers."),
        ("allkeys-lru", False, "Redis drops keys when full (allkeys-lru); set maxmemory-policy noeviction."),
        (None, False, "Redis does not answer (ConnectionError): pages poll, nothing is lost."),
    ],
)
def test_redis_must_answer_and_drop_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: Any, policy: str | None, well: bool, sentence: str
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(Redis, "policy", policy)
    assert [(check.ok, check.sentence) for check in doctor._redis()] == [(well, sentence)]


def test_how_mail_goes_is_said(settings: Any) -> None:
    settings.MAIL_ON, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    assert "well  mail: Mail goes by smtp." in said()


@pytest.mark.parametrize(
    ("built", "sentence"),
    [
        ("/static/pad/pad.js", "bundle is built."),
        (None, "works as a plain text box: its bundle is not built (make pad)."),
    ],
)
def test_the_pad_works_with_and_without_its_bundle(
    monkeypatch: pytest.MonkeyPatch, built: str | None, sentence: str
) -> None:
    monkeypatch.setattr(doctor.finders, "find", lambda name: built)
    assert doctor._pad().sentence.endswith(sentence)
