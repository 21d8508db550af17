"""The page “Where questions begin”, and what of it stands in the preview."""

import re
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questions.importing.limited import TOO_SLOW
from questions.importing.reading import read_file
from questions.models import ImportDraft, Question, WaitingFile
from questions.services.beginnings import file_of, turn_line
from questions.services.imports import start_import
from tests.questions.test_beginnings import HEADINGS, ITEMS, TEXT

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true", "HX-Target": "beginnings"}


def import_of(lead: User, text: str, name: str = "notes.md") -> ImportDraft:
    return start_import(user=lead, file_name=name, data=text.encode(), read=read_file)


@pytest.fixture
def draft(lead: User) -> ImportDraft:
    return import_of(lead, TEXT)


@pytest.fixture
def client(lead: User, as_user: SignIn) -> Client:
    return as_user(lead)


@pytest.fixture
def path(draft: ImportDraft) -> str:
    return f"/questions/import/{draft.public_id}/"


def begins_of(draft: ImportDraft) -> list[int]:
    return list(file_of(draft).begins)


def page_of(client: Client, path: str) -> str:
    return client.get(f"{path}beginnings/").content.decode()


def line_of(page: str, number: int) -> str:
    return page.partition(f'id="line-{number}"')[2].partition("</li>")[0]


def test_the_page_marks_where_questions_begin_and_what_goes_with_them(client: Client, path: str) -> None:
    page = page_of(client, path)
    assert 'aria-pressed="true"' in line_of(page, 3)
    assert "Q1" in line_of(page, 3)
    assert 'aria-pressed="false"' in line_of(page, 5)
    assert "document__line--within" in page.partition('id="line-5"')[0].rpartition("<li")[2]
    assert "<button" not in line_of(page, 2)


def test_a_line_is_turned_without_javascript_and_comes_back_to_it(
    client: Client, path: str, draft: ImportDraft
) -> None:
    answer = client.post(f"{path}beginnings/", {"readings": "0", "page": "1", "begin": "5"})
    assert answer["Location"] == f"{path}beginnings/?line=5&turned=yes#turn-5"
    assert begins_of(draft) == [3, 5, 10, 17]
    client.post(f"{path}beginnings/", {"readings": "0", "page": "1", "not": "5"})
    assert begins_of(draft) == HEADINGS


def test_htmx_gets_the_part_that_changed_with_the_others_that_are_set_alike(client: Client, path: str) -> None:
    page = client.post(
        f"{path}beginnings/", {"readings": "0", "page": "1", "begin": "5"}, headers=HTMX
    ).content.decode()
    assert page.lstrip().startswith('<div id="beginnings"')
    assert "A question begins in line 5." in page
    assert "Take 5 more like it" in page


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"alike": "10"}, HEADINGS),
        ({"only": "1"}, HEADINGS),
        ({"leave": "1"}, []),
        ({"take": "2"}, sorted(HEADINGS + ITEMS)),
    ],
)
def test_lines_that_are_set_alike_are_turned_at_once(
    client: Client, path: str, draft: ImportDraft, form: dict[str, str], expected: list[int]
) -> None:
    answer = client.post(f"{path}beginnings/", {"readings": "0", "page": "1", **form})
    assert (answer.status_code, begins_of(draft)) == (302, expected)


def test_a_step_is_taken_back_and_the_first_reading_comes_back(client: Client, path: str, draft: ImportDraft) -> None:
    for form, expected in (({"begin": "5"}, [3, 5, 10, 17]), ({"back": "yes"}, HEADINGS), ({"first": "yes"}, HEADINGS)):
        client.post(f"{path}beginnings/", {"readings": "0", "page": "1", **form})
        assert begins_of(draft) == expected


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"readings": "0", "begin": "2"}, 400),
        ({"readings": "0", "begin": "99999"}, 400),
        ({"readings": "0", "begin": "-3"}, 400),
        ({"readings": "0", "begin": "5; drop"}, 400),
        ({"readings": "0", "not": "٣"}, 400),
        ({"readings": "0", "take": "77"}, 400),
        ({"readings": "0", "alike": "2"}, 400),
        ({"readings": "0"}, 400),
        ({"begin": "5"}, 400),
        ({"readings": "x", "begin": "5"}, 400),
        ({"readings": "7", "begin": "5"}, 409),
        ({"readings": "0", "back": "yes"}, 422),
    ],
)
def test_what_no_form_of_ours_says_is_refused(
    client: Client, path: str, draft: ImportDraft, form: dict[str, str], status: int
) -> None:
    assert client.post(f"{path}beginnings/", form).status_code == status
    assert begins_of(draft) == HEADINGS


