"""One's own scorecard: unscored first, a suggestion by one click, what will be locked, the receipt, a correction."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rubric.models import Criterion, Scorecard
from sessions.models import InterviewSession, SessionEvent
from sessions.services.moves import move
from sessions.services.wrap_up import submit_scorecard

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def ops() -> Iterator[str]:
    return (f"operation-{n:08d}" for n in count())


@pytest.fixture
def scoring(interview: InterviewSession, lead: User) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    return move(interview=interview, action="end", by=lead)


def criteria(interview: InterviewSession) -> list[Criterion]:
    return list(interview.rubric_version.criteria.all())


def path(interview: InterviewSession, page: str = "") -> str:
    return f"/interviews/{interview.public_id}/scorecard/{page}"


class Scorer:
    """A signed-in person who fills in their scorecard, one save after the other."""

    def __init__(self, client: Client, interview: InterviewSession, user: User, ops: Iterator[str]) -> None:
        self.client, self.interview, self.user, self.ops = client, interview, user, ops

    @property
    def card(self) -> Scorecard:
        seated = Scorecard.objects.get(seat__interview=self.interview, author=self.user)
        return Scorecard.objects.filter(corrects=seated, state="draft").first() or seated

    def save(self, **fields: str) -> object:
        form = {"op_id": next(self.ops), "base_version": self.card.version, **fields}
        return self.client.post(path(self.interview, "save/"), form)

    def judge(self, value: str) -> None:
        values = {f"criterion:{c.public_id}": value for c in criteria(self.interview)}
        assert self.save(recommendation="yes", confidence="high", comment="Words.", **values).status_code == 200

    def submit(self) -> Scorecard:
        assert self.client.post(path(self.interview, "submit/")).status_code == 302
        return Scorecard.objects.get(seat__interview=self.interview, author=self.user)

    def page(self, name: str = "") -> str:
        return self.client.get(path(self.interview, name)).content.decode()


@pytest.fixture
def scorer(scoring: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]) -> Scorer:
    return Scorer(as_user(lead), scoring, lead, ops)


@pytest.fixture
def submitted(scorer: Scorer) -> Scorer:
    scorer.judge("4")
    scorer.submit()
    return scorer


def test_criteria_left_to_judge_come_first(scorer: Scorer) -> None:
    first, second = criteria(scorer.interview)
    scorer.save(**{f"criterion:{first.public_id}": "3"})
    assert re.findall(r'id="criterion-([^"]+)"', scorer.page()) == [second.public_id, first.public_id]


def test_a_suggestion_is_accepted_by_one_plain_button(scorer: Scorer) -> None:
    asked = scorer.interview.asked.first()
    assert asked is not None
    scorer.save(**{f"answer:{asked.public_id}": "3.5"})
    (offered,) = set(re.findall(r'name="accept" value="[^:]+:([^"]+)"', scorer.page()))
    assert offered == "3.5"
    criterion = criteria(scorer.interview)[0]
    scorer.save(plain="1", accept=f"{criterion.public_id}:3.5")
    assert scorer.card.ratings.get(criterion=criterion).value == Decimal("3.5")


def test_a_suggestion_names_its_source(scorer: Scorer) -> None:
    asked = scorer.interview.asked.first()
    assert asked is not None
    scorer.save(**{f"answer:{asked.public_id}": "2"})
    assert "your value for “What is thing 1?” (2)" in re.sub(r"\s+", " ", scorer.page())


def test_a_mean_folds_the_answers_it_comes_from(scorer: Scorer) -> None:
    first, second = scorer.interview.asked.all()
    scorer.save(**{f"answer:{first.public_id}": "2", f"answer:{second.public_id}": "3"})
    page = re.sub(r"\s+", " ", scorer.page())
    assert "the mean 2.50 of your values for" in page
    assert "<summary>2 answers</summary><ul><li>2 for “What is thing 1?”</li><li>3 for “What is thing 2?”</li>" in page


def test_a_save_asks_nothing_that_its_fields_do_not_need(
    scorer: Scorer, django_assert_num_queries: Callable[..., Any]
) -> None:
    """Two of the statements are the savepoint that a test has in place of a transaction."""
    key = f"criterion:{criteria(scorer.interview)[0].public_id}"
    scorer.save(**{key: "3"})
    form = {"op_id": next(scorer.ops), "base_version": scorer.card.version, key: "4"}
    with django_assert_num_queries(11):
        scorer.client.post(path(scorer.interview, "save/"), form)


def test_an_accepted_value_of_another_rubric_is_refused(scorer: Scorer) -> None:
    assert scorer.save(accept="no-such-criterion:3").status_code == 400


def test_half_done_today_is_there_tomorrow(scorer: Scorer) -> None:
    scorer.save(comment="So far so good", confidence="low")
    page = scorer.page()
    assert "So far so good" in page
    assert re.findall(r'name="confidence" value="(\w+)" checked', page) == ["low"]


def test_the_review_lists_what_blocks_and_offers_no_submission(scorer: Scorer) -> None:
    page = scorer.page("review/")
    assert "“Knows junior things” has neither a value nor “not observed”." in page
    assert re.search(r"<button[^>]* disabled>Submit and lock", page)


def test_the_review_asks_about_a_contradiction_and_lets_it_pass(scorer: Scorer) -> None:
    scorer.judge("2")
    page = scorer.page("review/")
    assert "Your values average 2.0, and you recommend “yes”." in page
    assert "disabled>Submit" not in page


def test_the_review_asks_about_a_protected_topic(scorer: Scorer) -> None:
    scorer.save(comment="Too old for this team.")
    assert "“too old” sounds like age, which must not count." in scorer.page("review/")


def test_the_review_explains_the_total(scorer: Scorer) -> None:
    scorer.judge("4")
    assert "The 2 observed criteria of 2 average 4 by weight" in scorer.page("review/")


def test_submitting_with_a_criterion_left_out_is_refused(scorer: Scorer) -> None:
    scorer.save(recommendation="yes")
    answer = scorer.client.post(path(scorer.interview, "submit/"))
    assert (answer.status_code, scorer.card.state) == (422, "draft")


def test_the_receipt_is_shown_in_full(submitted: Scorer) -> None:
    assert f"<code>{submitted.card.content_hash}</code>" in submitted.page("locked/")


def test_the_receipt_leads_on_to_the_debrief(submitted: Scorer) -> None:
    assert f'href="/interviews/{submitted.interview.public_id}/debrief/"' in submitted.page("locked/")


def test_a_locked_scorecard_sends_its_page_to_the_receipt(submitted: Scorer) -> None:
    assert submitted.client.get(path(submitted.interview))["Location"] == path(submitted.interview, "locked/")


def test_evidence_is_linked_and_unlinked_on_the_page(scorer: Scorer) -> None:
    criterion = criteria(scorer.interview)[0]
    form = {"criterion": criterion.public_id, "kind": "quote", "text": "SAIDSO", "plain": "1", "back": "scorecard"}
    base = f"/interviews/{scorer.interview.public_id}/evidence/"
    linked = scorer.client.post(base, {"op_id": next(scorer.ops), "base_version": scorer.card.version, **form})
    assert linked["Location"] == path(scorer.interview)
    assert "<q>SAIDSO</q>" in scorer.page()
    quote = scorer.card.evidence.get()
    form = {"op_id": next(scorer.ops), "base_version": scorer.card.version, "evidence": quote.public_id}
    scorer.client.post(f"{base}remove/", form)
    assert "SAIDSO" not in scorer.page()


def test_another_persons_evidence_cannot_be_unlinked(
    scorer: Scorer, panelist: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    criterion = criteria(scorer.interview)[0]
    quote = scorer.card.evidence.create(criterion=criterion, kind="quote", text="MINE")
    form = {"op_id": next(ops), "base_version": 1, "evidence": quote.public_id}
    answer = as_user(panelist).post(f"/interviews/{scorer.interview.public_id}/evidence/remove/", form)
    assert (answer.status_code, scorer.card.evidence.count()) == (404, 1)


class TestTwoTabs:
    """Each field travels with the value it replaces: an older tab is refused only where both touched the same."""

    def tab(self, scorer: Scorer, **fields: str) -> int:
        form = {"op_id": next(scorer.ops), "base_version": 1, **fields}
        return scorer.client.post(path(scorer.interview, "save/"), form).status_code

    def test_they_may_change_different_fields(self, scorer: Scorer) -> None:
        first, second = (f"criterion:{c.public_id}" for c in criteria(scorer.interview))
        assert self.tab(scorer, **{first: "3", f"was:{first}": ""}) == 200
        assert self.tab(scorer, **{second: "4.5", f"was:{second}": ""}) == 200
        assert sorted(r.value for r in scorer.card.ratings.all()) == [Decimal(3), Decimal("4.5")]

    @pytest.mark.parametrize("fields", [("3", "4"), ("not_observed", "4")])
    def test_the_same_field_is_a_conflict(self, scorer: Scorer, fields: tuple[str, str]) -> None:
        name = f"criterion:{criteria(scorer.interview)[0].public_id}"
        assert [self.tab(scorer, **{name: value, f"was:{name}": ""}) for value in fields] == [200, 409]

    def test_the_same_value_in_both_is_none(self, scorer: Scorer) -> None:
        changes = {"comment": "Same", "was:comment": ""}
        assert [self.tab(scorer, **changes), self.tab(scorer, **changes)] == [200, 200]

    def test_ticks_of_one_answer_are_one_field(self, scorer: Scorer) -> None:
        asked = scorer.interview.asked.first()
        assert asked is not None
        point = asked.question_version.guide.key_points.get()
        fields = {f"ticks:{asked.public_id}": "1", f"was:ticks:{asked.public_id}": ""}
        assert self.tab(scorer, **fields, **{f"tick:{asked.public_id}": str(point.pk)}) == 200
        answer = {f"answer:{asked.public_id}": "4", f"was:answer:{asked.public_id}": ""}
        assert self.tab(scorer, **answer) == 200
        assert self.tab(scorer, **{**fields, f"was:ticks:{asked.public_id}": "999"}) == 409

    def test_a_claim_about_an_unknown_field_is_refused(self, scorer: Scorer) -> None:
        assert self.tab(scorer, **{"was:state": "draft"}) == 400


class TestCorrection:
    """After the submission: a new version by the same author, until the interview is decided."""

    def start(self, submitted: Scorer, reason: str = "I mixed up two answers.") -> Scorecard:
        submitted.client.post(path(submitted.interview, "correct/"), {"reason": reason})
        return submitted.card

    def test_it_begins_with_everything_that_was_submitted(self, submitted: Scorer) -> None:
        draft = self.start(submitted)
        assert draft.corrects is not None
        assert [r.value for r in draft.ratings.all()] == [Decimal(4), Decimal(4)]
        assert (draft.recommendation, draft.comment) == ("yes", "Words.")

    def test_it_needs_a_reason(self, submitted: Scorer) -> None:
        answer = submitted.client.post(path(submitted.interview, "correct/"), {"reason": " "})
        assert (answer.status_code, Scorecard.objects.exclude(corrects=None).count()) == (422, 0)

    def test_the_submitted_row_stays_as_it_was(self, submitted: Scorer) -> None:
        before = Scorecard.objects.filter(pk=submitted.card.pk).values().get()
        self.start(submitted)
        submitted.judge("2")
        submitted.submit()
        assert Scorecard.objects.filter(pk=before["id"]).values().get() == before

    def test_it_takes_the_seat_and_shows_both_versions(self, submitted: Scorer) -> None:
        first = submitted.card.content_hash
        self.start(submitted)
        submitted.judge("2")
        second = submitted.submit().content_hash
        page = submitted.page("locked/")
        assert "corrected because “I mixed up two answers.”" in page
        assert first[:12] in page
        assert second[:12] in page

    def test_it_is_an_event_of_the_interview(self, submitted: Scorer) -> None:
        self.start(submitted)
        submitted.judge("2")
        submitted.submit()
        assert SessionEvent.objects.filter(interview=submitted.interview, kind="corrected").count() == 1

    def test_pressing_twice_is_one_event(self, submitted: Scorer) -> None:
        self.start(submitted)
        submitted.judge("2")
        assert submitted.submit() == submitted.submit()
        assert SessionEvent.objects.filter(interview=submitted.interview, kind="corrected").count() == 1

    def test_without_a_difference_it_is_refused(self, submitted: Scorer) -> None:
        self.start(submitted)
        assert submitted.client.post(path(submitted.interview, "submit/")).status_code == 422

    def test_it_can_be_dropped(self, submitted: Scorer) -> None:
        self.start(submitted)
        submitted.client.post(path(submitted.interview, "correct/drop/"))
        assert Scorecard.objects.exclude(corrects=None).count() == 0

    def test_dropping_never_touches_what_was_submitted(self, submitted: Scorer) -> None:
        assert submitted.client.post(path(submitted.interview, "correct/drop/")).status_code == 409
        assert submitted.card.state == "submitted"

    def test_after_the_decision_none_begins_and_none_is_submitted(self, submitted: Scorer) -> None:
        self.start(submitted)
        submitted.judge("2")
        InterviewSession.objects.update(decided_at=timezone.now())
        for page in ("submit/", "correct/"):
            assert submitted.client.post(path(submitted.interview, page), {"reason": "Late"}).status_code == 409

    def test_the_panel_sees_no_draft_of_it(self, submitted: Scorer, panelist: User, as_user: SignIn) -> None:
        self.start(submitted, reason="SECRETREASON")
        page = as_user(panelist).get(path(submitted.interview)).content.decode()
        assert "SECRETREASON" not in page


def test_a_locked_card_is_not_corrected_by_another(submitted: Scorer, panelist: User, as_user: SignIn) -> None:
    answer = as_user(panelist).post(path(submitted.interview, "correct/"), {"reason": "Not mine"})
    assert (answer.status_code, Scorecard.objects.exclude(corrects=None).count()) == (409, 0)


def test_the_page_asks_the_database_as_often_for_many_criteria(
    scorer: Scorer, django_assert_num_queries: Callable[..., object]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        scorer.page()
    version = scorer.interview.rubric_version
    for n in range(3, 31):
        made = Criterion.objects.create(version=version, level="mid", position=n, title=f"C{n}")
        made.anchors.create(value=3, text="As expected.")
        scorer.card.evidence.create(criterion=made, kind="quote", text="said")
        scorer.card.ratings.create(criterion=made, value=3)
    with django_assert_num_queries(len(few)):
        scorer.page()


@pytest.mark.parametrize("value", ["sNaN", "NaN", "Infinity", "4.2", "6"])
def test_a_value_that_is_not_on_the_scale_is_refused(scorer: Scorer, value: str) -> None:
    assert scorer.save(**{f"criterion:{criteria(scorer.interview)[0].public_id}": value}).status_code == 400


def test_a_criterion_above_the_levels_that_are_judged_takes_no_value(scorer: Scorer) -> None:
    above = Criterion.objects.create(version=scorer.interview.rubric_version, level="principal", position=9)
    assert scorer.save(**{f"criterion:{above.public_id}": "4"}).status_code == 400


def test_before_the_interview_there_is_no_evidence(
    interview: InterviewSession, lead: User, as_user: SignIn, ops: Iterator[str]
) -> None:
    form = {"criterion": criteria(interview)[0].public_id, "kind": "quote", "text": "Said", "base_version": "1"}
    answer = as_user(lead).post(f"/interviews/{interview.public_id}/evidence/", form | {"op_id": next(ops)})
    assert (answer.status_code, interview.panel.get(user=lead).scorecard.evidence.count()) == (400, 0)


def test_whoever_submits_by_two_presses_at_once_is_noted_once(submitted: Scorer) -> None:
    """The second press found the scorecard as a draft, and waited for the first."""
    seat = submitted.interview.panel.get(user=submitted.user)
    seat.scorecard.state = "draft"
    submit_scorecard(member=seat)
    assert SessionEvent.objects.filter(interview=submitted.interview, kind="submitted").count() == 1


def test_a_comment_with_a_nul_is_refused(scorer: Scorer) -> None:
    assert scorer.save(comment="a\x00b").status_code == 400


def test_a_waived_scorecard_says_so_and_offers_no_submitting(scorer: Scorer) -> None:
    page = scorer.page()
    assert ("Review and submit" in page, '<fieldset class="scoring__all" disabled>' in page) == (True, False)
    seat = scorer.interview.panel.filter(user=scorer.user)
    seat.update(waived_at=timezone.now(), waive_reason="Away this week.")
    InterviewSession.objects.filter(pk=scorer.interview.pk).update(state="completed")
    page = scorer.page()
    assert '<fieldset class="scoring__all" disabled>' in page
    assert "The debrief was opened without your scorecard: Away this week." in page
    assert "Review and submit" not in page
    assert "disabled>Submit and lock" in scorer.page("review/")
