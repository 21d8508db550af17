"""The record of access as the product writes it, and as somebody with the database would like to have it (S18)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts import audit
from accounts.audit_anchors import anchors_file
from accounts.models import AuditEntry, AuditLink, User
from accounts.roles import change_roles
from core.guards import lift

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def own_anchors(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def noted(lead: User) -> User:
    """Five entries in the chain."""
    audit.note("read", *(f"report:{n}" for n in range(5)), by=lead)
    assert audit.link_new() == 5
    return lead


@pytest.fixture
def unguarded(noted: User) -> None:
    """Somebody who owns the database dropped the triggers; the end of the test's transaction brings them back."""
    lift(connection)


def said() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "object", "actor"))


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_was_noted_holds(noted: User) -> None:
    assert audit.findings() == []


def test_linking_goes_on_where_it_stopped_and_links_nothing_twice(noted: User) -> None:
    audit.note("read", "report:6", by=noted)
    assert (audit.link_new(), audit.link_new()) == (1, 0)
    assert list(AuditLink.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert audit.findings() == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE accounts_auditentry SET actor = 'other' WHERE object = 'report:2'", "Entry 3 was changed."),
        ("DELETE FROM accounts_auditlink WHERE number = 3", "1 entries are missing from number 3 on."),
        ("DELETE FROM accounts_auditentry WHERE object = 'report:2'", "Entry 3 is gone."),
    ],
)
def test_s18_what_sql_did_to_the_rows_is_found(noted: User, unguarded: None, statement: str, finding: str) -> None:
    sql(statement)
    assert finding in audit.findings()


def test_s18_an_entry_that_the_product_did_not_write_is_found(noted: User) -> None:
    row = AuditEntry.objects.latest("pk")
    AuditEntry.objects.create(key="forged", at=row.at, actor=noted.public_id, verb="read", mark=row.mark)
    assert audit.findings() == [f"An entry of {row.at:%Y-%m-%d %H:%M} was not written by the product."]


def test_s18_a_forged_entry_does_not_become_right_by_being_linked(noted: User) -> None:
    row = AuditEntry.objects.latest("pk")
    AuditEntry.objects.create(key="forged", at=row.at, actor=noted.public_id, verb="read", mark=row.mark)
    audit.link_new()
    assert audit.findings() == ["Entry 6 was changed."]


def test_s18_cutting_off_the_end_is_seen_by_the_anchor_alone(noted: User, unguarded: None) -> None:
    audit.anchor_head()
    sql("DELETE FROM accounts_auditlink WHERE number > 3")
    sql("DELETE FROM accounts_auditentry WHERE object IN ('report:3', 'report:4')")
    assert [finding.partition(";")[0].partition(" the record ")[2] for finding in audit.findings()] == ["had 5 entries"]
    anchors_file().unlink()
    assert audit.findings() == []


def test_an_anchor_is_dropped_once_a_day_where_nobody_else_reads_it(noted: User) -> None:
    audit.anchor_head()
    audit.anchor_head()
    assert len(anchors_file().read_text().splitlines()) == 1
    assert anchors_file().stat().st_mode & 0o077 == 0


def test_a_restored_backup_is_shorter_and_no_finding(noted: User, unguarded: None) -> None:
    audit.anchor_head()
    sql("DELETE FROM accounts_auditlink WHERE number > 3")
    sql("DELETE FROM accounts_auditentry WHERE object IN ('report:3', 'report:4')")
    audit.anchor_head(restored=True)
    assert audit.findings() == []


@pytest.mark.parametrize("table", ["accounts_auditentry", "accounts_auditlink"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET mark = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_forget(noted: User, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        sql(statement.format(table))
    assert audit.findings() == []


def test_a_database_that_has_it_refuses_to_empty_the_table(noted: User) -> None:
    """SQLite knows no TRUNCATE; there the same words are an error of syntax."""
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("TRUNCATE accounts_auditlink")
    assert AuditLink.objects.count() == 5


def test_guarded_rows_can_still_be_added_and_linked(noted: User) -> None:
    audit.note("read", "report:6", by=noted)
    assert audit.link_new() == 1


def test_without_its_guards_the_database_would_obey(noted: User, unguarded: None) -> None:
    sql("DELETE FROM accounts_auditlink")
    assert not AuditLink.objects.exists()


def test_signing_in_and_out_is_noted(lead: User, as_user: SignIn) -> None:
    as_user(lead).post("/accounts/logout/")
    assert said() == [("signed in", "", lead.public_id), ("signed out", "", lead.public_id)]


def test_a_wrong_password_is_noted_without_what_was_typed(client: Client, lead: User) -> None:
    client.post("/accounts/login/", {"login": lead.email, "password": "SECRETWORD wrong"})
    client.post("/accounts/login/", {"login": "SECRETNAME@x.example", "password": "SECRETWORD wrong"})
    assert said() == [("sign-in refused", f"user:{lead.public_id}", ""), ("sign-in refused", "", "")]


def test_whoever_is_told_no_is_noted_with_the_address(hr: User, lead: User, as_user: SignIn) -> None:
    client = as_user(hr)
    client.get(f"/people/{lead.public_id}/")
    assert said()[1:] == [("denied: /people/<str:public_id>/", f"id:{lead.public_id}", hr.public_id)]


def test_a_refusal_at_a_long_address_is_noted_as_far_as_an_entry_reaches(hr: User, as_user: SignIn) -> None:
    assert as_user(hr).get(f"/people/{'x' * 200}/").status_code == 403
    assert AuditEntry.objects.get(verb__startswith="denied").object == "id:" + "x" * 117


def test_a_change_of_roles_is_noted(admin: User, stranger: User, as_user: SignIn) -> None:
    form = {"full_name": "Sina Stranger", "is_hr": "on", "is_active": "on"}
    as_user(admin).post(f"/people/{stranger.public_id}/", form)
    assert said()[1:] == [("changed to the roles: HR", f"user:{stranger.public_id}", admin.public_id)]


def test_the_page_names_people_and_objects_for_an_administrator(admin: User, lead: User, as_user: SignIn) -> None:
    audit.note("read: everything", "report:abc", by=lead)
    page = as_user(admin).get("/people/record/").content.decode()
    assert "Lena Lead" in page
    assert "read: everything" in page
    assert "report:abc" in page


def test_doctor_says_where_the_record_does_not_hold(
    noted: User, unguarded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    sql("UPDATE accounts_auditentry SET verb = 'other' WHERE object = 'report:0'")
    with pytest.raises(SystemExit):
        call_command("doctor")
    assert "record of access: Entry 1 was changed." in capsys.readouterr().out


def test_signing_out_makes_the_browser_forget_the_pages_it_keeps(lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    assert "Clear-Site-Data" not in client.get("/interviews/")
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache"'


def test_who_may_no_longer_sign_in_is_disabled_in_the_record(stranger: User, admin: User) -> None:
    stranger.is_active = False
    change_roles(person=stranger, by=admin)
    assert said()[-1][0] == "changed to the roles: disabled, interviewer, practice"
