"""A rubric that changes after use: what the machine computes, who scores again, and when an interview moves."""

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.jobs import run_due
from core.models import Job
from reports.models import Report
from rubric.content import CriterionContent
from rubric.models import Rescore, RubricVersion, Scorecard
from rubric.services.drafts import start_draft
from rubric.services.publishing import publish_draft
from rubric.services.rubrics import add_rubric
from sessions.models import InterviewSession, PanelMember
from sessions.services.moves import move

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
ANCHORS = {value: f"Does {value} of the five steps alone" for value in (1, 2, 3, 4, 5)}
OPS = (f"operation-{n:010d}" for n in count())


@pytest.fixture
def rubric_version(lead: User) -> RubricVersion:
    titles = (("junior", "Names things"), ("mid", "Designs things"), ("mid", "Tests things"))
    criteria = [CriterionContent(level, title, anchors=ANCHORS) for level, title in titles]
    return add_rubric(owner=lead, title="Things", criteria=criteria)


def score(client: Client, interview: InterviewSession, version: RubricVersion, values: tuple[str, ...]) -> None:
    """Judges the criteria of a version in their order, and submits."""
    form = {"recommendation": "yes", "confidence": "high", "comment": "Words."}
    form |= {f"criterion:{c.public_id}": v for c, v in zip(version.criteria.all(), values, strict=False)}
    path = f"/interviews/{interview.public_id}/scorecard/"
    card = Scorecard.objects.filter(author=client.user, state="draft").latest("pk")
    saved = client.post(f"{path}save/", {"op_id": next(OPS), "base_version": card.version} | form)
    assert saved.status_code == 200
    assert client.post(f"{path}submit/").status_code == 302


@pytest.fixture
def held(interview: InterviewSession, lead: User, panelist: User, as_user: SignIn) -> SimpleNamespace:
    """A completed interview, scored 4 4 2 by the lead and 3 3 3 by the panelist; both browsers."""
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    clients = []
    for user, values in ((lead, ("4", "4", "2")), (panelist, ("3", "3", "3"))):
        client = as_user(user)
        client.user = user
        score(client, interview, interview.rubric_version, values)
        clients.append(client)
    interview.refresh_from_db()
    assert interview.state == "completed"
    return SimpleNamespace(interview=interview, lead=clients[0], panelist=clients[1], first=interview.rubric_version)


def next_version(held: SimpleNamespace, change: Callable[[RubricVersion], None], **said: object) -> RubricVersion:
    draft = start_draft(rubric=held.first.rubric, by=held.lead.user)
    change(draft)
    return publish_draft(version=draft, by=held.lead.user, revision=draft.revision, **said)


def heavier(draft: RubricVersion) -> None:
    draft.criteria.filter(title="Designs things").update(weight=Decimal(3), weight_reason="It is the job")


def another_meaning(held: SimpleNamespace) -> RubricVersion:
    def rewrite(draft: RubricVersion) -> None:
        draft.criteria.get(title="Tests things").anchors.filter(value=3).update(text="Leads a team through an incident")

    key = held.first.criteria.get(title="Tests things").key
    return next_version(held, rewrite, new_meaning={key})


def start(client: Client, held: SimpleNamespace, version: RubricVersion) -> object:
    path = f"/interviews/{held.interview.public_id}/scorecard/again/"
    return client.post(path, {"version": version.public_id})


def seated(held: SimpleNamespace, user: User) -> Scorecard:
    return PanelMember.objects.get(interview=held.interview, user=user).scorecard


def test_wording_asks_nothing_of_anybody(held: SimpleNamespace) -> None:
    next_version(held, lambda draft: draft.criteria.filter(title="Names things").update(title="Names the things"))
    assert not Rescore.objects.exists()


def test_other_weights_are_computed_by_a_job(held: SimpleNamespace) -> None:
    version = next_version(held, heavier)
    assert Job.objects.filter(kind="rubric.rescore", state="queued").count() == 1
    run_due()
    entry = Rescore.objects.get(version=version, scorecard__author=held.lead.user)
    # (4 + 4 + 2)/3 = 10/3, so 100 (10/3 - 1)/4; then (4 + 3*4 + 2)/5 = 3.6, so 65. Mid: (4 + 2)/2 = 3, then 14/4.
    assert (entry.kind, entry.done_at is not None) == ("machine", True)
    assert entry.result == {
        "before": {"total": "58.33333333333333333333333333", "level": "junior"},
        "after": {"total": "65", "level": "mid"},
    }


def test_the_job_run_again_computes_nothing_twice(held: SimpleNamespace) -> None:
    version = next_version(held, heavier)
    run_due()
    before = list(Rescore.objects.values_list("done_at", flat=True))
    Job.objects.filter(kind="rubric.rescore").update(state="queued")
    run_due()
    assert list(Rescore.objects.filter(version=version).values_list("done_at", flat=True)) == before


