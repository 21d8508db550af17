"""Many questions at once, merging, topics as a tree, collections; and what stays out of practice."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError
from questions.models import Collection, Question, Topic
from questions.services.bank import Content, Place, add_question
from questions.services.organising import add_topic, merge_questions, place_topic, remove_topic, save_collection
from questions.topic_tree import count_by_topic, tree
from rubric.models import RubricVersion

SignIn = Callable[[User], Client]


def write(owner: User, prompt: str, **place: object) -> Question:
    content = Content(prompt, answer=f"Answer to {prompt}", key_points=[f"Point of {prompt}"])
    return add_question(owner=owner, content=content, place=Place(**place))  # type: ignore[arg-type]


def bulk(client: Client, questions: list[Question], **fields: object) -> object:
    ids = "&".join(f"question={question.public_id}" for question in questions)
    return client.post(f"/questions/bulk/?{ids}", fields)


def facets(client: Client, query: str = "") -> dict[str, int]:
    page = client.get(f"/questions/?{query}").content.decode()
    found = re.findall(r'<a href="[^"]*"(?: aria-current="true")?>([^<]*) <small>(\d+)', page)
    return {label: int(count) for label, count in found}


@pytest.fixture
def bank(lead: User) -> list[Question]:
    return [
        write(lead, "What is an index?", levels=["junior"], topic="Databases", tags=["sql"]),
        write(lead, "What is a view?", levels=["mid"], topic="Databases"),
        write(lead, "What is a queue?", topic="Structures"),
    ]


@pytest.mark.django_db
def test_several_questions_are_changed_at_once(lead: User, as_user: SignIn, bank: list[Question]) -> None:
    changes = {
        "levels-mode": "add",
        "levels": ["senior"],
        "topic": "Storage",
        "add-tags": "core, sql",
        "use": "practice",
    }
    bulk(as_user(lead), bank[:2], **changes)
    first, second, third = Question.objects.order_by("pk")
    assert [sorted(e.level for e in q.levels.all()) for q in (first, second)] == [
        ["junior", "senior"],
        ["mid", "senior"],
    ]
    assert [str(first.topic), str(second.topic), str(third.topic)] == ["Storage", "Storage", "Structures"]
    assert [sorted(str(t) for t in q.tags.all()) for q in (first, second, third)] == [
        ["core", "sql"],
        ["core", "sql"],
        [],
    ]
    assert [first.use, third.use] == ["practice", "live"]


@pytest.mark.django_db
def test_all_that_match_the_list_are_changed(lead: User, as_user: SignIn, bank: list[Question]) -> None:
    topic = Topic.objects.get(name="Databases").public_id
    as_user(lead).post(f"/questions/bulk/?topic={topic}", {"retired": "yes"})
    assert [str(question) for question in Question.objects.active()] == ["What is a queue?"]


@pytest.mark.django_db
def test_a_colleagues_question_stays_as_it_is(
    lead: User, panelist: User, as_user: SignIn, bank: list[Question]
) -> None:
    answer = bulk(as_user(panelist), bank, retired="yes", use="practice")
    assert answer.status_code == 302
    assert Question.objects.filter(retired_at=None, use="live").count() == 3


@pytest.mark.django_db
def test_merging_keeps_all_that_was_said_and_leads_to_the_one(
    lead: User, as_user: SignIn, bank: list[Question]
) -> None:
    answer = bulk(as_user(lead), bank[:2], merge="yes", into=bank[1].public_id)
    bank[0].refresh_from_db()
    bank[1].refresh_from_db()
    points = [point.text for point in bank[1].current.guide.key_points.all()]
    assert answer["Location"] == f"/questions/{bank[1].public_id}/"
    assert points == ["Point of What is a view?", "Point of What is an index?"]
    assert sorted(entry.level for entry in bank[1].levels.all()) == ["junior", "mid"]
    assert (bank[0].merged_into, bank[0].retired_at is not None) == (bank[1], True)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/questions/{id}/retire/", "/questions/bulk/?question={id}"])
def test_a_merged_question_that_is_used_again_stands_for_itself(
    lead: User, as_user: SignIn, bank: list[Question], path: str
) -> None:
    merge_questions(into=bank[1], others=[bank[0]], by=lead)
    as_user(lead).post(path.format(id=bank[0].public_id), {"retired": "no"})
    bank[0].refresh_from_db()
    assert (bank[0].merged_into, bank[0].retired_at) == (None, None)


@pytest.mark.django_db
def test_levels_are_named_upwards(lead: User, as_user: SignIn) -> None:
    question = write(lead, "Why?", levels=["principal", "junior", "senior"])
    page = as_user(lead).get(f"/questions/{question.public_id}/").content.decode()
    assert re.findall(r"badge--(\w+)", page) == ["junior", "senior", "principal"]


@pytest.mark.django_db
def test_a_question_of_somebody_else_is_not_merged_away(lead: User, panelist: User, bank: list[Question]) -> None:
    other = write(panelist, "What is a trigger?")
    with pytest.raises(DomainError, match="Only their owner"):
        merge_questions(into=bank[0], others=[other], by=lead)


@pytest.mark.django_db
def test_a_topic_holds_what_stands_below_it(lead: User, as_user: SignIn, bank: list[Question]) -> None:
    databases, structures = Topic.objects.get(name="Databases"), Topic.objects.get(name="Structures")
    place_topic(topic=databases, name="Databases", parent=structures)
    client = as_user(lead)
    assert facets(client)["Structures"] == 3
    assert facets(client)["Structures › Databases"] == 2
    assert facets(client, f"topic={structures.public_id}")["Junior"] == 1
    branches = [(str(b.topic), b.depth, b.own, b.whole) for b in tree(count_by_topic(Question.objects.all()))]
    assert branches == [("Structures", 0, 1, 3), ("Databases", 1, 2, 2)]


@pytest.mark.django_db
def test_the_page_of_topics_holds_the_form_of_the_one_to_change(
    lead: User, hr: User, as_user: SignIn, bank: list[Question]
) -> None:
    topic = Topic.objects.get(name="Databases")
    path = f"/questions/topics/?change={topic.public_id}"
    asked = ((lead, "/questions/topics/"), (lead, path), (hr, path))
    pages = [as_user(person).get(address).content.decode() for person, address in asked]
    assert [page.count('name="parent"') for page in pages] == [0, 1, 0]
    assert f'<option value="{Topic.objects.get(name="Structures").public_id}">Structures</option>' in pages[1]


@pytest.mark.django_db
def test_a_topic_never_stands_below_itself_nor_deeper_than_three(db: None) -> None:
    one, two, three, four = (Topic.objects.create(name=name) for name in "abcd")
    place_topic(topic=two, name="b", parent=one)
    place_topic(topic=three, name="c", parent=two)
    with pytest.raises(DomainError, match="below itself"):
        place_topic(topic=one, name="a", parent=three)
    with pytest.raises(DomainError, match="three deep"):
        place_topic(topic=four, name="d", parent=three)


@pytest.mark.django_db
def test_a_topic_renamed_to_another_joins_it(bank: list[Question]) -> None:
    place_topic(topic=Topic.objects.get(name="Databases"), name="Structures", parent=None)
    assert Topic.objects.get().questions.count() == 3


@pytest.mark.django_db
def test_a_topic_is_not_made_twice_in_other_letters(bank: list[Question]) -> None:
    with pytest.raises(Conflict, match="There is a topic “Databases” already"):
        add_topic(name="databases", parent=None)


@pytest.mark.django_db
def test_a_new_topic_goes_no_deeper_than_three() -> None:
    deepest = chain("a", "b", "c")[-1]
    with pytest.raises(DomainError, match="three deep"):
        add_topic(name="d", parent=deepest)


def chain(*names: str) -> list[Topic]:
    """Each below the one before."""
    made: list[Topic] = []
    for name in names:
        made.append(Topic.objects.create(name=name, parent=made[-1] if made else None))
    return made


@pytest.mark.django_db
def test_a_topic_that_joins_one_far_below_it_leaves_no_loop() -> None:
    top, part, deep = chain("a", "b", "c")
    assert place_topic(topic=top, name="c", parent=None) == deep
    part.refresh_from_db()
    deep.refresh_from_db()
    assert (deep.parent, part.parent) == (None, deep)


@pytest.mark.django_db
def test_topics_that_join_stay_three_deep() -> None:
    _, _, deep = chain("a", "b", "c")
    other, below = chain("d", "e")
    with pytest.raises(DomainError, match="three deep"):
        place_topic(topic=other, name="c", parent=None)
    below.refresh_from_db()
    assert (below.parent, list(deep.children.all())) == (other, [])


@pytest.mark.django_db
def test_a_topic_that_a_rubric_judges_by_keeps_its_name(rubric_version: RubricVersion) -> None:
    topic = Topic.objects.get(name="Things")
    with pytest.raises(Conflict, match="rubric"):
        place_topic(topic=topic, name="Objects", parent=None)
    with pytest.raises(Conflict, match="in use"):
        remove_topic(topic=topic)


@pytest.mark.django_db
def test_a_teams_collection_is_filled_by_every_interviewer(
    lead: User, panelist: User, as_user: SignIn, bank: list[Question]
) -> None:
    collection = save_collection(by=lead, name="Phone screen", note="", visibility="team")
    bulk(as_user(panelist), bank[:2], **{"put-into": collection.public_id})
    client = as_user(lead)
    assert facets(client)["Phone screen"] == 2
    assert "What is a queue?" not in client.get(f"/questions/?collection={collection.public_id}").content.decode()
    answer = as_user(panelist).post(f"/questions/collections/{collection.public_id}/", {"remove": "yes"})
    assert (answer.status_code, Collection.objects.count()) == (403, 1)


@pytest.mark.django_db
def test_a_private_collection_is_neither_listed_nor_used_by_others(
    lead: User, panelist: User, as_user: SignIn, bank: list[Question]
) -> None:
    collection = save_collection(by=lead, name="Secret shortlist", note="", visibility="private")
    collection.questions.add(bank[0])
    client = as_user(panelist)
    pages = ["/questions/", "/questions/collections/", f"/questions/{bank[0].public_id}/"]
    assert [path for path in pages if "Secret shortlist" in client.get(path).content.decode()] == []
    found = client.get(f"/questions/?collection={collection.public_id}").content.decode()
    assert "What is an index?" not in found
    answer = bulk(client, bank, **{"put-into": collection.public_id})
    assert (answer.status_code, collection.questions.count()) == (404, 1)


@pytest.mark.django_db
def test_tags_narrow_the_list(lead: User, as_user: SignIn, bank: list[Question]) -> None:
    client = as_user(lead)
    assert facets(client)["sql"] == 1
    tag = bank[0].tags.get().public_id
    page = client.get(f"/questions/?tag={tag}").content.decode()
    assert ("What is an index?" in page, "What is a view?" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("use", "days", "anyway", "offered"),
    [
        ("live", None, False, False),
        ("live", None, True, False),
        ("practice", None, False, True),
        ("practice", 30, False, False),
        ("practice", 30, True, True),
        ("practice", 400, False, True),
    ],
)
def test_practice_never_shows_what_is_for_interviews(
    practising: User,
    lead: User,
    as_user: SignIn,
    use: str,
    days: int | None,
    anyway: bool,
    offered: bool,
) -> None:
    question = write(lead, "What is a canary question?", topic="Canary topic", use=use, practice_when_asked=anyway)
    asked = timezone.now() - timedelta(days=days) if days else None
    Question.objects.filter(pk=question.pk).update(last_asked_at=asked)
    client = as_user(practising)
    pages = "".join(client.get(path).content.decode() for path in ("/practice/", "/practice/questions/"))
    started = client.post("/practice/attempts/new/", {"question": question.public_id}).status_code
    assert ("canary" in pages.lower(), started) == (offered, 302 if offered else 404)
