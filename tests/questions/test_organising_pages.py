"""The pages on which people order the bank: topics, collections, merging."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from questions.models import Collection, Question, Topic
from questions.services.organising import save_collection

SignIn = Callable[[User], Client]


@pytest.fixture
def client(lead: User, as_user: SignIn) -> Client:
    return as_user(lead)


@pytest.fixture
def shortlist(lead: User) -> Collection:
    return save_collection(by=lead, name="Shortlist", note="", visibility="team")


def test_a_topic_is_put_below_another(client: Client, questions: list[Question]) -> None:
    above = Topic.objects.create(name="Everything")
    below = Topic.objects.get(name="Things")
    client.post("/questions/topics/", {"topic": below.public_id, "name": "Things", "parent": above.public_id})
    below.refresh_from_db()
    assert below.parent == above


def test_a_topic_is_made_below_another(client: Client, questions: list[Question]) -> None:
    above = Topic.objects.get(name="Things")
    assert (
        f'<option value="{above.public_id}">Things</option>'
        in client.get("/questions/topics/?change=new").content.decode()
    )
    client.post("/questions/topics/", {"name": " Small  things", "parent": above.public_id})
    assert Topic.objects.get(name="Small things").parent == above


def test_topics_that_become_one_are_said_to(client: Client, questions: list[Question]) -> None:
    other = Topic.objects.create(name="Matters")
    fields = {"topic": other.public_id, "name": "things", "parent": ""}
    page = client.post("/questions/topics/", fields, follow=True).content.decode()
    assert "“Matters” and “Things” are one topic now." in page


def test_a_topic_without_questions_is_removed(client: Client) -> None:
    empty = Topic.objects.create(name="Nothing")
    client.post(f"/questions/topics/{empty.public_id}/remove/")
    assert not Topic.objects.filter(pk=empty.pk).exists()


def test_a_collection_is_made_on_its_page(client: Client) -> None:
    client.post("/questions/collections/", {"name": "Phone screen", "note": "Ten minutes", "visibility": "private"})
    made = Collection.objects.get()
    assert (made.name, made.note, made.visibility) == ("Phone screen", "Ten minutes", "private")


def test_a_collection_is_renamed(client: Client, shortlist: Collection) -> None:
    fields = {"name": "Longlist", "note": "", "visibility": "team"}
    client.post(f"/questions/collections/{shortlist.public_id}/", fields)
    shortlist.refresh_from_db()
    assert shortlist.name == "Longlist"


def test_a_collection_is_removed_and_its_questions_stay(
    client: Client, shortlist: Collection, questions: list[Question]
) -> None:
    shortlist.questions.set(questions)
    client.post(f"/questions/collections/{shortlist.public_id}/", {"remove": "yes"})
    assert (Collection.objects.count(), Question.objects.count()) == (0, 2)


def test_a_question_is_collected_on_its_page_and_taken_out_again(
    client: Client, shortlist: Collection, questions: list[Question]
) -> None:
    path = f"/questions/{questions[0].public_id}/collect/"
    client.post(path, {"put-into": shortlist.public_id})
    assert list(shortlist.questions.all()) == [questions[0]]
    client.post(path, {"take-out": shortlist.public_id})
    assert list(shortlist.questions.all()) == []


def test_many_questions_make_a_new_collection(client: Client, questions: list[Question]) -> None:
    chosen = "&".join(f"question={question.public_id}" for question in questions)
    client.post(f"/questions/bulk/?{chosen}", {"new-collection": "Both"})
    assert set(Collection.objects.get(name="Both").questions.all()) == set(questions)


def test_levels_that_are_ticked_are_never_passed_over(client: Client, questions: list[Question]) -> None:
    path = f"/questions/bulk/?question={questions[0].public_id}"
    answer = client.post(path, {"levels-mode": "", "levels": "senior", "topic": "Else"}, headers={"referer": path})
    assert answer.status_code == 422
    assert not Topic.objects.filter(name="Else").exists()


def test_choosing_nothing_leads_back_to_the_choice(client: Client, questions: list[Question]) -> None:
    path = f"/questions/bulk/?question={questions[0].public_id}"
    answer = client.post(path, {"levels-mode": ""}, follow=True)
    assert answer.redirect_chain == [(path, 302)]
    assert "Nothing is changed. Choose first what becomes of the questions." in answer.content.decode()


def test_a_colleagues_question_is_said_to_stay_as_it_is(
    panelist: User, as_user: SignIn, questions: list[Question]
) -> None:
    page = as_user(panelist).get(f"/questions/bulk/?question={questions[0].public_id}").content.decode()
    assert "It belongs to a colleague: it can go into collections, and stays as it is." in page


def test_changing_none_is_refused(client: Client, db: None) -> None:
    answer = client.get("/questions/bulk/?question=no-such-question")
    assert "No question was chosen." in answer.content.decode()


def test_merging_asks_which_question_stays(client: Client, questions: list[Question]) -> None:
    chosen = "&".join(f"question={question.public_id}" for question in questions)
    answer = client.post(f"/questions/bulk/?{chosen}", {"merge": "yes"})
    assert answer.status_code == 400
    assert Question.objects.active().count() == 2
