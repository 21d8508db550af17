"""A second database beside the one of the tests: a migrated SQLite file that a test may break or replace."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.models import User
from tests.databases import sqlite_template


@contextmanager
def opened(alias: str, path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Under the alias stands a copy of the empty, migrated file."""
    shutil.copy(sqlite_template(), path)
    with connected(alias, path) as connection:
        yield connection


@contextmanager
def connected(alias: str, path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Under the alias stands the file, which need not be there."""
    wanted: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    connections.settings[alias] = connections.configure_settings({**settings.DATABASES, alias: wanted})[alias]
    try:
        with closing(connections[alias]) as connection:
            yield connection
    finally:
        forget(alias)


def forget(alias: str) -> None:
    connections[alias].close()
    del connections[alias]
    connections.settings.pop(alias)


def add_person(alias: str, email: str) -> None:
    User(email=email, full_name="Añ 漢").save(using=alias)


def people(alias: str) -> list[str]:
    return list(User.objects.using(alias).order_by("email").values_list("email", flat=True))
