"""Where the questions of a waiting document begin: what is said of it, and what stays when it is read again."""

import random
from collections.abc import Callable

import pytest

from accounts.models import User
from core.errors import BadRequest, Conflict, DomainError
from questions.beginnings import Beginnings
from questions.importing.document import Given, ParsedDocument
from questions.importing.reading import read_file
from questions.models import ImportDraft, ImportRow, Question, WaitingFile
from questions.services import beginnings
from questions.services.beginnings import (
    as_first,
    file_of,
    join_above,
    read_again,
    take_back,
    turn_alike,
    turn_line,
    turn_look,
)
from questions.services.drafts import edit_rows, prepare_rows, rewrite_row
from questions.services.imports import confirm_import, start_import
from questions.services.waiting import discard_import

# The reader takes the headings in lines 3, 10 and 17.
TOPICS = ("locks", "queues", "leases")
TEXT = "# Notes\n\n" + "".join(f"### What are {t}?\n\n- Name two\n- Draw one\n\nThink of {t}.\n\n" for t in TOPICS)
HEADINGS, ITEMS = [3, 10, 17], [5, 6, 12, 13, 19, 20]


@pytest.fixture
def draft(lead: User) -> ImportDraft:
    return start_import(user=lead, file_name="notes.md", data=TEXT.encode(), read=read_file)


def begins_of(draft: ImportDraft) -> list[int]:
    return list(WaitingFile.objects.get(draft=draft).begins)


def turn(draft: ImportDraft, line: int, *, begins: bool = True, readings: int = 0) -> None:
    turn_line(draft=draft, readings=readings, line=line, begins=begins)


def look(draft: ImportDraft, name: str, how: str) -> None:
    names = [each["name"] for each in file_of(draft).looks]
    turn_look(draft=draft, readings=0, look=names.index(name), how=how)


def again(draft: ImportDraft) -> WaitingFile:
    return read_again(draft=draft, readings=file_of(draft).readings, read=read_file)


def row(draft: ImportDraft, title: str) -> ImportRow:
    return draft.rows.get(title=title)


def titles(draft: ImportDraft) -> list[str]:
    return list(draft.rows.values_list("title", flat=True))


@pytest.mark.django_db
def test_a_waiting_file_knows_where_the_reader_saw_questions(draft: ImportDraft) -> None:
    file = WaitingFile.objects.get(draft=draft)
    assert (bytes(file.data).decode(), file.first, file.begins, file.ends) == (TEXT, HEADINGS, HEADINGS, [9, 16, 23])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", b"question,answer\nWhy?,So\n"), ("a.json", b'[{"question": "Why?"}]')]
)
def test_of_a_table_or_the_like_no_file_is_kept(lead: User, name: str, data: bytes) -> None:
    start_import(user=lead, file_name=name, data=data, read=read_file)
    assert not WaitingFile.objects.exists()


@pytest.mark.django_db
def test_the_text_is_gone_once_the_draft_is_confirmed_or_discarded(lead: User, draft: ImportDraft) -> None:
    confirm_import(draft=draft)
    assert not WaitingFile.objects.exists()
    discard_import(draft=start_import(user=lead, file_name="other.md", data=TEXT.encode(), read=read_file))
    assert not WaitingFile.objects.exists()


@pytest.mark.django_db
def test_a_line_is_turned_and_turned_back(draft: ImportDraft) -> None:
    turn(draft, 5)
    assert begins_of(draft) == [3, 5, 10, 17]
    turn(draft, 5, begins=False)
    assert begins_of(draft) == HEADINGS


@pytest.mark.django_db
@pytest.mark.parametrize("line", [0, 2, 9_999])
def test_a_line_that_is_not_there_or_blank_begins_nothing(draft: ImportDraft, line: int) -> None:
    with pytest.raises(BadRequest, match="no such line"):
        turn(draft, line)
    with pytest.raises(BadRequest, match="no such line"):
        turn_alike(draft=draft, readings=0, line=line)


@pytest.mark.django_db
def test_what_is_true_of_a_line_becomes_true_of_all_that_are_set_like_it(draft: ImportDraft) -> None:
    turn(draft, 12)
    turn_alike(draft=draft, readings=0, line=12)
    assert begins_of(draft) == sorted(HEADINGS + ITEMS)
    turn(draft, 10, begins=False)
    turn_alike(draft=draft, readings=0, line=10)
    assert begins_of(draft) == ITEMS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "expected"),
    [("take", sorted(HEADINGS + ITEMS)), ("leave", HEADINGS), ("only", ITEMS), ("asking", [3, 5, 10, 12, 17, 19])],
)
def test_lines_of_one_look_are_taken_or_left_as_a_whole(draft: ImportDraft, how: str, expected: list[int]) -> None:
    look(draft, "Items of lists", how)
    assert begins_of(draft) == expected


