"""What no SQL may do, whoever writes it: triggers on both databases, made after each migrate.

Not migrations: SQLite remakes a table whose field is altered and drops its triggers without a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  {check} RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; {end}
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $guard$"""


@dataclass(frozen=True, slots=True)
class Guard:
    """Rows of `table` that `when` is true of (in terms of OLD, in SQL that both databases read) refuse the `verbs`."""

    name: str
    table: str
    sentence: str
    verbs: tuple[str, ...] = ("UPDATE", "DELETE")
    when: str = ""


_guards: dict[str, Guard] = {}


def guard(one: Guard) -> None:
    """Called as an app gets ready."""
    _guards[one.name] = one


def install_guards(using: str, **_: Any) -> None:
    """After each migrate; the same again changes nothing."""
    if settings.GUARDS:
        stand(connections[using])


def stand(connection: BaseDatabaseWrapper) -> None:
    _run(
        connection,
        [sql for one in _present(connection) for sql in (*_lifting(one, connection), *_making(one, connection))],
    )


def lift(connection: BaseDatabaseWrapper) -> None:
    """For the one command that fills a whole database; it lets them stand again."""
    _run(connection, [sql for one in _present(connection) for sql in _lifting(one, connection)])


def _present(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Somebody may have migrated to a point before a table was."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [one for one in _guards.values() if one.table in tables]


def _lifting(one: Guard, connection: BaseDatabaseWrapper) -> Iterator[str]:
    behind = "" if connection.vendor == "sqlite" else f" ON {one.table}"
    for verb in (*one.verbs, "TRUNCATE"):
        yield f"DROP TRIGGER IF EXISTS {one.name}_{verb.lower()}{behind}"


def _making(one: Guard, connection: BaseDatabaseWrapper) -> Iterator[str]:
    if connection.vendor == "sqlite":
        when = f"WHEN {one.when} " if one.when else ""
        for verb in one.verbs:
            yield (
                f"CREATE TRIGGER {one.name}_{verb.lower()} BEFORE {verb} ON {one.table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{one.sentence}'); END"
            )
        return
    check, end = (f"IF {one.when} THEN", "END IF;") if one.when else ("", "")
    yield FUNCTION.format(name=one.name, check=check, sentence=one.sentence, end=end)
    for verb in one.verbs:
        name = f"{one.name}_{verb.lower()}"
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {one.table} FOR EACH ROW EXECUTE FUNCTION {one.name}()"
    if "DELETE" in one.verbs and not one.when:
        yield f"CREATE TRIGGER {one.name}_truncate BEFORE TRUNCATE ON {one.table} EXECUTE FUNCTION {one.name}()"


def _run(connection: BaseDatabaseWrapper, script: list[str]) -> None:
    with connection.cursor() as cursor:
        for sql in script:
            cursor.execute(sql)