def test_what_the_machine_computes_changes_no_score_and_no_report(held: SimpleNamespace) -> None:
    before = [(c.pk, c.content_hash, c.rubric_version_id) for c in Scorecard.objects.order_by("pk")]
    held.lead.get(f"/reports/of/{held.interview.public_id}/")
    next_version(held, heavier)
    run_due()
    assert [(c.pk, c.content_hash, c.rubric_version_id) for c in Scorecard.objects.order_by("pk")] == before
    held.interview.refresh_from_db()
    assert held.interview.rubric_version == held.first
    assert Report.objects.get(interview=held.interview).debrief["rubric_number"] == 1


def test_the_queue_shows_what_was_computed_beside_what_was(held: SimpleNamespace) -> None:
    next_version(held, heavier)
    assert "being computed" in held.lead.get("/rescoring/").content.decode()
    run_due()
    page = held.lead.get("/rescoring/").content.decode()
    assert "58 → <strong>65</strong>" in page
    assert "junior → <strong>mid</strong>" in page


def test_a_panelist_sees_only_their_own_scorecard_computed(held: SimpleNamespace) -> None:
    next_version(held, heavier)
    run_due()
    pages = [client.get("/rescoring/").content.decode() for client in (held.lead, held.panelist)]
    assert [page.count('data-label="Scorecard of"') for page in pages] == [2, 1]
    assert "Lena Lead</td>" not in pages[1]


def test_a_stranger_sees_nothing_of_it(held: SimpleNamespace, stranger: User, as_user: SignIn) -> None:
    version = another_meaning(held)
    client = as_user(stranger)
    assert "Nothing to score again" in client.get("/rescoring/").content.decode()
    assert start(client, held, version).status_code == 404


def test_a_new_meaning_asks_each_author_for_that_criterion_alone(held: SimpleNamespace) -> None:
    another_meaning(held)
    assert list(Rescore.objects.values_list("kind", flat=True)) == ["hand", "hand"]
    page = held.panelist.get("/rescoring/").content.decode()
    assert "1 criterion to judge again: Tests things." in page
    assert "1 scorecard of yours to score again" in held.panelist.get("/interviews/").content.decode()


def test_scoring_again_begins_with_every_value_that_stands(held: SimpleNamespace) -> None:
    version = another_meaning(held)
    start(held.lead, held, version)
    draft = Scorecard.objects.get(author=held.lead.user, state="draft")
    kept = {r.criterion.title: r.value for r in draft.ratings.select_related("criterion")}
    assert (draft.rubric_version, kept) == (version, {"Names things": Decimal(4), "Designs things": Decimal(4)})
    assert draft.correction_reason == "Version 2 of the rubric changed what is judged."


def test_the_interview_moves_when_the_last_has_scored_again(held: SimpleNamespace) -> None:
    version = another_meaning(held)
    before = seated(held, held.lead.user)
    start(held.lead, held, version)
    score(held.lead, held.interview, version, ("4", "4", "4"))
    held.interview.refresh_from_db()
    assert (seated(held, held.lead.user), held.interview.rubric_version) == (before, held.first)
    page = held.lead.get("/rescoring/").content.decode()
    assert "counts once Pavel Panel has scored again" in page
    assert (
        "You scored this again"
        in held.lead.get(f"/interviews/{held.interview.public_id}/scorecard/locked/").content.decode()
    )

    start(held.panelist, held, version)
    score(held.panelist, held.interview, version, ("3", "3", "5"))
    held.interview.refresh_from_db()
    cards = [seated(held, user) for user in (held.lead.user, held.panelist.user)]
    assert [card.rubric_version for card in cards] == [version, version]
    assert (held.interview.rubric_version, cards[0].corrects) == (version, before)
    assert Rescore.objects.filter(done_at=None).count() == 0
    assert "Nothing to score again" in held.lead.get("/rescoring/").content.decode()


def test_what_was_submitted_first_is_never_changed(held: SimpleNamespace) -> None:
    version = another_meaning(held)
    before = seated(held, held.lead.user)
    start(held.lead, held, version)
    score(held.lead, held.interview, version, ("4", "4", "4"))
    after = Scorecard.objects.get(pk=before.pk)
    assert (after.content_hash, after.rubric_version) == (before.content_hash, held.first)


def test_scoring_again_twice_is_refused(held: SimpleNamespace) -> None:
    version = another_meaning(held)
    start(held.lead, held, version)
    score(held.lead, held.interview, version, ("4", "4", "4"))
    assert start(held.lead, held, version).status_code == 409
    correct = f"/interviews/{held.interview.public_id}/scorecard/correct/"
    assert held.lead.post(correct, {"reason": "Misread"}).status_code == 409


def test_an_open_correction_comes_first(held: SimpleNamespace) -> None:
    held.lead.post(f"/interviews/{held.interview.public_id}/scorecard/correct/", {"reason": "Misread"})
    assert start(held.lead, held, another_meaning(held)).status_code == 409


def test_a_correction_under_the_old_text_is_asked_instead_of_what_it_corrects(held: SimpleNamespace) -> None:
    held.lead.post(f"/interviews/{held.interview.public_id}/scorecard/correct/", {"reason": "Misread"})
    version = another_meaning(held)
    score(held.lead, held.interview, held.first, ("5", "5", "5"))
    assert Rescore.objects.get(scorecard__author=held.lead.user).scorecard == seated(held, held.lead.user)
    assert start(held.lead, held, version).status_code == 302


