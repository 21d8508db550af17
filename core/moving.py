"""From one database to another, row by row, with counts and hashes compared before anything is kept."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.errors import DomainError
from core.guards import lift, stand

CHUNK = 500
NOT_EMPTY = "The other database holds people already. Moving goes into an empty one."
DIFFERS = "{}: {} rows here and {} there, or not the same ones. Nothing was moved."


@dataclass(frozen=True, slots=True)
class Moved:
    """One table: how many rows, and the hash over all of them in the order of their keys."""

    table: str
    rows: int
    digest: str


def move(*, source: str, target: str) -> list[Moved]:
    """Both are aliases of migrated databases. One transaction: everything arrives as it was, or nothing does."""
    kinds = _kinds()
    user = apps.get_model("accounts", "User")
    if user._base_manager.using(target).exists():
        raise DomainError(NOT_EMPTY)
    with transaction.atomic(using=source), transaction.atomic(using=target):
        lift(connections[target])
        _empty(kinds, connections[target])
        moved = [_copy(kind, source, target) for kind in kinds]
        _count_on(kinds, connections[target])
        stand(connections[target])
    return moved


def _kinds() -> list[type[models.Model]]:
    """Every table that is ours to fill; what triggers keep (the search index) fills itself."""
    return [kind for kind in apps.get_models(include_auto_created=True) if kind._meta.managed and not kind._meta.proxy]


def _empty(kinds: Iterable[type[models.Model]], target: BaseDatabaseWrapper) -> None:
    """What migrating wrote by itself (permissions, content types) comes from the source as well."""
    tables = [kind._meta.db_table for kind in kinds]
    for sql in target.ops.sql_flush(no_style(), tables, reset_sequences=False):
        with target.cursor() as cursor:
            cursor.execute(sql)


def _copy(kind: type[models.Model], source: str, target: str) -> Moved:
    found = _rows(kind, source)
    while rows := list(islice(found, CHUNK)):
        _insert(kind, connections[target], rows)
    here, there = _digest(kind, source), _digest(kind, target)
    if here != there:
        raise DomainError(DIFFERS.format(kind._meta.db_table, here.rows, there.rows))
    return there


def _rows(kind: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in kind._meta.concrete_fields]
    found = kind._base_manager.using(alias).order_by("pk").values_list(*names)
    yield from found.iterator(chunk_size=CHUNK)


def _insert(kind: type[models.Model], target: BaseDatabaseWrapper, rows: Sequence[tuple[Any, ...]]) -> None:
    """Without the models' own saving, which would write today's date over the old one."""
    fields = kind._meta.concrete_fields
    quote = target.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    # The names are the models' own; a trigger may have written a row already (words of the search).
    table = quote(kind._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 # nosec B608
    prepared = [
        [field.get_db_prep_save(value, connection=target) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    with target.cursor() as cursor:
        cursor.executemany(sql, prepared)


def _digest(kind: type[models.Model], alias: str) -> Moved:
    """Over the values as Python knows them: the two databases write them down differently.

    Databases sort texts differently, so the rows' hashes are added up instead of chained.
    """
    count, total = 0, 0
    for row in _rows(kind, alias):
        count += 1
        written = "\x1f".join(_written(value) for value in row)
        total = (total + int.from_bytes(hashlib.sha256(written.encode(errors="surrogatepass")).digest())) % 2**256
    return Moved(kind._meta.db_table, count, f"{total:064x}")


def _written(value: Any) -> str:
    if isinstance(value, memoryview | bytearray):
        value = bytes(value)
    if isinstance(value, dict):
        return repr(sorted((key, _written(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return repr([_written(inner) for inner in value])
    return repr(value)


def _count_on(kinds: Sequence[type[models.Model]], target: BaseDatabaseWrapper) -> None:
    """The next row gets a number behind those that came."""
    with target.cursor() as cursor:
        for sql in target.ops.sequence_reset_sql(no_style(), list(kinds)):
            cursor.execute(sql)
