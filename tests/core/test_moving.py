"""Everything from one database into another; tests/faults/test_backups.py moves to PostgreSQL."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.models import AuditEntry
from core import moving
from core.errors import DomainError
from core.management.commands import move_database
from questions.models import Tag
from tests.core.files import add_person, forget, opened, people

HERE, THERE = "house", "other"


@pytest.fixture
def here(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """An installation of one person and one tag."""
    with django_db_blocker.unblock(), opened(HERE, tmp_path / "here.sqlite3"):
        add_person(HERE, "first@x.example")
        Tag.objects.using(HERE).create(name="sql")
        yield tmp_path


@pytest.fixture
def there(here: Path) -> Iterator[None]:
    with opened(THERE, here / "there.sqlite3"):
        yield


def test_everybody_arrives_under_their_own_number_and_date(there: None) -> None:
    moving.move(source=HERE, target=THERE)
    facts = ("pk", "public_id", "name", "created_at")
    assert list(Tag.objects.using(THERE).values_list(*facts)) == list(Tag.objects.using(HERE).values_list(*facts))
    assert people(THERE) == ["first@x.example"]


def test_each_table_is_counted(there: None) -> None:
    rows = {moved.table: moved.rows for moved in moving.move(source=HERE, target=THERE)}
    assert (rows["accounts_user"], rows["questions_tag"], rows["questions_question"]) == (1, 1, 0)


def test_the_next_row_gets_a_number_behind_those_that_came(there: None) -> None:
    moving.move(source=HERE, target=THERE)
    last = Tag.objects.using(HERE).get().pk
    assert Tag.objects.using(THERE).create(name="later").pk > last


def test_the_audit_log_only_grows_again_behind_the_move(there: None) -> None:
    moving.move(source=HERE, target=THERE)
    table = AuditEntry._meta.db_table
    with connections[THERE].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s", [f"{table}_no_delete"]
        )
        assert cursor.fetchone() == (1,)


def test_nobody_is_moved_into_a_house_where_people_live(there: None) -> None:
    add_person(THERE, "other@x.example")
    with pytest.raises(DomainError, match="holds people already"):
        moving.move(source=HERE, target=THERE)
    assert people(THERE) == ["other@x.example"]


def test_rows_that_arrive_changed_undo_the_whole_move(there: None, monkeypatch: pytest.MonkeyPatch) -> None:
    insert = moving._insert

    def losing(kind: Any, target: Any, rows: Any) -> None:
        insert(kind, target, rows[1:] if kind is Tag else rows)

    monkeypatch.setattr(moving, "_insert", losing)
    with pytest.raises(DomainError, match="questions_tag: 1 rows here and 0 there"):
        moving.move(source=HERE, target=THERE)
    assert people(THERE) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [({"b": [1], "a": 2}, {"a": 2, "b": [1]}), (memoryview(b"x"), b"x"), ([{"b": 1, "a": 2}], [{"a": 2, "b": 1}])],
)
def test_what_two_databases_write_differently_counts_as_the_same(one: Any, other: Any) -> None:
    assert moving._written(one) == moving._written(other)


@pytest.fixture
def moved_by_command(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The command knows the database of the settings as its source; here it is the file."""
    monkeypatch.setattr(move_database, "move", lambda source, target: moving.move(source=HERE, target=target))
    with opened(THERE, here / "wanted.sqlite3"):
        pass
    yield f"sqlite:///{here / 'wanted.sqlite3'}"
    forget(move_database.TARGET)


def test_the_command_lists_what_arrived(moved_by_command: str) -> None:
    out = io.StringIO()
    call_command("move_database", moved_by_command, stdout=out)
    assert "        1 questions_tag " in out.getvalue()
    assert "Everything arrived as it was." in out.getvalue()


def test_the_command_refuses_a_second_time(moved_by_command: str) -> None:
    call_command("move_database", moved_by_command, stdout=io.StringIO())
    with pytest.raises(CommandError, match="Moving goes into an empty one"):
        call_command("move_database", moved_by_command, stdout=io.StringIO())
