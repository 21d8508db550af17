"""The full-text index beside the table of questions: made after each migrate, kept up to date by triggers.

Not a migration: SQLite remakes a table whose field is altered and drops its triggers without a word.
The index is then seen to be incomplete, and made anew from the table.
"""

import re
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_MADE = re.compile(r"^CREATE TRIGGER (\w+) (?:.|\n)*?\sON (\w+)", re.M)
_HERE = Path(__file__).parent
_FIND_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'questions_search_%'",
    "postgresql": """SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = current_schema()::regnamespace AND tgname LIKE 'questions_search_%'""",
}
# A "contains" over the words of the bank becomes an index look-up; where the extension may not be made, it is a scan.
_TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS questions_searchword_trigrams ON questions_searchword USING gin (word gin_trgm_ops)",
)


def install_index(sender: AppConfig, using: str, **_: Any) -> None:
    connection = connections[using]
    script = (_HERE / f"{connection.vendor}.sql").read_text()
    wanted, present = set(_MADE.findall(script)), _triggers(connection)
    if present == wanted or not _has_tables(connection, {table for _, table in wanted}):
        return
    _run(connection, [_drop(connection, *trigger) for trigger in sorted(present)] + script.split("\n\n"))
    if connection.vendor == "postgresql":
        _try_trigrams(connection)


def _has_tables(connection: BaseDatabaseWrapper, wanted: set[str]) -> bool:
    """False where somebody migrated to a point before the search, or to nothing."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not {"questions_searchword", *wanted} <= set(tables):
            return False
        columns = connection.introspection.get_table_description(cursor, "questions_question")
    return "search_title" in {column.name for column in columns}


def _triggers(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """(name, table) each. The names carry the version of the .sql file: an index made by another is not complete."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND_TRIGGERS[connection.vendor])
        return set(cursor.fetchall())


def _drop(connection: BaseDatabaseWrapper, trigger: str, table: str) -> str:
    quoted = connection.ops.quote_name
    return f"DROP TRIGGER {quoted(trigger)}" + ("" if connection.vendor == "sqlite" else f" ON {quoted(table)}")


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _try_trigrams(connection: BaseDatabaseWrapper) -> None:
    try:
        _run(connection, list(_TRIGRAMS))
    except DatabaseError:
        return