def test_a_decided_interview_is_left_alone(held: SimpleNamespace) -> None:
    InterviewSession.objects.update(decided_at=timezone.now())
    another_meaning(held)
    assert not Rescore.objects.exists()


def test_a_decision_meanwhile_ends_the_asking(held: SimpleNamespace) -> None:
    version = another_meaning(held)
    InterviewSession.objects.update(decided_at=timezone.now())
    assert "Nothing to score again" in held.lead.get("/rescoring/").content.decode()
    assert start(held.lead, held, version).status_code == 409


def test_a_later_version_takes_over_what_an_earlier_one_asked(held: SimpleNamespace) -> None:
    another_meaning(held)
    third = next_version(held, heavier)
    assert {entry.version for entry in Rescore.objects.all()} == {third}
    assert set(Rescore.objects.values_list("kind", flat=True)) == {"hand"}


def test_a_newer_version_is_used_from_now_on_and_for_planned_interviews(interview, lead: User, as_user: SignIn) -> None:
    held = SimpleNamespace(first=interview.rubric_version, lead=SimpleNamespace(user=lead))
    version = next_version(held, heavier)
    client, path = as_user(lead), f"/positions/{interview.position.public_id}/"
    assert "Use version 2 from now on" in client.get(path).content.decode()
    client.post(f"{path}rubric/")
    interview.refresh_from_db()
    cards = Scorecard.objects.filter(seat__interview=interview)
    assert {interview.rubric_version, interview.position.rubric_version, *(c.rubric_version for c in cards)} == {
        version
    }
    assert "Use version" not in client.get(path).content.decode()


def test_a_position_with_a_score_keeps_its_text(held: SimpleNamespace) -> None:
    next_version(held, heavier)
    path = f"/positions/{held.interview.position.public_id}/"
    assert "everybody is judged by the same text" in held.lead.get(path).content.decode()
    assert held.lead.post(f"{path}rubric/").status_code == 409
    held.interview.position.refresh_from_db()
    assert held.interview.position.rubric_version == held.first


def test_only_the_positions_owner_changes_its_rubric(held: SimpleNamespace) -> None:
    next_version(held, heavier)
    assert held.panelist.post(f"/positions/{held.interview.position.public_id}/rubric/").status_code == 404


def test_the_queue_asks_the_database_as_often_for_one_interview_as_for_five(held: SimpleNamespace) -> None:
    another_meaning(held)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert held.lead.get("/rescoring/").status_code == 200
        counts.append(len(captured))
        for _ in range(4):
            copy_of_the_interview(held)
    assert counts[0] == counts[1]


def copy_of_the_interview(held: SimpleNamespace) -> None:
    """Another completed interview, with the same panel's scorecards asked for again."""
    seats = list(held.interview.panel.all())
    other = InterviewSession.objects.get(pk=held.interview.pk)
    other.pk, other.public_id = None, next(OPS)
    other.save()
    for seat in seats:
        card = Scorecard.objects.get(pk=seat.scorecard_id)
        entry = Rescore.objects.get(scorecard=card)
        card.pk, card.public_id = None, next(OPS)
        card.save()
        PanelMember.objects.create(interview=other, user=seat.user, seat=seat.seat, scorecard=card)
        Rescore.objects.create(version=entry.version, scorecard=card, kind=entry.kind)


def test_the_machine_computes_in_parts_and_leaves_nothing_out(held: SimpleNamespace, monkeypatch) -> None:
    for module in ("rubric.services.rescoring", "rubric.jobs"):
        monkeypatch.setattr(f"{module}.BATCH", 1)
    next_version(held, heavier)
    run_due()
    assert Rescore.objects.filter(done_at=None).count() == 0
    assert Job.objects.filter(kind="rubric.rescore", state="done").count() == 3


def test_a_shadow_has_nothing_to_score_again(held: SimpleNamespace, stranger: User, as_user: SignIn) -> None:
    version = another_meaning(held)
    PanelMember.objects.create(interview=held.interview, user=stranger, seat="shadow")
    assert start(as_user(stranger), held, version).status_code == 403


def test_a_position_that_uses_the_newest_version_stays(interview, lead: User, as_user: SignIn) -> None:
    as_user(lead).post(f"/positions/{interview.position.public_id}/rubric/")
    interview.position.refresh_from_db()
    assert interview.position.rubric_version == interview.rubric_version


def test_a_correction_is_computed_anew_by_the_machine(held: SimpleNamespace) -> None:
    next_version(held, heavier)
    run_due()
    held.lead.post(f"/interviews/{held.interview.public_id}/scorecard/correct/", {"reason": "Misread"})
    score(held.lead, held.interview, held.first, ("4", "5", "2"))
    run_due()
    entry = Rescore.objects.get(scorecard=seated(held, held.lead.user))
    # (4 + 3*5 + 2)/5 = 4.2
    assert (entry.done_at is not None, entry.result["after"]["total"]) == (True, "80")
