"""Django's migrate, each step of it whole or not at all (F30).

Django notes a migration as applied behind its commit wherever indexes or foreign keys were left to the end; killed in
between, the next migrate finds tables that it wants to make.
"""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from django.core.management.commands import migrate
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration


class WholeSteps(MigrationExecutor):
    def apply_migration(self, state: Any, migration: Migration, *args: Any, **kwargs: Any) -> Any:
        with self._whole(migration):
            return super().apply_migration(state, migration, *args, **kwargs)

    def unapply_migration(self, state: Any, migration: Migration, *args: Any, **kwargs: Any) -> Any:
        with self._whole(migration):
            return super().unapply_migration(state, migration, *args, **kwargs)

    def _whole(self, migration: Migration) -> AbstractContextManager[object]:
        if not migration.atomic:
            return nullcontext()
        steps = ExitStack()
        # SQLite minds this outside of a transaction only, and its schema editor wants it off.
        if self.connection.vendor == "sqlite":
            steps.enter_context(self.connection.constraint_checks_disabled())
        steps.enter_context(transaction.atomic(using=self.connection.alias))
        return steps


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = WholeSteps  # type: ignore[attr-defined]
        super().handle(*args, **options)
