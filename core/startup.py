"""What makes an installation unsafe: production refuses to start with it, and `manage.py doctor` names it."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error
from django.urls import get_resolver

from core.health import migrations

SHORTEST_SECRET = 50
FEWEST_LETTERS = 20
YEAR = 31_536_000


def faults() -> list[str]:
    """A sentence for each setting that is unsafe behind TLS; [] is safe."""
    return [sentence for check in CHECKS for sentence in check()]


def refuse_unsafe() -> None:
    """Called as a production process starts. A database that is away is no fault of the settings."""
    if not settings.PRODUCTION:
        return
    found = faults()
    try:
        schema = migrations()
        found += [] if schema.ok else [schema.sentence]
    except Error:
        pass  # /readyz tells; the process serves as soon as the database is back
    if found:
        raise ImproperlyConfigured("InterviewPrep does not start:\n- " + "\n- ".join(found))


def import_views() -> None:
    """Before the process says that it is ready: whoever came first waited more than half a second for it."""
    _ = get_resolver().url_patterns


def _secret() -> Iterator[str]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_LETTERS or "insecure" in key:
        yield (
            "INTERVIEWPREP_SECRET_KEY is short or guessable. Make one: "
            "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )


def _debug() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on: error pages would show code and data."
    if settings.DEMO_LOGINS:
        yield "The demo's sign-ins are on: anybody could sign in as anybody."


def _address() -> Iterator[str]:
    address = urlsplit(settings.BASE_URL)
    if address.scheme != "https" or not address.hostname:
        yield f"INTERVIEWPREP_BASE_URL is “{settings.BASE_URL}”; it must be the https:// address that people type."
    hosts = settings.ALLOWED_HOSTS
    if not any(hosts) or any(host.startswith(("*", ".")) for host in hosts):
        yield "INTERVIEWPREP_ALLOWED_HOSTS must name each host exactly."
    if not all(origin.startswith("https://") for origin in settings.WEBSOCKET_ORIGINS):
        yield "INTERVIEWPREP_WEBSOCKET_ORIGINS must be full https:// origins."


def _cookies() -> Iterator[str]:
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY):
        yield "Cookies would travel without TLS: SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE must be on."
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_HSTS_SECONDS < YEAR:
        yield "TLS is not enforced: SECURE_SSL_REDIRECT and a year of SECURE_HSTS_SECONDS must be on."


def _database() -> Iterator[str]:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql") and not database.get("CONN_HEALTH_CHECKS"):
        yield "CONN_HEALTH_CHECKS must be on, or a connection that the database has cut fails the next request."
    if not database["ENGINE"].endswith("sqlite3"):
        return
    if database.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE":
        yield "SQLite must open transactions with IMMEDIATE, or saves fail under load."
    yield from _readable(Path(database["NAME"]), "The database")


def _files() -> Iterator[str]:
    yield from _readable(settings.VAR_DIR / "secret_key", "The secret")


def _readable(path: Path, what: str) -> Iterator[str]:
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield f"{what} {path} can be read by other users of this machine. Run: chmod 600 {path}"


def _processes() -> Iterator[str]:
    """Several processes hear of each other through Redis alone."""
    layer: dict[str, Any] = settings.CHANNEL_LAYERS["default"]
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") and "OneProcess" in layer["BACKEND"]:
        yield "REDIS_URL is not set: people on different processes would not see each other's changes at once."


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _secret,
    _debug,
    _address,
    _cookies,
    _database,
    _files,
    _processes,
)
