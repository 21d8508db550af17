"""The preview of an import: what it proposes, what people set, and what is written."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import Conflict, DomainError
from questions.content import Content, Place
from questions.importing.reading import read_file
from questions.models import ImportChange, ImportDraft, ImportRow, Question, Source
from questions.services.bank import Revision, add_question, revise_question
from questions.services.drafts import edit_rows, prepare_rows, rewrite_row
from questions.services.imports import choose, confirm_import, start_import
from questions.services.undoing import undo_import
from rubric.models import Rubric

SignIn = Callable[[User], Client]
ENTRIES = {
    "What is an index?": "- A sorted copy of some columns\n- Faster reads, slower writes",
    "What is a view?": "A stored query with a name.",
    "Name the isolation levels of transactions.": "Read committed, repeatable read, serialisable.",
}


def document(entries: dict[str, str], extra: str = "") -> bytes:
    body = "".join(f"**Q{n}: {q}**\n\n**Answer:**\n{a}\n\n" for n, (q, a) in enumerate(entries.items(), start=1))
    return f"# Storage\n\n## Basic questions\n\n{body}{extra}".encode()


def draft_of(lead: User, entries: dict[str, str], extra: str = "") -> ImportDraft:
    return start_import(user=lead, file_name="storage.md", data=document(entries, extra), read=read_file)


def row_of(draft: ImportDraft, title: str) -> ImportRow:
    return draft.rows.get(title=title)


def act(draft: ImportDraft, title: str, action: str) -> None:
    edit_rows(draft=draft, rows=[row_of(draft, title)], changes={"action": action})


@pytest.fixture
def first(lead: User) -> Source:
    return confirm_import(draft=draft_of(lead, ENTRIES))


def by_title() -> dict[str, Question]:
    return {str(question): question for question in Question.objects.select_related("current__guide")}


@pytest.mark.django_db
def test_each_row_says_where_its_level_and_topic_come_from(lead: User, as_user: SignIn) -> None:
    draft = draft_of(lead, ENTRIES)
    page = as_user(lead).get(f"/questions/import/{draft.public_id}/").content.decode()
    assert "Level and kind: stands under “Basic questions”." in page
    assert row_of(draft, "What is a view?").level == "junior"


@pytest.mark.django_db
def test_a_row_saves_itself_and_answers_with_itself_alone(lead: User, as_user: SignIn) -> None:
    draft = draft_of(lead, ENTRIES)
    row = row_of(draft, "What is a view?")
    form = {"row": row.public_id, f"level:{row.public_id}": "senior", "show": "all", "page": "1"}
    page = as_user(lead).post(f"/questions/import/{draft.public_id}/rows/", form, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert row.level == "senior"
    assert page.content.decode().count('class="found__row') == 1


@pytest.mark.django_db
def test_ticked_rows_or_the_whole_list_are_set_at_once(lead: User, as_user: SignIn) -> None:
    draft = draft_of(lead, ENTRIES)
    path = f"/questions/import/{draft.public_id}/rows/"
    ticked = [row_of(draft, "What is a view?").public_id]
    client = as_user(lead)
    client.post(path, {"show": "all", "page": "1", "bulk": "yes", "scope": "list", "bulk-topic": "Databases"})
    client.post(path, {"show": "all", "page": "1", "bulk": "yes", "tick": ticked, "bulk-action": "skip"})
    assert set(draft.rows.values_list("topic", flat=True)) == {"Databases"}
    assert list(draft.rows.filter(action="skip").values_list("title", flat=True)) == ["What is a view?"]


@pytest.mark.django_db
def test_a_draft_belongs_to_its_person(lead: User, panelist: User, as_user: SignIn) -> None:
    draft = draft_of(lead, ENTRIES)
    row = draft.rows.first()
    assert row
    paths = ("", "rows/", f"rows/{row.public_id}/", "confirm/", "compare/", "discard/")
    client = as_user(panelist)
    found = {client.post(f"/questions/import/{draft.public_id}/{path}").status_code for path in paths[1:]}
    assert found == {404}


@pytest.mark.django_db
def test_a_draft_that_is_gone_is_said_to_be_in_the_words_for_one_of_somebody_else(
    lead: User, panelist: User, as_user: SignIn
) -> None:
    theirs = draft_of(panelist, ENTRIES)
    answers = [as_user(lead).get(f"/questions/import/{name}/") for name in (theirs.public_id, "gone")]
    said = [answer.content.decode().partition("<main")[2] for answer in answers]
    assert said[0] == said[1]
    assert 'href="/questions/import/">To the import</a>' in said[0]


@pytest.mark.django_db
def test_the_text_can_be_changed_before_it_is_written(lead: User, as_user: SignIn) -> None:
    draft = draft_of(lead, ENTRIES)
    row = row_of(draft, "What is a view?")
    form = {"prompt": "What is a materialised view?", "answer": "A kept result", "show": "all"}
    as_user(lead).post(f"/questions/import/{draft.public_id}/rows/{row.public_id}/", form)
    confirm_import(draft=draft)
    assert by_title()["What is a materialised view?"].current.guide.answer == "A kept result"


@pytest.mark.django_db
def test_key_points_that_were_the_answers_list_follow_its_new_text(lead: User) -> None:
    row = row_of(draft_of(lead, ENTRIES), "What is an index?")
    rewrite_row(row=row, prompt="What is an index?", answer="- A sorted copy\r\n- Faster reads")
    row.refresh_from_db()
    assert (row.found["answer"], row.found["key_points"]) == (
        "- A sorted copy\n- Faster reads",
        ["A sorted copy", "Faster reads"],
    )


@pytest.mark.django_db
def test_a_question_of_the_bank_is_found_and_shown_beside_it(lead: User, panelist: User, as_user: SignIn) -> None:
    content = Content("what is a VIEW", answer="Something else entirely")
    add_question(owner=panelist, content=content, place=Place())
    draft = draft_of(lead, ENTRIES)
    row = row_of(draft, "What is a view?")
    page = as_user(lead).get(f"/questions/import/{draft.public_id}/rows/{row.public_id}/").content.decode()
    assert (row.likeness, row.action) == ("same", "skip")
    assert "Something else entirely" in page
    assert 'value="version"' not in page  # it is not theirs to change


@pytest.mark.django_db
def test_a_private_question_of_another_is_never_shown(lead: User, panelist: User) -> None:
    add_question(owner=panelist, content=Content("What is a view?"), place=Place(visibility="private"))
    assert row_of(draft_of(lead, ENTRIES), "What is a view?").likeness == ""


@pytest.mark.django_db
def test_merging_adds_what_the_bank_lacks_and_loses_nothing(lead: User) -> None:
    mine = add_question(owner=lead, content=Content("What is a view?", key_points=["Named"]), place=Place())
    draft = draft_of(lead, ENTRIES)
    act(draft, "What is a view?", "merge")
    confirm_import(draft=draft)
    mine.refresh_from_db()
    assert (mine.current.number, mine.current.guide.answer) == (2, "A stored query with a name.")
    assert [point.text for point in mine.current.guide.key_points.all()] == ["Named"]


@pytest.mark.django_db
def test_twice_in_one_document_is_merged_into_the_first(lead: User) -> None:
    entries = {"What is an index?": "- Sorted", "What is an  index?": "- Costs space"}
    draft = draft_of(lead, entries)
    last = draft.rows.last()
    assert last
    edit_rows(draft=draft, rows=[last], changes={"action": "merge"})
    confirm_import(draft=draft)
    guide = Question.objects.get().current.guide
    assert [point.text for point in guide.key_points.all()] == ["Sorted", "Costs space"]


@pytest.mark.django_db
def test_an_edited_document_makes_versions_and_keeps_identities(lead: User, first: Source) -> None:
    before = by_title()
    edited = {
        "What is a view?": "A stored query, read like a table.",
        "What is an index?": ENTRIES["What is an index?"],
    }
    draft = draft_of(lead, {**edited, "What does a trigger do?": "It runs on change."})
    assert dict(draft.rows.values_list("title", "action")) == {
        "What is a view?": "version",
        "What is an index?": "skip",
        "What does a trigger do?": "add",
    }
    source = confirm_import(draft=draft)
    after = by_title()
    assert after["What is a view?"].pk == before["What is a view?"].pk
    assert after["What is a view?"].current.guide.answer == "A stored query, read like a table."
    assert after["What is an index?"].current == before["What is an index?"].current
    assert (source.previous, source.questions.count(), Question.objects.count()) == (first, 3, 4)


@pytest.mark.django_db
def test_what_people_changed_in_the_bank_stays_when_the_document_changes_elsewhere(lead: User, first: Source) -> None:
    view = by_title()["What is a view?"]
    content = Content("What is a view in a database?", answer=ENTRIES["What is a view?"])
    revise_question(question=view, by=lead, revision=Revision(content, Place(), "", 1))
    draft = draft_of(lead, {**ENTRIES, "What is a view?": "Another answer."})
    confirm_import(draft=draft)
    view.refresh_from_db()
    assert (view.current.prompt, view.current.guide.answer) == ("What is a view in a database?", "Another answer.")


@pytest.mark.django_db
@pytest.mark.parametrize("again", [confirm_import, prepare_rows])
def test_a_draft_that_was_confirmed_meanwhile_is_refused(lead: User, again: Callable[..., object]) -> None:
    first, second = (draft_of(lead, ENTRIES) for _ in range(2))
    confirm_import(draft=first)
    with pytest.raises(Conflict, match="already imported or discarded"):
        again(draft=second)
    assert Question.objects.count() == len(ENTRIES)


@pytest.mark.django_db
@pytest.mark.parametrize("doing", ["edit", "rewrite", "choose"])
def test_a_draft_that_was_discarded_meanwhile_takes_no_change(lead: User, doing: str) -> None:
    draft = draft_of(lead, ENTRIES)
    row = row_of(draft, "What is a view?")
    calls: dict[str, Callable[[], object]] = {
        "edit": lambda: edit_rows(draft=draft, rows=[row], changes={"level": "senior"}),
        "rewrite": lambda: rewrite_row(row=row, prompt="What is a view for?", answer=""),
        "choose": lambda: choose(draft=draft, retire=[]),
    }
    ImportDraft.objects.get().delete()
    with pytest.raises(Conflict, match="already imported or discarded"):
        calls[doing]()


@pytest.mark.django_db
def test_a_row_that_was_made_anew_in_another_tab_takes_no_change(lead: User) -> None:
    draft = draft_of(lead, ENTRIES)
    row = row_of(draft, "What is a view?")
    prepare_rows(draft=draft, compare=False)
    with pytest.raises(Conflict, match="made anew"):
        rewrite_row(row=row, prompt="What is a view for?", answer="")
    with pytest.raises(Conflict, match="made anew"):
        edit_rows(draft=draft, rows=[row], changes={"level": "senior"})
    assert row_of(draft, "What is a view?").level == "junior"


@pytest.mark.django_db
def test_what_the_document_holds_no_more_is_retired_on_request_only(lead: User, first: Source) -> None:
    view = by_title()["What is a view?"]
    rest = {title: answer for title, answer in ENTRIES.items() if title != "What is a view?"}
    draft = draft_of(lead, rest)
    with pytest.raises(DomainError, match="Nothing to import"):
        confirm_import(draft=draft)
    choose(draft=draft, retire=[view.public_id])
    confirm_import(draft=draft)
    view.refresh_from_db()
    assert view.retired_at is not None


@pytest.mark.django_db
def test_a_document_of_the_same_name_with_other_questions_is_another_one(lead: User, first: Source) -> None:
    other = {"What is recursion?": "A function that calls itself", "What is a queue?": "First in, first out"}
    assert draft_of(lead, other).previous is None


@pytest.mark.django_db
def test_undoing_removes_what_came_and_restores_what_was(lead: User, first: Source) -> None:
    before = {title: q.current.content_hash for title, q in by_title().items()}
    new = {**ENTRIES, "What is a view?": "Changed.", "What does a trigger do?": "It runs."}
    second = confirm_import(draft=draft_of(lead, new))
    done = undo_import(source=second, by=lead)
    assert (done.removed, done.restored) == (1, 1)
    assert {title: q.current.content_hash for title, q in by_title().items()} == before
    assert set(Question.objects.values_list("source", flat=True)) == {first.pk}


@pytest.mark.django_db
def test_undoing_takes_the_rubric_and_tips_along(lead: User) -> None:
    extra = "\n## Evaluation Rubric\n\n### Junior Level\n- Names two kinds\n\n## Tips\n- Breathe\n"
    source = confirm_import(draft=draft_of(lead, ENTRIES, extra))
    assert (Rubric.objects.count(), source.tips.count()) == (1, 1)
    undo_import(source=source, by=lead)
    assert (Rubric.objects.count(), source.tips.count(), Question.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_undoing_keeps_what_people_made_of_it(lead: User, first: Source) -> None:
    view = by_title()["What is a view?"]
    revise_question(question=view, by=lead, revision=Revision(Content("What is a good view?"), Place(), "", 1))
    done = undo_import(source=first, by=lead)
    view.refresh_from_db()
    assert (done.removed, done.retired, view.retired_at is not None) == (2, 1, True)


@pytest.mark.django_db
def test_only_the_last_edition_is_undone_and_once(lead: User, first: Source) -> None:
    second = confirm_import(draft=draft_of(lead, {**ENTRIES, "What does a trigger do?": "It runs."}))
    with pytest.raises(Conflict, match="later edition"):
        undo_import(source=first, by=lead)
    undo_import(source=second, by=lead)
    with pytest.raises(Conflict, match="already"):
        undo_import(source=second, by=lead)


@pytest.mark.django_db
def test_an_import_that_fails_half_way_writes_nothing(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise DomainError("No more space.")

    monkeypatch.setattr("questions.services.imports.document_imported.send", fail)
    with pytest.raises(DomainError, match="space"):
        confirm_import(draft=draft_of(lead, ENTRIES))
    assert (Question.objects.count(), Source.objects.count(), ImportChange.objects.count()) == (0, 0, 0)


def test_the_preview_reads_the_document_once_however_many_rows_it_shows(lead: User, as_user: SignIn) -> None:
    many = "\n\n".join(f"**Q{n}: What is thing number {n}?**\n\n**Expected Answer:** It is {n}." for n in range(1, 40))
    draft = start_import(user=lead, file_name="many.md", data=many.encode(), read=read_file)
    client = as_user(lead)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/questions/import/{draft.public_id}/").content.decode()
    documents = [query for query in captured.captured_queries if '"questions_importdraft"."document"' in query["sql"]]
    assert (page.count('class="found__row'), len(documents)) == (15, 1)
    assert not any('"questions_importrow"' in query["sql"] for query in documents)


@pytest.mark.django_db
def test_a_waiting_document_is_compared_with_what_another_import_brought(lead: User) -> None:
    others = {"What is an index?": ENTRIES["What is an index?"], "Why do deadlocks happen?": "Two wait for each other."}
    waiting = start_import(user=lead, file_name="other.md", data=document(others), read=read_file)
    edit_rows(draft=waiting, rows=[row_of(waiting, "Why do deadlocks happen?")], changes={"level": "senior"})
    confirm_import(draft=draft_of(lead, ENTRIES))
    rows = {row.title: (row.likeness, row.action, row.level) for row in waiting.rows.all()}
    assert rows == {"What is an index?": ("same", "skip", "junior"), "Why do deadlocks happen?": ("", "add", "senior")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Section 2: Indexes and views", "Indexes and views"),
        ("3.1 - Locks", "Locks"),
        ("Part two", "Part two"),
        ("2024: a review", "2024: a review"),
        ("3D vision", "3D vision"),
        ("Section 1: Basic questions", "Storage"),
        ("Advanced level questions", "Storage"),
        ("2. Interview questions and answers", "Storage"),
        ("Table of contents", "Storage"),
        ("Questions on locks", "Questions on locks"),
    ],
)
def test_a_topic_is_named_without_the_number_of_its_section(lead: User, heading: str, topic: str) -> None:
    text = f"# Storage\n\n## {heading}\n\n**Q1: What is an index?**\n\n**Answer:** A sorted copy.\n"
    draft = start_import(user=lead, file_name="s.md", data=text.encode(), read=read_file)
    assert draft.rows.get().topic == topic


@pytest.mark.django_db
def test_the_same_document_again_leaves_its_questions_their_tips_and_reading(lead: User) -> None:
    extra = "## Tips\n\n- Breathe\n\n## Resources\n\n- The manual\n"
    confirm_import(draft=draft_of(lead, ENTRIES, extra))
    Question.objects.filter(current__title="What is a view?").update(kind="coding")
    again = draft_of(lead, ENTRIES, extra)
    act(again, "What is a view?", "version")
    source = confirm_import(draft=again)
    assert set(Question.objects.values_list("source", flat=True)) == {source.pk}
    assert ([tip.text for tip in source.tips.all()], source.resources.count()) == (["Breathe"], 1)