@pytest.mark.django_db
def test_a_look_that_the_document_does_not_offer_is_refused(draft: ImportDraft) -> None:
    with pytest.raises(BadRequest, match="offers no such lines"):
        turn_look(draft=draft, readings=0, look=99, how="take")


@pytest.mark.django_db
def test_steps_are_taken_back_one_by_one_also_those_that_were_read(draft: ImportDraft) -> None:
    turn(draft, 10, begins=False)
    again(draft)
    turn(draft, 5, readings=1)
    take_back(draft=draft, readings=1)
    assert (begins_of(draft), file_of(draft).is_read) == ([3, 17], True)
    take_back(draft=draft, readings=1)
    file = file_of(draft)
    assert (file.begins, file.joins, file.is_read) == (HEADINGS, [], False)
    with pytest.raises(DomainError, match="nothing to take back"):
        take_back(draft=draft, readings=1)


@pytest.mark.django_db
def test_as_it_was_read_first_is_a_step_like_any_other(draft: ImportDraft) -> None:
    look(draft, "Items of lists", "only")
    as_first(draft=draft, readings=0)
    assert begins_of(draft) == HEADINGS
    take_back(draft=draft, readings=0)
    assert begins_of(draft) == ITEMS


@pytest.mark.django_db
def test_reading_again_makes_the_rows_anew_and_nothing_else(draft: ImportDraft) -> None:
    look(draft, "Items of lists", "only")
    assert titles(draft) == [f"What are {topic}?" for topic in TOPICS]
    file = again(draft)
    assert (titles(draft), file.is_read, file.readings) == (["Name two", "Draw one"] * 3, True, 1)
    assert {each.topic for each in draft.rows.all()} == {f"What are {topic}?" for topic in TOPICS}
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_the_reader_s_own_beginnings_are_read_as_at_first(draft: ImportDraft) -> None:
    draft.refresh_from_db()
    before = draft.document
    look(draft, "Items of lists", "only")
    again(draft)
    as_first(draft=draft, readings=1)
    again(draft)
    draft.refresh_from_db()
    assert draft.document == before


@pytest.mark.django_db
def test_what_people_set_stays_where_the_beginning_stays(draft: ImportDraft) -> None:
    changes = {"level": "senior", "kind": "coding", "topic": "Mine", "action": "skip"}
    edit_rows(draft=draft, rows=[row(draft, "What are queues?")], changes=changes)
    turn(draft, 17, begins=False)
    turn(draft, 5)
    again(draft)
    kept = row(draft, "What are queues?")
    assert {name: getattr(kept, name) for name in changes} == changes
    assert row(draft, "What are locks?").level == ""


@pytest.mark.django_db
def test_what_nobody_set_follows_the_new_reading(lead: User) -> None:
    text = "# Notes\n\n## Junior\n\n### What is a?\n\nA.\n\n### What is b?\n\nB.\n"
    draft = start_import(user=lead, file_name="n.md", data=text.encode(), read=read_file)
    for level in ("mid", "junior"):
        edit_rows(draft=draft, rows=[row(draft, "What is a?")], changes={"level": level})
    turn(draft, 3)
    again(draft)
    assert row(draft, "What is a?").level == ""


@pytest.mark.django_db
def test_a_rewritten_text_stays_and_it_is_said_where_the_document_says_more_now(draft: ImportDraft) -> None:
    rewrite_row(row=row(draft, "What are locks?"), prompt="What are locks for?", answer="Order.")
    turn(draft, 10, begins=False)
    again(draft)
    kept = row(draft, "What are locks for?")
    assert (kept.found["answer"], kept.has_answer) == ("Order.", True)
    assert [each["line"] for each in draft.document["warnings"] if each["text"] == beginnings.REWRITTEN] == [3]


@pytest.mark.django_db
def test_a_rewritten_text_that_the_reading_leaves_alone_is_kept_without_a_word(draft: ImportDraft) -> None:
    rewrite_row(row=row(draft, "What are locks?"), prompt="What are locks?", answer="Order.")
    turn(draft, 17, begins=False)
    again(draft)
    assert row(draft, "What are locks?").found["answer"] == "Order."
    assert beginnings.REWRITTEN not in [each["text"] for each in draft.document["warnings"]]


@pytest.mark.django_db
def test_a_question_joins_the_one_above_it(draft: ImportDraft) -> None:
    join_above(draft=draft, row=row(draft, "What are queues?"), read=read_file)
    assert titles(draft) == ["What are locks?", "What are leases?"]
    assert "### What are queues?" in row(draft, "What are locks?").found["answer"]
    assert file_of(draft).is_read


