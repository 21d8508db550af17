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

_MADE = re.compile(r"^CREATE TRIGGER (\w+)", re.M)
_HERE = Path(__file__).parent
_FIND_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'questions_search_%'",
    "postgresql": """SELECT tgname FROM pg_trigger
        WHERE tgrelid = to_regclass('questions_question') AND tgname LIKE 'questions_search_%'""",
}
# A "contains" over the words of the bank becomes an index look-up; where the extension may not be made, it is a scan.
_TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS questions_searchword_trigrams ON questions_searchword USING gin (word gin_trgm_ops)",
)


def install_index(sender: AppConfig, using: str, **_: Any) -> None:
    connection = connections[using]
    script = (_HERE / f"{connection.vendor}.sql").read_text()
    if not _has_columns(connection) or _triggers(connection) == set(_MADE.findall(script)):
        return
    _run(connection, [_drop(connection, name) for name in _triggers(connection)] + script.split("\n\n"))
    if connection.vendor == "postgresql":
        _try_trigrams(connection)


def _has_columns(connection: BaseDatabaseWrapper) -> bool:
    """False where somebody migrated to a point before the search, or to nothing."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not {"questions_question", "questions_searchword"} <= set(tables):
            return False
        columns = connection.introspection.get_table_description(cursor, "questions_question")
    return "search_title" in {column.name for column in columns}


def _triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Their names carry the version of the .sql file: an index made by another is not complete either."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND_TRIGGERS[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _drop(connection: BaseDatabaseWrapper, trigger: str) -> str:
    name = connection.ops.quote_name(trigger)
    return f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON questions_question")


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _try_trigrams(connection: BaseDatabaseWrapper) -> None:
    try:
        _run(connection, list(_TRIGRAMS))
    except DatabaseError:
        return
