"""The backup and the way back, on files; tests/faults/test_backups.py does it while somebody writes."""

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.dispatch import Signal

from core import backups
from core.errors import DomainError
from tests.core.files import add_person, opened, people

HOUSE = "house"
POSTGRES = {"NAME": "house", "HOST": "db", "PORT": "", "USER": "prep", "PASSWORD": "SECRETWORD"}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who listens for a restored database would look into the one of the tests."""
    heard: list[str] = []
    signal = Signal()
    signal.connect(lambda **_: heard.append("restored"), weak=False)
    monkeypatch.setattr(backups, "restored", signal)
    return heard


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any, sent: list[str]) -> Iterator[Path]:
    """An installation on a file of its own, with one person."""
    with django_db_blocker.unblock(), opened(HOUSE, tmp_path / "live.sqlite3") as connection:
        monkeypatch.setattr(backups, "connection", connection)
        monkeypatch.setattr(
            backups, "call_command", lambda *words, **said: call_command(*words, database=HOUSE, **said)
        )
        add_person(HOUSE, "first@x.example")
        yield tmp_path


def backup(file: Path) -> str:
    out = io.StringIO()
    call_command("backup", str(file), stdout=out)
    return out.getvalue()


def test_a_backup_brings_back_who_was_there_and_nobody_else(house: Path, sent: list[str]) -> None:
    backup(house / "kept.backup")
    add_person(HOUSE, "second@x.example")
    call_command("restore", str(house / "kept.backup"), "--replace", stdout=io.StringIO())
    assert (people(HOUSE), sent) == (["first@x.example"], ["restored"])


def test_a_backup_that_cannot_be_written_says_why(house: Path) -> None:
    (house / "file").touch()
    with pytest.raises(CommandError, match=r"file/kept.backup cannot be written: File exists\."):
        backup(house / "file" / "kept.backup")


def test_a_backup_that_sqlite_cannot_write_says_so_and_leaves_nothing(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_sqlite_path", lambda: str(house))
    with pytest.raises(CommandError, match=r"kept.backup could not be written: unable to open database file\."):
        backup(house / "kept.backup")
    assert not (house / "kept.backup").exists()


def test_a_backup_says_where_it_is_and_how_large(house: Path) -> None:
    file = house / "new folder" / "kept.backup"
    assert backup(file) == f"{file} ({file.stat().st_size:,} bytes)\n"


def test_a_backup_is_readable_by_its_owner_alone(house: Path) -> None:
    backup(house / "kept.backup")
    assert (house / "kept.backup").stat().st_mode & 0o777 == 0o600


def test_a_backup_without_a_name_is_named_by_the_time(house: Path, settings: Any) -> None:
    settings.VAR_DIR = house
    call_command("backup", stdout=io.StringIO())
    assert len(list((house / "backups").glob("interviewprep-20*.backup"))) == 1


def test_a_backup_overwrites_no_file(house: Path) -> None:
    (house / "kept.backup").write_text("my own words")
    with pytest.raises(CommandError, match="exists already"):
        backup(house / "kept.backup")
    assert (house / "kept.backup").read_text() == "my own words"


def test_a_backup_that_failed_leaves_no_half_file(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(into: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backups, "_dump", full)
    with pytest.raises(OSError, match="No space"):
        backup(house / "kept.backup")
    assert not (house / "kept.backup").exists()


def test_people_are_not_replaced_unless_it_is_meant(house: Path) -> None:
    backup(house / "kept.backup")
    add_person(HOUSE, "second@x.example")
    with pytest.raises(CommandError, match="say --replace"):
        call_command("restore", str(house / "kept.backup"))
    assert people(HOUSE) == ["first@x.example", "second@x.example"]


def test_a_damaged_backup_changes_nothing(house: Path) -> None:
    file = house / "kept.backup"
    backup(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(CommandError, match="This backup is damaged"):
        call_command("restore", str(file), "--replace")
    assert people(HOUSE) == ["first@x.example"]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"hello", "is no backup of this product"),
        (b"PGDMP and more", "This is a backup of postgresql, and the installation runs on sqlite"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_cannot_be_restored_says_why(house: Path, written: bytes | None, sentence: str) -> None:
    file = house / "other.backup"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(file), "--replace")


def test_where_no_table_is_there_are_no_people(house: Path) -> None:
    with backups.connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("ALTER TABLE accounts_user RENAME TO somebody")
    assert backups._has_people() is False


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """PostgreSQL's programs, written down instead of run; they fail when asked for "broken"."""
    calls: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, env: dict[str, str], **_: Any) -> Any:
        calls.append((command, env))
        return SimpleNamespace(returncode=int("broken" in command[-1]), stderr="disk full\n")

    away = SimpleNamespace(vendor="postgresql", settings_dict=POSTGRES, close=lambda: None)
    monkeypatch.setattr(backups, "connection", away)
    monkeypatch.setattr(backups, "call_command", lambda *words, **said: None)
    monkeypatch.setattr(backups.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(backups.subprocess, "run", run)
    return calls


def test_the_password_of_postgresql_goes_by_the_environment_alone(ran: list[Any], tmp_path: Path) -> None:
    backups.back_up(into=tmp_path / "kept.backup")
    command, env = ran[0]
    assert command[:4] == ["/usr/bin/pg_dump", "--host=db", "--username=prep", "--dbname=house"]
    assert (env["PGPASSWORD"], [word for word in command if "SECRETWORD" in word]) == ("SECRETWORD", [])


def test_postgresql_is_restored_whole_or_not_at_all(ran: list[Any], tmp_path: Path, sent: list[str]) -> None:
    (tmp_path / "kept.backup").write_bytes(b"PGDMP")
    backups.restore(file=tmp_path / "kept.backup", replace=True)
    assert {"--single-transaction", "--exit-on-error", "--clean"} < set(ran[0][0])
    assert sent == ["restored"]


def test_what_postgresql_said_of_its_failure_is_passed_on(ran: list[Any], tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        backups.back_up(into=tmp_path / "broken.backup")
    assert refused.value.sentence == "pg_dump failed: disk full"


def test_a_missing_program_of_postgresql_is_named(
    ran: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups.shutil, "which", lambda program: None)
    with pytest.raises(DomainError, match="pg_dump is not installed on this machine"):
        backups.back_up(into=tmp_path / "kept.backup")