@pytest.mark.django_db
def test_the_first_question_has_none_above_it(draft: ImportDraft) -> None:
    with pytest.raises(DomainError, match="no question above"):
        join_above(draft=draft, row=row(draft, "What are locks?"), read=read_file)


@pytest.mark.django_db
def test_another_document_of_the_name_stays_another_one(lead: User, draft: ImportDraft) -> None:
    confirm_import(draft=draft)
    second = start_import(user=lead, file_name="notes.md", data=f"{TEXT}\nMore.".encode(), read=read_file)
    assert second.previous
    prepare_rows(draft=second, compare=False)
    turn(second, 5)
    again(second)
    second.refresh_from_db()
    assert second.previous is None


@pytest.mark.django_db
def test_an_edition_that_was_misread_is_known_once_it_is_read_right(lead: User, draft: ImportDraft) -> None:
    look(draft, "Items of lists", "only")
    again(draft)
    first = confirm_import(draft=draft)
    second = start_import(user=lead, file_name="notes.md", data=f"{TEXT}\nMore.".encode(), read=read_file)
    assert second.previous is None
    look(second, "Items of lists", "only")
    again(second)
    second.refresh_from_db()
    assert second.previous == first


@pytest.mark.django_db
def test_an_import_waits_until_the_document_was_read_again(draft: ImportDraft) -> None:
    turn(draft, 5)
    with pytest.raises(DomainError, match="not read again"):
        confirm_import(draft=draft)
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_what_is_imported_is_the_last_reading_also_where_it_came_just_before(lead: User) -> None:
    text = f"{TEXT}## Tips\n\n- Breathe\n"
    mine = start_import(user=lead, file_name="tips.md", data=text.encode(), read=read_file)
    other = ImportDraft.objects.get(pk=mine.pk)
    turn(other, text.split("\n").index("## Tips") + 1)
    read_again(draft=other, readings=0, read=read_file)
    source = confirm_import(draft=mine)
    assert (source.tips.count(), source.questions.count()) == (0, 4)


def test_a_page_of_an_earlier_reading_changes_nothing(draft: ImportDraft) -> None:
    turn(draft, 5)
    again(draft)
    late: list[Callable[[], object]] = [
        lambda: turn(draft, 6),
        lambda: take_back(draft=draft, readings=0),
        lambda: as_first(draft=draft, readings=0),
        lambda: read_again(draft=draft, readings=0, read=read_file),
    ]
    for change in late:
        with pytest.raises(Conflict, match="another tab"):
            change()
    assert begins_of(draft) == [3, 5, 10, 17]


@pytest.mark.django_db
def test_what_is_turned_while_the_document_is_read_is_not_overwritten(draft: ImportDraft) -> None:
    def slow(name: str, data: bytes, given: Given | None) -> ParsedDocument:
        turn(draft, 6)
        return read_file(name, data, given)

    turn(draft, 5)
    with pytest.raises(Conflict, match="while the document was read"):
        read_again(draft=draft, readings=0, read=slow)
    assert (begins_of(draft), len(titles(draft))) == ([3, 5, 6, 10, 17], 3)


@pytest.mark.django_db
def test_what_is_chosen_of_the_document_while_it_is_read_stays(lead: User, draft: ImportDraft) -> None:
    def slow(name: str, data: bytes, given: Given | None) -> ParsedDocument:
        prepare_rows(draft=ImportDraft.objects.get(pk=second.pk), compare=False)
        return read_file(name, data, given)

    confirm_import(draft=draft)
    second = start_import(user=lead, file_name="notes.md", data=f"{TEXT}\nMore.".encode(), read=read_file)
    assert second.previous
    turn(second, 5)
    read_again(draft=second, readings=0, read=slow)
    second.refresh_from_db()
    assert (second.previous, second.choices["apart"]) == (None, True)


@pytest.mark.django_db
def test_a_reading_that_fails_changes_nothing(draft: ImportDraft) -> None:
    def fail(*_: object) -> ParsedDocument:
        raise DomainError("Reading this file took longer than 20 seconds, and was stopped.")

    turn(draft, 5)
    with pytest.raises(DomainError, match="20 seconds"):
        read_again(draft=draft, readings=0, read=fail)
    assert (begins_of(draft), len(titles(draft)), file_of(draft).readings) == ([3, 5, 10, 17], 3, 0)


@pytest.mark.django_db
def test_a_document_that_was_discarded_meanwhile_takes_no_change(draft: ImportDraft) -> None:
    ImportDraft.objects.get(pk=draft.pk).delete()
    with pytest.raises(Conflict):
        turn(draft, 5)


@pytest.mark.django_db
def test_a_document_without_a_kept_text_says_to_import_it_again(draft: ImportDraft) -> None:
    WaitingFile.objects.all().delete()
    with pytest.raises(Conflict, match="import the file once more"):
        turn(draft, 5)


