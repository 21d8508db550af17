"""Publishing: by content hash, with a class for what a change asks of the scores given before it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from rubric.content import CriterionContent, RubricContent
from rubric.models import RubricVersion
from rubric.services.drafts import start_draft
from rubric.services.rubrics import add_draft, add_rubric, content_hash, content_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ANCHORS = {value: f"Does {value} of the five steps alone" for value in (1, 2, 3, 4, 5)}


@pytest.fixture
def first(lead: User) -> RubricVersion:
    criteria = [CriterionContent("mid", title, anchors=ANCHORS) for title in ("Designs", "Tests", "Explains")]
    return add_rubric(owner=lead, title="Storage", criteria=criteria)


@pytest.fixture
def second(first: RubricVersion, lead: User) -> RubricVersion:
    return start_draft(rubric=first.rubric, by=lead)


def publish(client: Client, draft: RubricVersion, **fields: str) -> object:
    draft.refresh_from_db()
    return client.post(f"/rubrics/{draft.public_id}/publish/", {"revision": draft.revision} | fields)


def reword(draft: RubricVersion, text: str) -> str:
    """Changes an anchor of the first criterion; returns the criterion's key."""
    criterion = draft.criteria.first()
    criterion.anchors.filter(value=3).update(text=text)
    return criterion.key


def test_a_draft_begins_as_the_version_before_it(first: RubricVersion, second: RubricVersion) -> None:
    assert content_of(second) == content_of(first)
    assert (second.number, second.based_on, second.is_draft) == (2, first, True)
    assert content_hash(second) == first.content_hash


def test_an_unfinished_draft_is_not_published(lead: User, as_user: SignIn) -> None:
    draft = add_draft(owner=lead, content=RubricContent("R", (CriterionContent("mid", "Designs"),)))
    answer = publish(as_user(lead), draft)
    assert (answer.status_code, "say in words what a 1" in answer.content.decode()) == (422, True)
    page = as_user(lead).get(f"/rubrics/{draft.public_id}/publish/").content.decode()
    assert "Before you can publish" in page
    assert 'button button--primary" disabled' in page


def test_publishing_freezes_by_the_hash_and_names_the_rubric(lead: User, as_user: SignIn) -> None:
    draft = add_draft(owner=lead, content=RubricContent("R", (CriterionContent("mid", "Designs", anchors=ANCHORS),)))
    RubricVersion.objects.filter(pk=draft.pk).update(title="Databases")
    publish(as_user(lead), draft)
    draft.refresh_from_db()
    assert (draft.is_draft, draft.content_hash) == (False, content_hash(draft))
    assert draft.rubric.title == "Databases"


def test_what_was_not_read_is_not_published(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    reword(second, "Does three of the five steps alone")
    answer = as_user(lead).post(f"/rubrics/{second.public_id}/publish/", {"revision": second.revision + 1})
    second.refresh_from_db()
    assert (answer.status_code, second.is_draft) == (409, True)


def test_publishing_twice_is_once(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    reword(second, "Does three of the five steps alone")
    answers = [publish(as_user(lead), second)["Location"] for _ in range(2)]
    assert answers == [f"/rubrics/{second.public_id}/"] * 2


def test_a_draft_without_a_difference_is_not_published(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    assert "word for word" in publish(as_user(lead), second).content.decode()
    assert "Nothing differs" in as_user(lead).get(f"/rubrics/{second.public_id}/publish/").content.decode()


def test_only_its_owner_publishes(stranger: User, second: RubricVersion, as_user: SignIn) -> None:
    assert publish(as_user(stranger), second).status_code == 404


@pytest.mark.parametrize("revision", ["", "x", "-1", "٣", "1" * 12])
def test_a_revision_that_is_none_is_refused(lead: User, second: RubricVersion, as_user: SignIn, revision: str) -> None:
    answer = as_user(lead).post(f"/rubrics/{second.public_id}/publish/", {"revision": revision})
    assert answer.status_code == 400


def test_better_words_are_published_as_wording(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    reword(second, "Does three of the five steps alone")
    publish(as_user(lead), second)
    second.refresh_from_db()
    assert second.change == "wording"


def test_a_new_meaning_is_marked_on_its_criterion(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    key = reword(second, "Leads others through an incident")
    page = as_user(lead).get(f"/rubrics/{second.public_id}/publish/").content.decode()
    assert f'name="meaning:{key}" value="new" checked' in page
    publish(as_user(lead), second, **{f"meaning:{key}": "new"})
    second.refresh_from_db()
    assert second.change == "hand"
    assert list(second.criteria.filter(new_meaning=True).values_list("key", flat=True)) == [key]


def test_a_meaning_is_asked_only_where_words_changed(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    other = second.criteria.last().key
    reword(second, "Does three of the five steps alone")
    publish(as_user(lead), second, **{f"meaning:{other}": "new"})
    second.refresh_from_db()
    assert (second.change, second.criteria.filter(new_meaning=True).exists()) == ("wording", False)


def test_another_weight_is_for_the_machine(lead: User, second: RubricVersion, as_user: SignIn) -> None:
    second.criteria.filter(title="Tests").update(weight=Decimal(2), weight_reason="It is the job")
    publish(as_user(lead), second)
    second.refresh_from_db()
    assert second.change == "machine"


def test_the_difference_is_shown_word_by_word(lead: User, hr: User, second: RubricVersion, as_user: SignIn) -> None:
    reword(second, "Does three of the five steps alone")
    publish(as_user(lead), second)
    page = as_user(hr).get(f"/rubrics/{second.public_id}/changes/").content.decode()
    assert "Does <del>3</del><ins>three</ins> of the five steps alone" in page
    assert "Wording only: existing scores stand" in page


def test_versions_far_apart_are_compared(lead: User, first, second: RubricVersion, as_user: SignIn) -> None:
    key = reword(second, "Leads others through an incident")
    client = as_user(lead)
    publish(client, second, **{f"meaning:{key}": "new"})
    third = start_draft(rubric=first.rubric, by=lead)
    third.criteria.filter(title="Tests").update(weight=Decimal(2), weight_reason="It is the job")
    publish(client, third)
    near, far = (
        client.get(f"/rubrics/{third.public_id}/changes/", {"from": old.public_id}).content.decode()
        for old in (second, first)
    )
    assert ("Totals are computed again" in near, "People have to score again" in far) == (True, True)


def test_a_published_text_never_changes_with_a_later_draft(lead: User, first, second: RubricVersion) -> None:
    before = content_of(first)
    reword(second, "Something else")
    RubricVersion.objects.filter(pk=second.pk).update(title="Renamed")
    assert (content_of(RubricVersion.objects.get(pk=first.pk)), content_hash(first)) == (before, first.content_hash)


def test_a_rubric_of_a_document_is_reworded_without_writing_anchors_for_it(lead: User, as_user: SignIn) -> None:
    bare = add_rubric(owner=lead, title="Storage", criteria=[CriterionContent("mid", "Desings storage")])
    draft = start_draft(rubric=bare.rubric, by=lead)
    draft.criteria.update(title="Designs storage")
    page = as_user(lead).get(f"/rubrics/{draft.public_id}/publish/").content.decode()
    assert "Before you can publish" not in page
    assert "say in words what a 1" in page
    assert publish(as_user(lead), draft).status_code == 302
