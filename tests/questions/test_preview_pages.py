"""The pages of an import between the upload and the bank, and the way back."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.content import Content, Place
from questions.importing.reading import read_file
from questions.models import ImportDraft, ImportRow, Question, Source
from questions.services.bank import add_question, write_version
from questions.services.imports import confirm_import, start_import
from tests.questions.test_previewing import ENTRIES, draft_of

SignIn = Callable[[User], Client]


@pytest.fixture
def draft(lead: User) -> ImportDraft:
    return draft_of(lead, ENTRIES)


@pytest.fixture
def client(lead: User, as_user: SignIn) -> Client:
    return as_user(lead)


@pytest.fixture
def path(draft: ImportDraft) -> str:
    return f"/questions/import/{draft.public_id}/"


@pytest.fixture
def rows(draft: ImportDraft) -> list[ImportRow]:
    return list(draft.rows.order_by("pk"))


@pytest.mark.parametrize("query", ["show=nothing", "page=0", "page=x", "page=123456"])
def test_a_list_or_page_that_does_not_exist_is_refused(client: Client, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert (answer.status_code, "no such list" in answer.content.decode()) == (400, True)


def test_a_row_of_another_document_is_refused(client: Client, path: str) -> None:
    answer = client.post(f"{path}rows/", {"row": "absent", "show": "all", "page": "1"})
    assert (answer.status_code, "does not exist" in answer.content.decode()) == (400, True)


def test_saving_a_page_comes_back_to_it(client: Client, path: str, rows: list[ImportRow]) -> None:
    row = rows[0]
    form = {"row": row.public_id, f"topic:{row.public_id}": "Storage", "show": "all", "page": "1"}
    assert client.post(f"{path}rows/", form)["Location"] == f"{path}?show=all&page=1"
    row.refresh_from_db()
    assert row.topic == "Storage"


BULK = {"show": "all", "page": "1", "bulk": "yes"}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"scope": "list"}, "Choose a level, a kind, a topic or what to do first."),
        ({"scope": "ticked", "bulk-level": "mid"}, "Tick the questions first, or choose all of the list."),
        ({"scope": "list", "bulk-action": "merge"}, "0 questions of the preview set. 3 kept what to do: only what"),
        ({"scope": "list", "bulk-level": "mid"}, "3 questions of the preview set.</div>"),
    ],
)
def test_setting_many_says_what_was_set_and_what_was_not(
    client: Client, path: str, form: dict[str, str], said: str
) -> None:
    assert said in client.post(f"{path}rows/", BULK | form, follow=True).content.decode()


def test_a_question_has_a_page_of_its_own(client: Client, path: str, rows: list[ImportRow]) -> None:
    page = client.get(f"{path}rows/{rows[0].public_id}/").content.decode()
    assert "What is an index?" in page


def test_all_that_a_question_brings_stands_on_its_page(lead: User, client: Client) -> None:
    data = b"question,answer,key points,red flags,minutes\nWhy?,Because,One point,One flag,7\n"
    draft = start_import(user=lead, file_name="why.csv", data=data, read=read_file)
    page = client.get(f"/questions/import/{draft.public_id}/rows/{draft.rows.get().public_id}/").content.decode()
    assert [each in page for each in ("One point", "One flag", "7 minutes")] == [True] * 3


def test_what_only_its_owner_may_change_is_shown_as_a_difference(
    client: Client, lead: User, panelist: User, path: str, rows: list[ImportRow]
) -> None:
    add_question(owner=panelist, content=Content("What is a view?", "Another answer."), place=Place())
    draft = draft_of(lead, {"What is a view?": "A stored query."})
    page = client.get(f"/questions/import/{draft.public_id}/rows/{draft.rows.get().public_id}/").content.decode()
    assert f"belongs to {panelist}, who alone can change it." in page
    assert ("What differs" in page, "What merging would add" in page) == (True, False)


def test_a_decision_leads_on_to_the_next_question(client: Client, path: str, rows: list[ImportRow]) -> None:
    answer = client.post(f"{path}rows/{rows[0].public_id}/", {"action": "skip", "show": "all"})
    assert answer["Location"] == f"{path}rows/{rows[1].public_id}/?show=all"
    rows[0].refresh_from_db()
    assert rows[0].action == "skip"


def test_the_last_decision_leads_back_to_the_list(client: Client, path: str, rows: list[ImportRow]) -> None:
    answer = client.post(f"{path}rows/{rows[-1].public_id}/", {"action": "skip", "show": "all"})
    assert answer["Location"] == f"{path}?show=all"


def test_a_level_set_on_its_page_stays_there(client: Client, path: str, rows: list[ImportRow]) -> None:
    answer = client.post(f"{path}rows/{rows[0].public_id}/", {"level": "senior", "show": "all"})
    assert answer["Location"] == f"{path}rows/{rows[0].public_id}/?show=all"
    rows[0].refresh_from_db()
    assert rows[0].level == "senior"


def test_confirming_says_what_came_and_what_was_left_out(client: Client, path: str, rows: list[ImportRow]) -> None:
    row = rows[0]
    page = client.post(f"{path}confirm/", {"row": row.public_id, f"action:{row.public_id}": "skip"}, follow=True)
    assert "2 questions imported from “Storage”, 1 left out" in page.content.decode()
    assert Question.objects.count() == 2


def test_a_newer_edition_can_be_taken_as_another_document(lead: User, client: Client) -> None:
    confirm_import(draft=draft_of(lead, ENTRIES))
    newer = draft_of(lead, {**ENTRIES, "What is a view?": "Another answer."})
    before = set(newer.rows.values_list("action", flat=True))
    client.post(f"/questions/import/{newer.public_id}/compare/", {"edition": "no"})
    assert "version" in before
    assert "version" not in set(newer.rows.values_list("action", flat=True))


def test_what_was_retired_with_an_import_is_said_and_is_offered_again_when_that_is_taken_back(
    lead: User, client: Client
) -> None:
    confirm_import(draft=draft_of(lead, ENTRIES))
    rest = {title: answer for title, answer in ENTRIES.items() if title != "What is a view?"}
    newer = draft_of(lead, {**rest, "What is a key?": "What names a row."})
    view = Question.objects.get(current__title="What is a view?")
    page = client.post(f"/questions/import/{newer.public_id}/confirm/", {"retire": view.public_id}, follow=True)
    assert "1 question imported from “Storage”, 2 left out, 1 retired." in page.content.decode()
    source = Source.objects.latest("pk")
    page = client.post(f"/questions/imported/{source.public_id}/undo/", follow=True)
    assert "taken back: 1 removed, 1 restored." in page.content.decode()
    view.refresh_from_db()
    assert view.retired_at is None


def test_taking_an_import_back_says_what_went(lead: User, client: Client, draft: ImportDraft) -> None:
    source = confirm_import(draft=draft)
    page = client.post(f"/questions/imported/{source.public_id}/undo/", follow=True).content.decode()
    assert "The import of “Storage” was taken back: 3 removed." in page
    assert Question.objects.count() == 0


def test_an_import_is_shown_question_by_question(lead: User, client: Client, draft: ImportDraft) -> None:
    source: Source = confirm_import(draft=draft)
    page = client.get(f"/questions/imported/{source.public_id}/").content.decode()
    assert [title for title in ENTRIES if title not in page] == []


def test_a_long_import_is_shown_page_by_page(
    lead: User, client: Client, draft: ImportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("questions.views.imported.CHANGES", 2)
    path = f"/questions/imported/{confirm_import(draft=draft).public_id}/"
    shown = [[title for title in ENTRIES if title in client.get(f"{path}?page={n}").content.decode()] for n in (1, 2)]
    assert shown == [list(ENTRIES)[:2], list(ENTRIES)[2:]]


@pytest.mark.django_db
def test_what_came_with_a_document_is_named_after_the_import_and_beside_its_questions(
    lead: User, client: Client
) -> None:
    extra = "## Tips\n\n- Breathe\n\n## Resources\n\n- Read *the manual*\n"
    source = confirm_import(draft=draft_of(lead, ENTRIES, extra))
    page = client.get(f"/questions/imported/{source.public_id}/").content.decode()
    assert "1 tip, shown to candidates" in page
    question = Question.objects.filter(source=source)[0]
    for at in (f"/questions/imported/{source.public_id}/", f"/questions/{question.public_id}/"):
        assert "Read <em>the manual</em>" in client.get(at).content.decode()


@pytest.mark.django_db
def test_a_question_of_one_plain_line_is_shown_once(lead: User, client: Client) -> None:
    confirm_import(draft=draft_of(lead, {"What is an index?": "A copy.", "Why `x`?": "Because."}))
    one, two = (Question.objects.get(current__title=title).public_id for title in ("What is an index?", "Why x?"))
    assert 'data-part="prompt"' not in client.get(f"/questions/{one}/").content.decode()
    assert 'data-part="prompt"' in client.get(f"/questions/{two}/").content.decode()


def test_taking_back_says_why_a_question_was_only_retired(client: Client, lead: User, draft: ImportDraft) -> None:
    source = confirm_import(draft=draft)
    question = Question.objects.filter(source=source).order_by("pk")[0]
    write_version(question, Content("Why so?"), author=lead, reason="")
    page = client.post(f"/questions/imported/{source.public_id}/undo/", follow=True).content.decode()
    assert "taken back: 2 removed, 1 retired because it is in use or was changed." in page


@pytest.mark.django_db
def test_an_import_without_a_new_question_says_so(lead: User, client: Client) -> None:
    confirm_import(draft=draft_of(lead, ENTRIES))
    changed = ENTRIES | {"What is a view?": "A stored query."}
    draft = draft_of(lead, changed)
    page = client.post(f"/questions/import/{draft.public_id}/confirm/", follow=True).content.decode()
    assert "No new question from “Storage”, 1 with a new version, 2 left out." in page


def test_a_document_without_questions_says_why_and_offers_no_import(lead: User, client: Client) -> None:
    nothing = start_import(user=lead, file_name="Pasted text", data=b"It rained on Monday. Nobody asked why.\n")
    page = client.get(f"/questions/import/{nothing.public_id}/").content.decode()
    said = ("No heading, label, list or table", "There is nothing to import.", "unsure", "is listed below", "/confirm/")
    assert [words in page for words in said] == [True, True, False, False, False]
