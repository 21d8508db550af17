"""The full-text index in Django's words: one lookup and one rank, spelt for SQLite and for PostgreSQL."""

from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, FloatField, Func, Lookup, TextField
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from questions.search.words import Wording, fts5_query, ts_query

Sql = tuple[str, tuple[Any, ...]]
# Title words weigh eight times as much as words of the answer: as bm25() in sqlite.sql.
_WEIGHTS = "{0.125, 0.125, 0.125, 1.0}"


class DocumentField(TextField):  # type: ignore[type-arg]
    """The indexed text of one question; nothing but `matches` can be asked of it, and that on SQLite alone."""


@DocumentField.register_lookup
class Matches(Lookup):
    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> Sql:
        return "%s", (fts5_query(value),)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", (*left_params, *right_params)


def found_numbers(wording: Wording) -> RawSQL:
    """On PostgreSQL the questions are found by number, and who counts them need not look into the index again: see
    questions_search_found() in postgresql.sql.
    """
    return RawSQL("SELECT questions_search_found(to_tsquery('simple', %s))", [ts_query(wording)])


class Rank(Func):
    """How well a question fits, higher is better; the figure means something only within one search."""

    output_field: ClassVar = FloatField()
    _place = 1

    def __init__(self, wording: Wording) -> None:
        super().__init__("entry__rank", "entry__document", "entry__title")
        self.wording = wording

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Sql:
        rank, params = compiler.compile(self.source_expressions[0])
        return f"-{rank}", tuple(params)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Sql:
        document, params = compiler.compile(self.source_expressions[self._place])
        return f"ts_rank('{_WEIGHTS}', {document}, to_tsquery('simple', %s))", (*params, ts_query(self.wording))


class TitleRank(Rank):
    """How well the title alone fits: on PostgreSQL much faster to know; SQLite has one rank for both."""

    _place = 2


class InOneLine(Aggregate):
    """All values of a group, parted by blanks, in no order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field: ClassVar = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)
