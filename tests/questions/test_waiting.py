from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from core.jobs import run_due
from core.periodic import plant_due
from questions.importing.reading import read_file
from questions.models import ImportDraft, ImportRow, WaitingFile
from questions.services.imports import start_import
from questions.services.waiting import discard_overdue, waiting_imports

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TEXT = b"Q: Why does a lock wait?\nA: Another holds it.\n"


def started(user: User, name: str = "locks.md", days: float = 0) -> ImportDraft:
    """An import that its person opened or changed so many days ago."""
    draft = start_import(user=user, file_name=name, data=TEXT, read=read_file)
    ImportDraft.objects.filter(pk=draft.pk).update(touched_at=timezone.now() - timedelta(days=days))
    draft.refresh_from_db()
    return draft


def days_left(draft: ImportDraft) -> float:
    """Until it is discarded, to a hundredth of a day."""
    [waiting] = [each for each in waiting_imports(draft.user) if each.draft.pk == draft.pk]
    return round((waiting.until - timezone.now()) / timedelta(days=1), 2)


def test_a_waiting_import_is_discarded_with_its_text_after_thirty_days(lead: User) -> None:
    started(lead, "late.md", days=30.1)
    kept = started(lead, "kept.md", days=29.9)
    plant_due()
    run_due()
    assert list(ImportDraft.objects.all()) == [kept]
    assert [file.draft for file in WaitingFile.objects.all()] == [kept]
    assert {row.draft for row in ImportRow.objects.all()} == {kept}


def test_opening_it_begins_its_time_anew(lead: User, as_user: SignIn) -> None:
    draft = started(lead, days=29)
    as_user(lead).get(f"/questions/import/{draft.public_id}/")
    assert days_left(draft) == 30


def test_changing_a_row_begins_its_time_anew(lead: User, as_user: SignIn) -> None:
    draft = started(lead, days=29)
    row = draft.rows.get()
    as_user(lead).post(f"/questions/import/{draft.public_id}/rows/{row.public_id}/", {"level": "mid"})
    assert days_left(draft) == 30


def test_uploading_the_same_file_again_begins_its_time_anew(lead: User) -> None:
    draft = started(lead, days=29)
    assert start_import(user=lead, file_name="locks.md", data=TEXT, read=read_file) == draft
    assert days_left(draft) == 30


def test_somebody_else_who_asks_for_it_changes_nothing(lead: User, panelist: User, as_user: SignIn) -> None:
    draft = started(lead, days=29)
    assert as_user(panelist).get(f"/questions/import/{draft.public_id}/").status_code == 404
    assert days_left(draft) == 1


def test_the_list_of_what_waits_says_until_when_and_begins_nothing_anew(lead: User, as_user: SignIn) -> None:
    draft = started(lead, days=29)
    page = as_user(lead).get("/questions/import/").content.decode()
    until = draft.touched_at + timedelta(days=30)
    assert f"{date_format(timezone.localtime(until), 'j F Y')}</time>" in page
    assert days_left(draft) == 1


def test_a_preview_that_is_looked_at_again_and_again_is_written_once(lead: User, as_user: SignIn) -> None:
    draft = started(lead)
    as_user(lead).get(f"/questions/import/{draft.public_id}/")
    assert ImportDraft.objects.get().touched_at == draft.touched_at


def test_what_is_opened_while_the_overdue_are_discarded_stays(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _, second = (started(lead, f"{n}.md", days=40 - n) for n in range(2))

    def discard(*, draft: ImportDraft) -> None:
        draft.delete()
        ImportDraft.objects.filter(pk=second.pk).update(touched_at=timezone.now())

    monkeypatch.setattr("questions.services.waiting.discard_import", discard)
    discard_overdue()
    assert list(ImportDraft.objects.values_list("pk", flat=True)) == [second.pk]
