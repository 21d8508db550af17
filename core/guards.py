"""Tables that only grow, whoever writes the SQL: triggers on both databases, made after each migrate.

Not migrations: SQLite remakes a table whose field is altered and drops its triggers without a word.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "This table is only ever added to."
FUNCTION = f"""CREATE OR REPLACE FUNCTION core_only_grows() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $guard$"""
VERBS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}

_tables: list[str] = []


def only_grows(*tables: str) -> None:
    """Called as an app gets ready."""
    _tables.extend(tables)


def stand_guard(using: str, **_: Any) -> None:
    """After each migrate; the same again changes nothing."""
    stand(connections[using])


def stand(connection: BaseDatabaseWrapper) -> None:
    function = [FUNCTION] if connection.vendor == "postgresql" else []
    _run(connection, [*function, *_lifting(connection), *_standing(connection)])


def lift(connection: BaseDatabaseWrapper) -> None:
    """For whoever fills or empties a whole database, and lets the guards stand again."""
    _run(connection, _lifting(connection))


def _lifting(connection: BaseDatabaseWrapper) -> Iterator[str]:
    for table, name, _verb in _triggers(connection):
        yield f"DROP TRIGGER IF EXISTS {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}")


def _standing(connection: BaseDatabaseWrapper) -> Iterator[str]:
    body = "EXECUTE FUNCTION core_only_grows()"
    if connection.vendor == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for table, name, verb in _triggers(connection):
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {body}"


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """(table, trigger, verb) of each table that is there: somebody may have migrated to a point before one."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    verbs = VERBS[connection.vendor]
    return [(table, f"{table}_no_{verb.lower()}", verb) for table in _tables if table in there for verb in verbs]


def _run(connection: BaseDatabaseWrapper, script: list[str] | Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for sql in script:
            cursor.execute(sql)