def test_reading_again_leads_to_the_preview_and_writes_no_question(
    client: Client, path: str, draft: ImportDraft
) -> None:
    client.post(f"{path}beginnings/", {"readings": "0", "only": "2"})
    waiting = client.get(path).content.decode()
    assert "You changed where questions begin." in waiting
    assert f'formaction="{path}confirm/"' not in waiting
    page = client.post(f"{path}read/", {"readings": "0"}, follow=True).content.decode()
    assert "Read again: 6 questions." in page
    assert f'formaction="{path}confirm/"' in page
    assert not Question.objects.exists()


def test_a_preview_of_beginnings_that_were_not_read_is_not_imported(
    client: Client, path: str, draft: ImportDraft
) -> None:
    turn_line(draft=draft, readings=0, line=5, begins=True)
    answer = client.post(f"{path}confirm/", {"show": "all", "page": "1"})
    assert (answer.status_code, "not read again since" in answer.content.decode()) == (422, True)
    assert not Question.objects.exists()


@pytest.mark.usefixtures("read_in_a_process")
def test_a_reading_that_takes_too_long_says_so(
    client: Client, path: str, draft: ImportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("questions.importing.limited.SECONDS", 0.01)
    turn_line(draft=draft, readings=0, line=5, begins=True)
    answer = client.post(f"{path}read/", {"readings": "0"})
    assert (answer.status_code, TOO_SLOW in answer.content.decode().replace("&#x27;", "'")) == (422, True)
    assert draft.rows.count() == 3


def test_a_row_joins_the_question_above_it(client: Client, path: str, draft: ImportDraft) -> None:
    row = draft.rows.get(title="What are queues?")
    page = client.post(f"{path}rows/{row.public_id}/join/", {"show": "all", "page": "1"}, follow=True).content.decode()
    assert "Line 10 belongs to the question above it now." in page
    assert list(draft.rows.values_list("title", flat=True)) == ["What are locks?", "What are leases?"]


def test_joining_leads_back_to_the_question_that_grew(lead: User, client: Client) -> None:
    draft = import_of(lead, long_document(180))
    row = draft.rows.get(position=16)
    answer = client.post(
        f"/questions/import/{draft.public_id}/rows/{row.public_id}/join/", {"show": "all", "page": "2"}
    )
    grown = draft.rows.get(position=15)
    assert answer["Location"] == f"/questions/import/{draft.public_id}/?show=all&page=1#question-{grown.public_id}"


def test_joining_saves_what_the_form_says_of_the_other_rows(client: Client, path: str, draft: ImportDraft) -> None:
    first, second, _ = draft.rows.all()
    form = {"show": "all", "page": "1", "row": first.public_id, f"level:{first.public_id}": "senior"}
    client.post(f"{path}rows/{second.public_id}/join/", form)
    assert draft.rows.get(title="What are locks?").level == "senior"


def test_the_first_row_offers_to_join_nothing(client: Client, path: str, draft: ImportDraft) -> None:
    first, second, _ = draft.rows.all()
    page = client.get(path).content.decode()
    assert [f"rows/{row.public_id}/join/" in page for row in (first, second)] == [False, True]
    assert client.post(f"{path}rows/{first.public_id}/join/", {"show": "all", "page": "1"}).status_code == 422


@pytest.mark.parametrize("way", ["beginnings/", "read/", "rows/{row}/join/"])
def test_nobody_else_reads_or_changes_it(
    panelist: User, as_user: SignIn, path: str, draft: ImportDraft, way: str
) -> None:
    row = draft.rows.all()[1]
    address = path + way.format(row=row.public_id)
    form = {"readings": "0", "begin": "5", "show": "all", "page": "1"}
    assert as_user(panelist).post(address, form).status_code == 404
    shown = as_user(panelist).get(f"{path}beginnings/")
    assert (shown.status_code, b"What are locks" in shown.content) == (404, False)
    assert begins_of(draft) == HEADINGS


def test_a_row_of_another_document_joins_nothing(lead: User, client: Client, path: str) -> None:
    other = import_of(lead, TEXT.replace("locks", "lakes"), "other.md").rows.all()[1]
    assert client.post(f"{path}rows/{other.public_id}/join/", {"show": "all", "page": "1"}).status_code == 404


def test_script_and_html_of_a_document_are_shown_as_text(lead: User, client: Client) -> None:
    draft = import_of(lead, "### What is <script>alert(1)</script>?\n\n</li></ol><img src=x onerror=alert(2)>\n")
    page = page_of(client, f"/questions/import/{draft.public_id}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in line_of(page, 1)
    assert "&lt;/li&gt;&lt;/ol&gt;&lt;img src=x onerror=alert(2)&gt;" in line_of(page, 3)


@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", "question,answer\nWhy?,So\n"), ("a.json", '[{"question": "Why?"}]')]
)
def test_a_table_or_the_like_offers_no_lines(lead: User, client: Client, name: str, data: str) -> None:
    path = f"/questions/import/{import_of(lead, data, name).public_id}/"
    assert client.get(f"{path}beginnings/").status_code == 404
    assert "beginnings/" not in client.get(path).content.decode()


def test_a_draft_from_before_texts_were_kept_says_so_and_offers_to_discard_it(
    client: Client, path: str, draft: ImportDraft
) -> None:
    WaitingFile.objects.all().delete()
    draft.document = {name: value for name, value in draft.document.items() if name != "layout"}
    draft.save()
    page = page_of(client, path)
    assert "Discard it, and import the file once more." in page
    assert f'action="{path}discard/"' in page
    assert f"{path}beginnings/" in client.get(path).content.decode()
    assert client.post(f"{path}beginnings/", {"readings": "0", "begin": "5"}).status_code == 409


def test_a_document_without_questions_leads_to_its_lines(lead: User, client: Client) -> None:
    draft = import_of(lead, "It rained on Monday.\n\nNobody said why.\n")
    path = f"/questions/import/{draft.public_id}/"
    assert f'href="{path}beginnings/"' in client.get(path).content.decode()
    client.post(f"{path}beginnings/", {"readings": "0", "begin": "1"})
    client.post(f"{path}read/", {"readings": "0"})
    row = draft.rows.get()
    assert (row.title, row.found["answer"]) == ("It rained on Monday.", "Nobody said why.")


def test_a_doubt_leads_to_its_line_and_stands_beside_it(lead: User, client: Client) -> None:
    titles = (
        f"### {'Key' if n == 4 else 'What does key'} {n}{'' if n == 4 else ' do?'}\n\nIt moves.\n\n" for n in range(9)
    )
    draft = import_of(lead, "# Questions of keys\n\n" + "".join(titles))
    path = f"/questions/import/{draft.public_id}/"
    [(line, said)] = re.findall(
        r'<li><a href="[^"]*beginnings/\?line=(\d+)#turn-\d+">Line \d+</a>: ([^<]+?) <a',
        client.get(path).content.decode(),
    )
    page = page_of(client, path)
    assert said.strip() in line_of(page, int(line))


def long_document(lines: int) -> str:
    """Every third line but the first begins a question."""
    asked = (f"### What is {n}?\n\nIt is {n}." for n in range(1, lines // 3))
    return "\n".join(["# Interview questions\n\n", *asked])


def test_a_long_document_is_shown_by_pages_and_a_line_leads_to_its_own(lead: User, client: Client) -> None:
    path = f"/questions/import/{import_of(lead, long_document(900)).public_id}/beginnings/"
    page = client.get(f"{path}?line=601").content.decode()
    assert (page.count('class="document__line'), "Lines 501 to 750 of 900" in page) == (250, True)
    assert re.findall(r'<nav class="pagination" aria-label="([^"]+)"', page) == [
        "Pages, above the lines",
        "Pages, below the lines",
    ]
    assert "document__line--at" in page.partition('id="line-601"')[0].rpartition("<li")[2]
    assert client.get(f"{path}?page=99").content.decode().count('class="document__line') == 150


def test_a_page_leads_to_the_next_line_that_the_reader_was_unsure_of(lead: User, client: Client) -> None:
    draft = import_of(lead, f"{long_document(900)}\n### What is left?")
    path = f"/questions/import/{draft.public_id}/beginnings/"
    link = '<a class="button button--small" data-unsure="next" href="?line=901#turn-901">'
    pages = [client.get(f"{path}?page={page}").content.decode() for page in (1, 4)]
    assert [link in page for page in pages] == [True, False]


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize("page", ["", "beginnings/"])
def test_a_page_asks_as_often_for_three_questions_as_for_hundreds(lead: User, client: Client, page: str) -> None:
    drafts = [import_of(lead, long_document(lines), f"{lines}.md") for lines in (12, 2_000)]
    assert [draft.rows.count() for draft in drafts] == [3, 665]
    short, long = (draft.public_id for draft in drafts)
    client.get(f"/questions/import/{short}/")
    assert queries(client, f"/questions/import/{short}/{page}") == queries(client, f"/questions/import/{long}/{page}")


def test_the_preview_fetches_no_text(client: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    assert not [query for query in captured.captured_queries if '"questions_waitingfile"."data"' in query["sql"]]


def test_a_document_of_thirty_thousand_lines_opens_and_turns_within_a_second(lead: User, client: Client) -> None:
    asked = (f"### What is {n}? {'x' * 150}\n\nIt is {n}. {'y' * 300}" for n in range(1, 4_901))
    draft = import_of(lead, "\n".join(["# Interview questions\n\n", *asked]) + "\n" * 15_300)
    path = f"/questions/import/{draft.public_id}/beginnings/"
    start = time.monotonic()
    client.get(f"{path}?line=9000")
    client.post(path, {"readings": "0", "page": "37", "not": "9001"}, headers=HTMX)
    assert time.monotonic() - start < 2
    assert len(begins_of(draft)) == 4_899
