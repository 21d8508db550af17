import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questions.models import Collection, Question, Topic
from questions.services.bank import Content, Place, add_question

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def write(owner: User, prompt: str, **place: object) -> Question:
    return add_question(owner=owner, content=Content(prompt), place=Place(**place))  # type: ignore[arg-type]


def links(client: Client, words: str, **more: str) -> dict[str, str]:
    """The address of each shortcut by what it says."""
    page = client.get("/questions/", {"q": words, **more}).content.decode()
    found = re.findall(r'<li><a href="(\?[^"]*)"[^>]*data-clears-search>(.*?)</a></li>', page)
    return {unescape(re.sub("<.*?>", "", text)): unescape(address) for address, text in found}


def said(client: Client, words: str, **more: str) -> list[str]:
    return list(links(client, words, **more))


@pytest.fixture
def client(lead: User, as_user: SignIn) -> Client:
    write(lead, "Why does a ship wait?", topic="Harbour", tags=["tides"])
    write(lead, "Who may moor?", topic="Harbour")
    write(lead, "What is a lock?", topic="Canals", tags=["Tides", "harbour lights"])
    return as_user(lead)


def test_words_that_only_a_topic_is_called_lead_to_its_questions(client: Client) -> None:
    page = client.get("/questions/", {"q": "canals"}).content.decode()
    assert "No question found" in page
    assert said(client, "canals") == ["Topic Canals: 1 question"]


def test_a_shortcut_is_exactly_that_filter(client: Client) -> None:
    topic = Topic.objects.get(name="Harbour").public_id
    address = links(client, "harbour", kind="coding", retired="yes")["Topic Harbour: 2 questions"]
    assert address == f"?topic={topic}"
    assert 'data-found="2 questions found"' in client.get(f"/questions/{address}").content.decode()


def test_the_name_that_is_the_words_stands_before_one_that_holds_them(client: Client, lead: User) -> None:
    Collection.objects.create(name="Old harbour", owner=lead).questions.add(*Question.objects.all())
    assert said(client, "harbour") == [
        "Topic Harbour: 2 questions",
        "Tag harbour lights: 1 question",
        "Collection Old harbour: 3 questions",
    ]


@pytest.mark.parametrize("words", ["HARBOUR", "hárbour", "harb", "the harbour", '"harbour"', "harbours"])
def test_names_are_matched_as_texts_are(client: Client, words: str) -> None:
    assert "Topic Harbour: 2 questions" in said(client, words)


@pytest.mark.parametrize("words", ["harbour master", "arbour", "h", "-harbour", "harbour -lights -harbour", "?!", ""])
def test_a_name_that_the_words_do_not_find_is_not_offered(client: Client, words: str) -> None:
    assert said(client, words) == []


def test_a_word_that_is_left_out_leaves_out_names(client: Client) -> None:
    assert said(client, "harbour -lights") == ["Topic Harbour: 2 questions"]


def test_a_topic_counts_what_stands_below_it_and_nothing_that_is_retired(client: Client, lead: User) -> None:
    write(lead, "How deep?", topic="Docks")
    write(lead, "How old?", topic="Basins")
    Topic.objects.filter(name="Docks").update(parent=Topic.objects.get(name="Harbour"))
    Topic.objects.filter(name="Basins").update(parent=Topic.objects.get(name="Docks"))
    Question.objects.filter(current__prompt="Who may moor?").update(retired_at="2026-01-01T00:00Z")
    assert "Topic Harbour: 3 questions" in said(client, "harbour")


def test_at_most_three_are_offered(client: Client, lead: User) -> None:
    write(lead, "One", tags=[f"harbour {n}" for n in range(5)])
    assert len(said(client, "harbour")) == 3


def test_what_is_chosen_already_is_not_offered(client: Client) -> None:
    topic = Topic.objects.get(name="Harbour").public_id
    assert said(client, "harbour", topic=topic) == ["Tag harbour lights: 1 question"]


def test_nothing_is_named_that_holds_only_what_others_keep_to_themselves(client: Client, panelist: User) -> None:
    secret = write(panelist, "Secret", topic="Smugglers", tags=["smugglers"], visibility="private")
    hidden = Collection.objects.create(name="Smugglers", owner=panelist, visibility="private")
    hidden.questions.add(secret, *Question.objects.filter(visibility="team"))
    Collection.objects.create(name="Smugglers all", owner=panelist).questions.add(secret)
    assert said(client, "smugglers") == []


def test_a_name_is_text(client: Client, lead: User) -> None:
    write(lead, "Plain", topic="<b>Moor & stay</b>")
    page = client.get("/questions/", {"q": "moor stay"}).content.decode()
    assert "<strong>&lt;b&gt;Moor &amp; stay&lt;/b&gt;</strong>" in page
    assert "<b>Moor" not in page


def queries(client: Client, words: str) -> int:
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as captured:
        client.get("/questions/", {"q": words})
    return len(captured)


def test_thirty_names_cost_as_many_queries_as_one(client: Client, lead: User) -> None:
    one = queries(client, "harbour")
    for n in range(30):
        write(lead, f"Moor {n}", topic=f"Harbour {n}", tags=[f"harbour tag {n}"])
        Collection.objects.create(name=f"Harbour {n}", owner=lead).questions.add(Question.objects.all()[0])
    assert queries(client, "harbour") == one


def test_counting_what_is_called_so_costs_one_query(client: Client, lead: User) -> None:
    before = queries(client, "moor")
    for facet in ({"topic": "Moor"}, {"tags": ["moor"]}):
        write(lead, "A boat", **facet)
    Collection.objects.create(name="Moor", owner=lead).questions.add(*Question.objects.all())
    assert len(said(client, "moor")) == 3
    assert queries(client, "moor") == before + 1
