from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.startup import faults, refuse_unsafe

pytestmark = pytest.mark.django_db


@pytest.fixture
def safe(settings: Any) -> Any:
    settings.PRODUCTION = True
    settings.SECRET_KEY = "9f8Kq2LmZx7VbTn4Rw1Yc6Hd3Gj5Ps0AeUiOoQzXvBnM7t-EwQ2s"
    settings.BASE_URL = "https://interview.example"
    settings.ALLOWED_HOSTS = ["interview.example"]
    settings.WEBSOCKET_ORIGINS = ["https://interview.example"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "core.redis_layer.RedisLayer"}}
    return settings


def test_safe_settings_start(safe: Any) -> None:
    assert faults() == []
    refuse_unsafe()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", True, "DEBUG is on"),
        ("DEMO_LOGINS", True, "sign-ins are on"),
        ("SECRET_KEY", "short", "SECRET_KEY is short"),
        ("SECRET_KEY", "a" * 64, "SECRET_KEY is short"),
        ("BASE_URL", "http://interview.example", "must be the https:// address"),
        ("ALLOWED_HOSTS", ["*"], "each host exactly"),
        ("ALLOWED_HOSTS", [], "each host exactly"),
        ("WEBSOCKET_ORIGINS", ["http://interview.example"], "full https:// origins"),
        ("SESSION_COOKIE_SECURE", False, "without TLS"),
        ("SECURE_HSTS_SECONDS", 0, "TLS is not enforced"),
    ],
)
def test_an_unsafe_setting_is_refused_in_a_sentence(safe: Any, name: str, value: object, sentence: str) -> None:
    setattr(safe, name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        refuse_unsafe()


def test_a_secret_that_others_can_read_is_refused(safe: Any, tmp_path: object) -> None:
    safe.VAR_DIR = tmp_path
    secret = safe.VAR_DIR / "secret_key"
    secret.write_text("x")
    secret.chmod(0o644)
    assert "can be read by other users" in " ".join(faults())
    secret.chmod(0o600)
    assert faults() == []


def test_several_processes_need_redis(safe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(safe.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    safe.CHANNEL_LAYERS = {"default": {"BACKEND": "core.layers.OneProcessLayer"}}
    assert "REDIS_URL is not set" in " ".join(faults())


def test_a_connection_that_nobody_looks_at_is_refused(safe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    database = safe.DATABASES["default"]
    monkeypatch.setitem(database, "ENGINE", "django.db.backends.postgresql")
    found = []
    for looked_at in (True, False):
        monkeypatch.setitem(database, "CONN_HEALTH_CHECKS", looked_at)
        found.append("CONN_HEALTH_CHECKS must be on" in " ".join(faults()))
    assert found == [False, True]


def test_a_schema_behind_the_code_is_refused(safe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.health._known_migrations", lambda: frozenset({("core", "9999_to_come")}))
    with pytest.raises(ImproperlyConfigured, match=r"core\.9999_to_come"):
        refuse_unsafe()


def test_development_starts_as_it_is(settings: Any) -> None:
    settings.SECRET_KEY = "short"
    refuse_unsafe()
