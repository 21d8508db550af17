from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from core.errors import DomainError
from questions.importing.markdown import decode, read_markdown
from questions.models import ImportDraft, Question, Source, Tip
from questions.preview import line_of
from questions.services.imports import start_import
from rubric.models import Criterion

DOCUMENT = """# Storage

## Basic questions

**Q1: What is an index?**

**Expected Answer:**
- A sorted copy of some columns
- Makes reads fast and writes slower

```
## Question 9: this is code
```

## Evaluation Rubric

### Junior Level
- Names two kinds of index

## Tips
- Breathe
"""
SignIn = Callable[[User], Client]


def upload(client: Client, data: bytes) -> object:
    return client.post("/questions/import/", {"file": SimpleUploadedFile("bank.md", data)})


def test_a_heading_inside_a_fence_is_code() -> None:
    assert len(read_markdown(DOCUMENT).questions) == 1


def test_a_document_without_questions_says_why() -> None:
    document = read_markdown("# Minutes of a meeting\n\nWe met.")
    assert document.questions == ()
    assert "recurs as a question" in document.warnings[0].text


def test_a_follow_up_keeps_its_own_answer_inside_its_question() -> None:
    first = "**Q1: A?**\n\n**Answer:** yes\n\n**Follow-ups:**\n\n- B?\n\n**Answer:** no\n\n"
    text = first + "**Q2: C?**\n\n**Answer:** maybe\n"
    assert [q.answer for q in read_markdown(text).questions] == ["yes", "maybe"]


def test_a_placeholder_is_no_answer() -> None:
    text = "**Q1: A?**\n\n**Answer:**\n\n_[To be filled]_\n\n**Q2: B?**\n\n**Answer:** real\n"
    assert [q.answer for q in read_markdown(text).questions] == ["", "real"]


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02binary", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError):
        decode(data)


@pytest.mark.django_db
def test_nothing_is_written_before_confirming(lead: User, as_user: SignIn) -> None:
    upload(as_user(lead), DOCUMENT.encode())
    assert ImportDraft.objects.count() == 1
    assert Question.objects.count() == 0


def confirm(client: Client) -> None:
    draft = ImportDraft.objects.get()
    row = draft.rows.get().public_id
    client.post(f"/questions/import/{draft.public_id}/confirm/", {"row": row, f"level:{row}": "mid"})


@pytest.mark.django_db
def test_confirming_writes_questions_rubric_and_tips(lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    upload(client, DOCUMENT.encode())
    confirm(client)
    assert Question.objects.get().levels.get().level == "mid"
    assert Criterion.objects.get().title == "Names two kinds of index"
    assert Tip.objects.get().text == "Breathe"


@pytest.mark.django_db
def test_an_import_of_long_ago_can_still_be_found(lead: User, as_user: SignIn) -> None:
    for n in range(10):
        Source.objects.create(title=f"Import {n}", file_name="x.md", imported_by=lead)
    page = as_user(lead).get("/questions/import/").content.decode()
    assert ("2 earlier" in page, page.count('href="/questions/imported/')) == (True, 10)


@pytest.mark.django_db
def test_a_pasted_text_is_read_like_a_file(lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    answer = client.post("/questions/import/", {"text": "1. What is a heap?\r\n2. What is a trie?\r\n"}, follow=True)
    assert [question.prompt for question in answer.context["document"].questions] == [
        "What is a heap?",
        "What is a trie?",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "topic", "reason"),
    [("Pasted text", "", "Nothing says one."), ("linux_basics-2.md", "Linux basics 2", "The name of its file.")],
)
def test_a_document_without_a_title_has_the_subject_of_its_file(lead: User, name: str, topic: str, reason: str) -> None:
    draft = start_import(user=lead, file_name=name, data=b"1. What is a heap?\n2. What is a trie?\n")
    line = line_of(draft.rows.all()[0], {})
    assert (line.row.topic, line.topic_reason) == (topic, reason)


@pytest.mark.django_db
def test_of_a_level_and_a_kind_that_nothing_says_a_row_speaks_alike(lead: User) -> None:
    draft = start_import(user=lead, file_name="Pasted text", data=b"1. What is a heap?\n2. What is a trie?\n")
    why = line_of(draft.rows.all()[0], {}).why
    assert why == "Level and kind: nothing in the document says one. Topic: nothing says one."


@pytest.mark.django_db
def test_the_end_of_a_line_counts_as_one_character_of_a_pasted_text(lead: User, as_user: SignIn) -> None:
    text = "1. What is a heap?\r\n2. What is a trie?\r\n" + "\r\n" * 299_000
    assert as_user(lead).post("/questions/import/", {"text": text}).status_code == 302


@pytest.mark.django_db
def test_waiting_documents_are_told_apart_by_their_title_or_first_question(lead: User, as_user: SignIn) -> None:
    for text in (
        "# Trees\n\n1. What is a heap?\n2. What is a trie?\n",
        "1. What is a tide?\n2. What is a moon?\n",
        "Rain.",
    ):
        start_import(user=lead, file_name="Pasted text", data=text.encode())
    waiting = as_user(lead).get("/questions/import/").context["waiting"]
    assert [item.title for item in waiting] == ["Trees", "What is a tide?", ""]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "status"), [(" \n", 422), ("x" * 300_001, 413)])
def test_a_pasted_text_that_cannot_be_read_stays_in_its_field(
    lead: User, as_user: SignIn, text: str, status: int
) -> None:
    answer = as_user(lead).post("/questions/import/", {"text": text})
    assert (answer.status_code, answer.context["form"]["text"].value()) == (status, text)


@pytest.mark.django_db
def test_the_same_document_again_is_marked_as_in_the_bank(lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    upload(client, DOCUMENT.encode())
    confirm(client)
    page = client.get(upload(client, DOCUMENT.encode())["Location"]).content.decode()
    assert "already in the bank" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [(b"", 422, "empty"), (b"\x00\x01" * 90, 422, "not a text document"), (b"x" * 6_000_000, 413, "larger than 5 MB")],
)
def test_a_bad_file_gets_a_sentence(lead: User, as_user: SignIn, data: bytes, status: int, sentence: str) -> None:
    answer = upload(as_user(lead), data)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


@pytest.mark.django_db
def test_a_file_that_is_too_large_leaves_the_pasted_text_in_its_field(lead: User, as_user: SignIn) -> None:
    both = {"file": SimpleUploadedFile("a.md", b"x" * 6_000_000), "text": "Q: Why a lock?"}
    answer = as_user(lead).post("/questions/import/", both)
    assert answer.context["form"]["text"].value() == "Q: Why a lock?"