@pytest.mark.django_db
def test_ten_thousand_turns_leave_as_much_as_one(lead: User) -> None:
    text = "\n\n".join(f"Line {number} of many" for number in range(500))
    draft = start_import(user=lead, file_name="m.md", data=text.encode(), read=read_file)
    file = WaitingFile.objects.defer("data").get(draft=draft)
    rng = random.Random(5)  # noqa: S311 - lines to try, not secrets
    said: set[int] = set()
    for _ in range(10_000):
        said ^= {rng.randrange(1, 1_000, 2)}
        beginnings._note(file, said, set())
        file.begins = sorted(said)
    file.save()
    assert (set(begins_of(draft)), len(file.steps)) == (said, beginnings.MOST_STEPS)


@pytest.mark.django_db
def test_more_questions_than_a_bank_would_take_at_once_are_refused(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "MOST", 5)
    draft = start_import(user=lead, file_name="notes.md", data=TEXT.encode(), read=read_file)
    with pytest.raises(DomainError, match="questions at most"):
        look(draft, "Items of lists", "take")
    assert begins_of(draft) == HEADINGS


@pytest.mark.django_db
def test_old_steps_are_forgotten_before_they_fill_the_row(draft: ImportDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "MOST_TURNED", 10)
    for how in ("only", "leave", "take", "leave"):
        look(draft, "Items of lists", how)
    assert [len(step["begins"]) for step in file_of(draft).steps] == [6]


def shown(draft: ImportDraft) -> dict[int, tuple[int | None, int | None, str]]:
    laid = Beginnings(WaitingFile.objects.get(draft=draft), {})
    return {line.number: (line.begins, line.within, line.turned) for line in laid.shown(1)}


@pytest.mark.django_db
def test_each_line_says_which_question_begins_or_goes_on_there(draft: ImportDraft) -> None:
    lines = shown(draft)
    assert (lines[1], lines[3], lines[8], lines[9], lines[10]) == (
        (None, None, ""),
        (1, None, ""),
        (None, 1, ""),
        (None, None, ""),
        (2, None, ""),
    )


@pytest.mark.django_db
def test_what_is_said_shows_before_it_is_read(draft: ImportDraft) -> None:
    turn(draft, 5)
    turn(draft, 10, begins=False)
    lines = shown(draft)
    assert (lines[5], lines[8], lines[10], lines[15]) == (
        (2, None, "added"),
        (None, 2, ""),
        (None, 2, "taken"),
        (None, 2, ""),
    )


@pytest.mark.django_db
def test_a_line_outside_of_all_questions_reaches_to_the_next_one(draft: ImportDraft) -> None:
    turn(draft, 1)
    assert shown(draft)[2] == (None, 1, "")


@pytest.mark.django_db
def test_what_is_offered_says_how_much_of_it_is_taken(draft: ImportDraft) -> None:
    turn(draft, 5)
    offers = {offer.name: offer for offer in Beginnings(file_of(draft), {}).offers()}
    items, headings = offers["Items of lists"], offers["Headings of level 3"]
    assert (items.count, items.taken, items.state, items.sample) == (6, 1, "some", "- Name two")
    assert (headings.state, headings.asking, headings.offers_asking) == ("all", 3, False)
    assert "Headings of level 1" not in offers


@pytest.mark.django_db
def test_of_mixed_lines_those_that_ask_are_offered(lead: User) -> None:
    text = "# Interview questions\n\n" + "".join(f"- Topic {n}\n- What is {n}?\n" for n in range(6))
    draft = start_import(user=lead, file_name="m.md", data=text.encode(), read=read_file)
    offer = next(each for each in Beginnings(file_of(draft), {}).offers() if each.name == "Items of lists")
    assert (offer.count, offer.asking, offer.offers_asking) == (12, 6, True)
    look(draft, "Items of lists", "asking")
    again(draft)
    assert [(each.title, each.has_answer) for each in draft.rows.all()] == [(f"What is {n}?", False) for n in range(6)]


@pytest.mark.django_db
def test_a_long_line_is_shown_by_its_beginning(lead: User) -> None:
    draft = start_import(user=lead, file_name="l.md", data=b"x" * 3_000, read=read_file)
    line = Beginnings(file_of(draft), {}).shown(1)[0]
    assert (len(line.text), line.left) == (1_000, 2_000)


def test_turned_lines_are_told_apart_from_those_that_are_known() -> None:
    file = WaitingFile(data=b"a\nb\nc\n", read=[1], ends=[2], begins=[3])
    laid = Beginnings(file, {2: ["Look."]})
    assert (laid.count, laid.added, laid.taken, laid.next_unsure(1), laid.next_unsure(2)) == (1, 1, 1, 2, None)
    assert (laid.page_of(0), laid.page_of(9_999), laid.said_of(9)) == (1, 1, None)
