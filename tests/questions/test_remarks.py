"""What the reader was unsure of stands in one list, and beside each row that it concerns."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.importing.document import ParsedDocument, Warned
from questions.importing.reading import read_file
from questions.models import ImportDraft
from questions.preview import PAGE
from questions.remarks import notes_of, remarks_of
from questions.services.imports import parsed, start_import

SignIn = Callable[[User], Client]
SILENT = {3, 18}


def document(count: int = 20) -> bytes:
    """Titles that ask, but two of them; title n stands in line 4n - 1."""
    titles = (
        f"### {'Back pressure' if n in SILENT else 'What is thing'} {n}{'' if n in SILENT else '?'}"
        for n in range(1, count + 1)
    )
    return ("# Questions of queues\n\n" + "".join(f"{title}\n\nIt depends.\n\n" for title in titles)).encode()


@pytest.fixture
def draft(lead: User) -> ImportDraft:
    return start_import(user=lead, file_name="queues.md", data=document(), read=read_file)


def page_of(client: Client, draft: ImportDraft, query: str = "") -> str:
    return client.get(f"/questions/import/{draft.public_id}/{query}").content.decode()


def test_a_note_goes_beside_each_question_that_a_warning_concerns() -> None:
    found = read_file("queues.md", document())
    assert {position: len(said) for position, said in notes_of(found).items()} == {3: 1, 18: 1}


def test_the_same_sentence_stands_beside_a_row_once() -> None:
    found = read_file("queues.md", document(2))
    twice = (Warned(1, "a", ((3, "Look here."),)), Warned(2, "b", ((3, "Look here."),)))
    assert notes_of(ParsedDocument("", found.questions, warnings=twice)) == {1: ["Look here."]}


@pytest.mark.django_db
def test_a_remark_leads_to_the_page_of_its_first_row(draft: ImportDraft) -> None:
    row = draft.rows.get(position=18)
    warned = ParsedDocument("", parsed(draft).questions, warnings=(Warned(71, "Look."), Warned(2, "Nothing there.")))
    first, second = remarks_of(draft, warned, most=9, per_page=PAGE)
    assert (first.place and (first.place.row, first.place.page), second.place) == ((row, 2), None)


@pytest.mark.django_db
def test_the_preview_counts_the_places_and_leads_to_the_first_row(
    lead: User, as_user: SignIn, draft: ImportDraft
) -> None:
    page = page_of(as_user(lead), draft)
    first = draft.rows.get(position=3)
    assert "unsure in 1 place." in page
    assert f'data-unsure="first" href="/questions/import/{draft.public_id}/?page=1#question-{first.public_id}"' in page
    assert page.count("in words it does not ask") == 1


@pytest.mark.django_db
def test_a_page_leads_on_to_the_next_row_of_a_later_page(lead: User, as_user: SignIn, draft: ImportDraft) -> None:
    later = draft.rows.get(position=18)
    assert f'data-unsure="next" href="?page=2#question-{later.public_id}"' in page_of(as_user(lead), draft)
    assert 'data-unsure="next"' not in page_of(as_user(lead), draft, "?page=2")


@pytest.mark.django_db
def test_the_page_of_a_question_says_what_is_doubtful_about_it(lead: User, as_user: SignIn, draft: ImportDraft) -> None:
    client = as_user(lead)
    plain, doubtful = (
        client.get(f"/questions/import/{draft.public_id}/rows/{draft.rows.get(position=at).public_id}/")
        for at in (2, 3)
    )
    said = [b"in words it does not ask" in answer.content for answer in (plain, doubtful)]
    assert said == [False, True]


@pytest.mark.django_db
def test_a_row_that_saved_itself_keeps_what_stands_beside_it(lead: User, as_user: SignIn, draft: ImportDraft) -> None:
    row = draft.rows.get(position=3)
    form = {"row": row.public_id, f"level:{row.public_id}": "mid", "show": "all", "page": "1"}
    answer = as_user(lead).post(f"/questions/import/{draft.public_id}/rows/", form, headers={"HX-Request": "true"})
    assert answer.content.decode().count("in words it does not ask") == 1


@pytest.mark.django_db
def test_a_document_without_doubts_shows_none(lead: User, as_user: SignIn) -> None:
    plain = start_import(user=lead, file_name="x.md", data=document(2), read=read_file)
    page = page_of(as_user(lead), plain)
    assert ("unsure" in page.replace("where the reader was unsure", ""), "found__note" in page) == (False, False)


@pytest.mark.django_db
def test_a_draft_from_before_notes_is_still_shown(lead: User, as_user: SignIn, draft: ImportDraft) -> None:
    draft.document["warnings"] = [{"line": 11, "text": "An older sentence."}]
    draft.save()
    assert page_of(as_user(lead), draft).count("An older sentence.") == 2
