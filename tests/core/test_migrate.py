"""A migration and its note that it was applied are stored together (F30); tests/faults/test_migration.py kills it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from tests.core.files import connected

HOUSE = "house"


def test_a_migration_that_was_not_noted_as_applied_left_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any
) -> None:
    noted = MigrationRecorder.record_applied

    def die(self: MigrationRecorder, app: str, name: str) -> None:
        if (app, name) == ("accounts", "0001_initial"):
            raise KeyboardInterrupt
        noted(self, app, name)

    with django_db_blocker.unblock(), connected(HOUSE, tmp_path / "new.sqlite3") as connection:
        with monkeypatch.context() as dying:
            dying.setattr(MigrationRecorder, "record_applied", die)
            with pytest.raises(KeyboardInterrupt):
                call_command("migrate", "accounts", "0001", database=HOUSE, verbosity=0)
        assert "accounts_user" not in connection.introspection.table_names()
        call_command("migrate", "accounts", "0001", database=HOUSE, verbosity=0)
        assert "accounts_user" in connection.introspection.table_names()
