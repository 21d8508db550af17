"""Bad input gets a clear sentence and loses nothing; every form that saves works without JavaScript too."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.test import Client

from accounts.models import User
from questions.models import Question
from sessions.models import InterviewPlan, InterviewSession
from sessions.services.moves import move
from tests.forms import PlainForm

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def ops() -> Iterator[str]:
    return (f"operation-{n:08d}" for n in count())


@pytest.fixture
def live(interview: InterviewSession, lead: User) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    return interview


def note_form(interview: InterviewSession, op_id: str, body: str) -> dict[str, object]:
    asked = interview.asked.first()
    assert asked is not None
    return {"op_id": op_id, "base_version": 0, "asked": asked.public_id, "body": body, "plain": "1"}


def test_a_note_is_saved_by_the_plain_form_of_the_page(live: InterviewSession, lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    form = PlainForm(client.get(f"/interviews/{live.public_id}/room/").content.decode(), "note-form")
    answer = client.post(form.action, form.hidden | {"body": "said it plainly"})
    assert answer["Location"] == f"/interviews/{live.public_id}/room/?q={form.hidden['asked']}"
    assert live.panel.get(user=lead).notes.get().body == "said it plainly"


def test_a_stale_plain_note_shows_both_texts(
    live: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    client, path = as_user(lead), f"/interviews/{live.public_id}/note/"
    client.post(path, note_form(live, next(ops), "the first tab"))
    answer = client.post(path, note_form(live, next(ops), "the second tab"))
    assert answer.status_code == 409
    assert "the first tab" in answer.content.decode()
    assert "the second tab" in answer.content.decode()


def test_two_tabs_on_one_scorecard_do_not_overwrite(
    live: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    client, path = as_user(lead), f"/interviews/{live.public_id}/scorecard/save/"
    first = client.post(path, {"op_id": next(ops), "base_version": 1, "comment": "from the first tab"})
    second = client.post(path, {"op_id": next(ops), "base_version": 1, "comment": "from the second tab"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["version"] == first.json()["version"]
    assert live.panel.get(user=lead).scorecard.comment == "from the first tab"


def test_submitting_twice_is_one_submission_with_one_receipt(
    live: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    client, path = as_user(lead), f"/interviews/{live.public_id}/scorecard/"
    move(interview=live, action="end", by=lead)
    form = {"op_id": next(ops), "base_version": 1, "recommendation": "yes", "confidence": "high", "comment": "fine"}
    form |= {f"criterion:{c.public_id}": "3" for c in live.rubric_version.criteria.all()}
    client.post(path + "save/", form)
    client.post(path + "submit/")
    receipt = live.panel.get(user=lead).scorecard.content_hash
    client.post(path + "submit/")
    assert receipt
    assert live.panel.get(user=lead).scorecard.content_hash == receipt


def test_a_stale_plan_is_refused_and_gives_the_words_back(
    interview: InterviewSession, lead: User, as_user: SignIn
) -> None:
    plan = InterviewPlan.objects.get()
    client, path = as_user(lead), f"/plans/{plan.public_id}/save/"
    client.post(path, {"base_version": plan.version, "budget": 30, "title": "One title"})
    stale = client.post(path, {"base_version": plan.version, "budget": 45, "title": "Another title"})
    assert stale.status_code == 409
    assert "Another title" in stale.content.decode()
    plan.refresh_from_db()
    assert (plan.title, plan.budget) == ("One title", 30)


def test_a_stale_question_form_keeps_what_was_typed(questions: list[Question], lead: User, as_user: SignIn) -> None:
    client, path = as_user(lead), f"/questions/{questions[0].public_id}/edit/"
    form = {"base_version": 1, "kind": "conceptual", "use": "live", "visibility": "team", "reason": ""}
    client.post(path, form | {"prompt": "The first change"})
    stale = client.post(path, form | {"prompt": "The second change"})
    assert stale.status_code == 409
    assert "The second change" in stale.content.decode()
    questions[0].refresh_from_db()
    assert questions[0].current.prompt == "The first change"


def test_a_double_post_of_evidence_links_it_once(
    live: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    criterion = live.rubric_version.criteria.first()
    assert criterion is not None
    form = {"op_id": next(ops), "base_version": 1, "criterion": criterion.public_id}
    form |= {"kind": "quote", "text": "it was said", "plain": "1"}
    client = as_user(lead)
    for _ in range(2):
        client.post(f"/interviews/{live.public_id}/evidence/", form)
    assert live.panel.get(user=lead).scorecard.evidence.count() == 1
