"""Study sets and questions of one's own."""

import base64
import io
import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from practice.models import Attempt, StudySet
from practice.services.own_questions import own_questions
from practice.services.study_sets import create_set, share_set
from questions.models import Question, Topic
from questions.services.bank import Content, Place, add_question

MINE = "# My notes\n\n## Secret chapter\n\n**Q1: What is a CANARYPRIVATE tree?**\n\nA tree of my own.\n"
SignIn = Callable[[User], Client]


@pytest.fixture
def kept(practising: User, question: Question) -> StudySet:
    return create_set(user=practising, title="For Monday", questions=[question])


@pytest.fixture
def private(client: Client, practising: User) -> Question:
    upload(client)
    return own_questions(practising).get()


def upload(client: Client, text: str = MINE, to: str = "import", name: str = "notes.md"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(f"/practice/sets/{to}/", {"file": file})


def titles(study_set: StudySet) -> list[str]:
    return [str(item.question) for item in study_set.items.all()]


def test_ticked_questions_go_into_a_new_set(client: Client, question: Question) -> None:
    client.post("/practice/sets/collect/", {"question": question.public_id, "set": "new", "title": "Trees"})
    assert titles(StudySet.objects.get(title="Trees")) == ["What is thing 1?"]


def test_a_question_stands_in_a_set_once(client: Client, question: Question, kept: StudySet) -> None:
    client.post("/practice/sets/collect/", {"question": question.public_id, "set": kept.public_id})
    assert len(titles(kept)) == 1


def test_a_live_only_question_cannot_be_collected(client: Client, live_only: Question, kept: StudySet) -> None:
    answer = client.post("/practice/sets/collect/", {"question": live_only.public_id, "set": kept.public_id})
    assert (answer.status_code, len(titles(kept))) == (422, 1)


def test_anothers_set_takes_nothing(client: Client, question: Question, lead: User) -> None:
    theirs = create_set(user=lead, title="Theirs")
    answer = client.post("/practice/sets/collect/", {"question": question.public_id, "set": theirs.public_id})
    assert (answer.status_code, titles(theirs)) == (404, [])


def test_a_set_is_practised_as_a_run(client: Client, practising: User, kept: StudySet, live_only: Question) -> None:
    Question.objects.filter(pk=live_only.pk).update(use="practice")
    client.post("/practice/runs/new/", {"mode": "study", "study_set": kept.public_id})
    assert [str(attempt) for attempt in Attempt.objects.filter(user=practising)] == ["What is thing 1?"]


def test_a_link_gives_a_copy_to_whoever_has_it(kept: StudySet, lead: User, as_user: SignIn) -> None:
    key = share_set(study_set=kept).share_key
    as_user(lead).post(f"/practice/shared/{key}/")
    assert titles(StudySet.objects.get(user=lead)) == ["What is thing 1?"]


def test_the_shared_page_does_not_name_its_owner(kept: StudySet, lead: User, as_user: SignIn) -> None:
    key = share_set(study_set=kept).share_key
    assert "Cleo" not in as_user(lead).get(f"/practice/shared/{key}/").content.decode()


def test_a_link_that_was_stopped_is_gone(client: Client, kept: StudySet, lead: User, as_user: SignIn) -> None:
    key = share_set(study_set=kept).share_key
    client.post(f"/practice/sets/{kept.public_id}/change/", {"act": "stop"})
    assert as_user(lead).get(f"/practice/shared/{key}/").status_code == 404


def test_a_file_carries_a_set_to_somebody_else(client: Client, kept: StudySet, lead: User, as_user: SignIn) -> None:
    file = client.get(f"/practice/sets/{kept.public_id}/file/").content.decode()
    upload(as_user(lead), file, "read", "x.json")
    assert titles(StudySet.objects.get(user=lead)) == ["What is thing 1?"]


def test_a_file_of_another_installation_is_known_by_content(
    client: Client, kept: StudySet, lead: User, as_user: SignIn
) -> None:
    file = json.loads(client.get(f"/practice/sets/{kept.public_id}/file/").content)
    file["questions"][0]["id"] = "elsewhere"
    upload(as_user(lead), json.dumps(file), "read", "x.json")
    assert titles(StudySet.objects.get(user=lead)) == ["What is thing 1?"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', "\x00", "[" * 9000])
def test_a_file_that_is_no_set_is_refused_with_a_sentence(client: Client, text: str) -> None:
    answer = upload(client, text, "read", "x.json")
    assert (answer.status_code, "This is not a study set" in answer.content.decode()) == (422, True)


def test_a_document_of_ones_own_becomes_private_questions(private: Question, practising: User) -> None:
    assert (private.owner, private.visibility, private.use) == (practising, "private", "practice")


def test_its_headings_become_no_topic_that_others_would_see(private: Question) -> None:
    assert not Topic.objects.filter(name__contains="Secret").exists()


def test_importing_it_again_adds_nothing(client: Client, private: Question, practising: User) -> None:
    upload(client)
    assert own_questions(practising).count() == 1


def test_a_private_question_is_left_out_of_what_is_shared(
    client: Client, private: Question, practising: User, lead: User, as_user: SignIn
) -> None:
    study_set = StudySet.objects.get(user=practising)
    key = share_set(study_set=study_set).share_key
    shown = as_user(lead).get(f"/practice/shared/{key}/").content
    file = client.get(f"/practice/sets/{study_set.public_id}/file/").content
    assert b"CANARYPRIVATE" not in shown + file


def test_another_person_cannot_start_a_private_question(private: Question, lead: User, as_user: SignIn) -> None:
    assert as_user(lead).post("/practice/attempts/new/", {"question": private.public_id}).status_code == 404


def test_deleting_ones_question_leaves_its_answers(client: Client, private: Question, practising: User) -> None:
    attempt = Attempt.objects.create(user=practising, question_version=private.current)
    study_set = StudySet.objects.get(user=practising)
    client.post(f"/practice/sets/{study_set.public_id}/remove/", {"question": private.public_id, "delete": "1"})
    assert (own_questions(practising).count(), Attempt.objects.get(pk=attempt.pk)) == (0, attempt)


def test_a_question_of_the_bank_cannot_be_deleted_from_a_set(
    client: Client, question: Question, kept: StudySet
) -> None:
    data = {"question": question.public_id, "delete": "1"}
    assert client.post(f"/practice/sets/{kept.public_id}/remove/", data).status_code == 403


def test_the_list_asks_as_often_at_two_sets_as_at_thirty(
    client: Client, practising: User, question: Question, django_assert_num_queries
) -> None:
    create_set(user=practising, title="first", questions=[question])
    with django_assert_num_queries(12, exact=False) as few:
        client.get("/practice/sets/")
    for number in range(28):
        create_set(user=practising, title=f"set {number}", questions=[question])
    with django_assert_num_queries(len(few)):
        client.get("/practice/sets/")


def test_a_set_page_asks_as_often_at_one_question_as_at_thirty(
    client: Client, lead: User, kept: StudySet, django_assert_num_queries
) -> None:
    path = f"/practice/sets/{kept.public_id}/"
    with django_assert_num_queries(20, exact=False) as few:
        client.get(path)
    for number in range(12):
        content = Content(prompt=f"What is {number}?", answer="A")
        made = add_question(owner=lead, content=content, place=Place(levels=["mid"], topic="T", use="practice"))
        kept.items.create(question=made, position=number + 2)
    with django_assert_num_queries(len(few)):
        client.get(path)


def test_pictures_of_ones_own_file_come_along(client: Client, practising: User) -> None:
    drawn = base64.b64encode(png()).decode()
    lost = {"image": "elsewhere", "sha256": "0" * 64, "alt": "A tree"}
    entries = [
        {"prompt": "What is drawn here?", "answer": "A tree", "pictures": [{**lost, "data": drawn}]},
        {"prompt": "What was drawn there?", "answer": "Another", "pictures": [lost]},
    ]
    upload(client, json.dumps({"schema": "interviewprep.questions/1", "questions": entries}), name="mine.json")
    shown = {str(question): question.current.images.count() for question in own_questions(practising)}
    assert shown == {"What is drawn here?": 1, "What was drawn there?": 0}


def test_a_name_that_cannot_be_stored_is_made_storable(client: Client, kept: StudySet) -> None:
    text = client.get(f"/practice/sets/{kept.public_id}/file/").content.decode()
    upload(client, text.replace("For Monday", r"For\ud800 Monday\u0000"), to="read", name="x.studyset.json")
    assert StudySet.objects.filter(title="For Monday").count() == 2


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


def test_the_same_file_again_leads_to_the_set_it_made_before(client: Client, practising: User) -> None:
    first, again = (
        upload(client),
        client.post("/practice/sets/import/", {"file": SimpleUploadedFile("notes.md", MINE.encode())}, follow=True),
    )
    assert (practising.study_sets.count(), again.redirect_chain[0][0], "Nothing new" in again.content.decode()) == (
        1,
        first["Location"],
        True,
    )


def test_a_file_that_grew_makes_a_set_of_its_own(client: Client, practising: User) -> None:
    upload(client)
    upload(client, f"{MINE}\n**Q2: And what is a bush?**\n\nSmaller.\n")
    assert [len(titles(each)) for each in practising.study_sets.order_by("pk")] == [1, 2]
