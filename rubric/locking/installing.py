"""Triggers that refuse to change or delete what was submitted, made after each migrate and dropped before it.

Not a migration's own: SQLite remakes a table whose field is altered, loses its triggers without a word, and cannot
remake one that another table's trigger names.
"""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_HERE = Path(__file__).parent
# The tables that hold what stands on a scorecard, and by which column a row of theirs names it.
_CARD = {"rating": "{}.scorecard_id", "answerrating": "{}.scorecard_id", "evidence": "{}.scorecard_id"}
_CARD_OF_TICK = {
    "sqlite": "(SELECT scorecard_id FROM rubric_answerrating WHERE id = {}.answerrating_id)",
    "postgresql": "rubric_card_of({}.answerrating_id)",
}
_FIND = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rubric_lock%'",
    "postgresql": """SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgname LIKE 'rubric_lock%' AND relnamespace = current_schema()::regnamespace""",
}


def lock(sender: AppConfig, using: str, **_: Any) -> None:
    connection = connections[using]
    if _has_tables(connection) and len(_triggers(connection)) < len(_statements(connection, "CREATE TRIGGER")):
        drop_locks(connection)
        _run(connection, _statements(connection))


def unlock(sender: AppConfig, using: str, plan: Any = (), **_: Any) -> None:
    """Before a migrate that has something to do."""
    if plan:
        drop_locks(connections[using])


def drop_locks(connection: BaseDatabaseWrapper) -> None:
    _run(connection, [_drop(connection, *each) for each in _triggers(connection)])


def _has_tables(connection: BaseDatabaseWrapper) -> bool:
    """False where somebody migrated to a point before the lock, or to nothing."""
    with connection.cursor() as cursor:
        return "rubric_erasurepermit" in connection.introspection.table_names(cursor)


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor])
        return [(name, table) for name, table in cursor.fetchall()]


def _statements(connection: BaseDatabaseWrapper, beginning: str = "") -> list[str]:
    """The file's, those with a {table} once for each table."""
    cards = {**_CARD, "answerrating_ticked": _CARD_OF_TICK[connection.vendor]}
    script = (_HERE / f"{connection.vendor}.sql").read_text().replace("{columns}", _columns(connection))
    found: list[str] = []
    for statement in script.split("\n\n"):
        found += _for_each_table(statement, cards) if "{table}" in statement else [statement]
    return [each for each in found if each.startswith(beginning)]


def _columns(connection: BaseDatabaseWrapper) -> str:
    """A scorecard's own, but for its author: a guest who signs up takes along what they judged."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, "rubric_scorecard")
    return ", ".join(connection.ops.quote_name(each.name) for each in found if each.name != "author_id")


def _for_each_table(statement: str, cards: dict[str, str]) -> list[str]:
    return [
        statement.format(table=table, old=card.format("OLD"), new=card.format("NEW")) for table, card in cards.items()
    ]


def _drop(connection: BaseDatabaseWrapper, trigger: str, table: str) -> str:
    quote = connection.ops.quote_name
    return f"DROP TRIGGER {quote(trigger)}" + ("" if connection.vendor == "sqlite" else f" ON {quote(table)}")


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
