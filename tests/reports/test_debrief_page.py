"""The debrief over HTTP: shut until everybody has submitted, open with a reason, talked through, decided."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from reports.models import Decision, Report, ReportPolicy
from reports.services.deciding import record_decision, reopen_decision
from rubric.locking.installing import drop_locks
from rubric.models import Rating, Scorecard
from rubric.services.corrections import start_correction
from rubric.services.scorecards import link_evidence, submit
from sessions.models import DiscussedValue, InterviewSession, PanelMember
from sessions.services.debriefing import open_without_the_missing, say_after_discussion
from sessions.services.moves import complete_when_all_submitted, move
from sessions.services.planning import seat_member
from sessions.services.wrap_up import submit_correction

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def judge(interview: InterviewSession, user: User, value: str | None, *, quote: str = "") -> Scorecard:
    """Fills in a scorecard, every criterion alike; None is not observed."""
    card = interview.panel.get(user=user).scorecard
    for criterion in interview.rubric_version.criteria.all():
        given = {"value": value and Decimal(value), "not_observed": value is None}
        Rating.objects.create(scorecard=card, criterion=criterion, **given)
        if quote:
            link_evidence(card, criterion, None, kind="quote", text=quote)
    Scorecard.objects.filter(pk=card.pk).update(recommendation="yes")
    return card


@pytest.fixture
def scoring(interview: InterviewSession, lead: User, panelist: User) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    interview = move(interview=interview, action="end", by=lead)
    submit(scorecard=judge(interview, lead, "4", quote="LEADQUOTE"), author=lead)
    judge(interview, panelist, "2", quote="PANELQUOTE")
    return interview


@pytest.fixture
def opened(scoring: InterviewSession, panelist: User) -> InterviewSession:
    submit(scorecard=scoring.panel.get(user=panelist).scorecard, author=panelist)
    complete_when_all_submitted(scoring)
    scoring.refresh_from_db()
    return scoring


def path(interview: InterviewSession, page: str = "") -> str:
    return f"/interviews/{interview.public_id}/debrief/{page}"


def read(client: Client, interview: InterviewSession) -> str:
    return client.get(path(interview)).content.decode()


def test_before_everybody_has_submitted_nothing_of_a_scorecard_is_there(
    scoring: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    for user in (lead, panelist):
        page = read(as_user(user), scoring)
        assert "Waiting for 1 of 2 scorecards" in page
        assert [secret for secret in ("LEADQUOTE", "PANELQUOTE", "given__value") if secret in page] == []


def test_a_waiting_panelist_reads_the_same_bytes_whatever_the_other_gave(
    scoring: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    client = as_user(panelist)
    pages = [path(scoring), f"/positions/{scoring.position.public_id}/", f"/interviews/{scoring.public_id}/"]
    before = [_masked(client, page) for page in pages]
    drop_locks(connection)
    Rating.objects.filter(scorecard__author=lead).update(value=Decimal(1))
    Scorecard.objects.filter(author=lead).update(recommendation="strong_no")
    assert [_masked(client, page) for page in pages] == before


def _masked(client: Client, page: str) -> str:
    found = client.get(page).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", found)


def test_open_it_shows_values_anchors_and_quotes_of_all_who_judged(
    opened: InterviewSession, panelist: User, as_user: SignIn
) -> None:
    page = read(as_user(panelist), opened)
    assert "Where the panel differs" in page
    assert page.count("LEADQUOTE") == page.count("PANELQUOTE") == 2
    assert "2 apart" in page


def test_a_policy_hides_names_or_values_from_the_panel_here_too(
    opened: InterviewSession, panelist: User, as_user: SignIn
) -> None:
    policy, _ = ReportPolicy.objects.update_or_create(position=opened.position, defaults={"panel": "anonymous"})
    page = read(as_user(panelist), opened)
    assert "Lena Lead</span>" not in page
    assert re.search(r"Member \d <span class=\"muted\">you</span>", page)
    ReportPolicy.objects.filter(pk=policy.pk).update(panel="totals")
    page = read(as_user(panelist), opened)
    assert ("LEADQUOTE" in page, "What the arithmetic says" in page) == (False, True)


def test_the_lead_speaks_last(opened: InterviewSession, lead: User, as_user: SignIn) -> None:
    names = re.findall(r'class="speakers__name">([^<]+?) ?<', read(as_user(lead), opened))
    assert [name.strip() for name in names] == ["Pavel Panel", "Lena Lead"]


def test_the_lead_opens_it_without_the_missing_and_says_why(
    scoring: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    client = as_user(lead)
    assert client.post(path(scoring, "open/"), {"reason": " "}).status_code == 422
    client.post(path(scoring, "open/"), {"reason": "Pavel is on leave."})
    assert "Opened without Pavel Panel: Pavel is on leave." in read(client, scoring)
    assert "PANELQUOTE" not in read(client, scoring)
    assert "LEADQUOTE" not in read(as_user(panelist), scoring)


def test_nobody_opens_it_for_themselves_or_before_anybody_submitted(
    interview: InterviewSession, lead: User, panelist: User
) -> None:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    with pytest.raises(Conflict, match="Submit your own"):
        open_without_the_missing(interview=interview, reason="Now.", by=lead)
    PanelMember.objects.filter(interview=interview, user=lead).update(seat="shadow")
    with pytest.raises(Conflict, match="Nobody has submitted"):
        open_without_the_missing(interview=interview, reason="Now.", by=lead)


def test_a_panelist_cannot_open_it_or_remind(scoring: InterviewSession, panelist: User, as_user: SignIn) -> None:
    client, seat = as_user(panelist), scoring.panel.get(user=panelist)
    assert client.post(path(scoring, "open/"), {"reason": "Now."}).status_code == 403
    assert client.post(path(scoring, "remind/"), {"member": seat.public_id}).status_code == 403


def say(client: Client, interview: InterviewSession, value: str) -> int:
    criterion = interview.rubric_version.criteria.first()
    return client.post(path(interview, "say/"), {"criterion": criterion.public_id, "value": value}).status_code


def test_a_value_after_the_discussion_stands_beside_the_submitted_one(
    opened: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    assert say(as_user(panelist), opened, "3.5") == 302
    assert Rating.objects.filter(scorecard__author=panelist, value=Decimal(2)).count() == 2
    page = as_user(lead).get(f"/reports/of/{opened.public_id}/", follow=True)
    whole = as_user(lead).get(f"{page.redirect_chain[-1][0]}whole/")
    assert "3.5 after the discussion" in whole.content.decode()


def test_the_submitted_value_again_takes_it_back(opened: InterviewSession, panelist: User, as_user: SignIn) -> None:
    client = as_user(panelist)
    assert [say(client, opened, value) for value in ("3", "2")] == [302, 302]
    assert not DiscussedValue.objects.exists()


@pytest.mark.parametrize(("value", "status"), [("7", 400), ("2.2", 400), ("not_observed", 400), ("x", 400)])
def test_what_is_no_step_is_refused(
    opened: InterviewSession, panelist: User, as_user: SignIn, value: str, status: int
) -> None:
    assert say(as_user(panelist), opened, value) == status


def test_before_it_is_open_and_after_the_decision_nothing_is_said(
    scoring: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    assert say(as_user(lead), scoring, "3") == 409
    submit(scorecard=scoring.panel.get(user=panelist).scorecard, author=panelist)
    complete_when_all_submitted(scoring)
    scoring.refresh_from_db()
    assert decide(as_user(lead), scoring, outcome="next_round").status_code == 302
    assert say(as_user(lead), scoring, "3") == 409


def test_a_script_gets_the_fragment_anew_after_its_word(
    opened: InterviewSession, panelist: User, as_user: SignIn
) -> None:
    criterion = opened.rubric_version.criteria.first()
    form = {"criterion": criterion.public_id, "value": "3.5"}
    answer = (
        as_user(panelist)
        .post(path(opened, "say/"), form, headers={"HX-Request": "true", "HX-Target": "debrief"})
        .content.decode()
    )
    assert "<html" not in answer
    assert '<strong class="talk__after">3.75</strong>' in answer


def test_who_observed_nothing_or_was_left_out_says_nothing(
    scoring: InterviewSession, lead: User, panelist: User
) -> None:
    criterion = scoring.rubric_version.criteria.first()
    drop_locks(connection)
    Rating.objects.filter(scorecard__author=lead, criterion=criterion).update(value=None, not_observed=True)
    open_without_the_missing(interview=scoring, reason="On leave.", by=lead)
    for user, sentence in ((lead, "You did not observe this"), (panelist, "Only who has submitted")):
        member = scoring.panel.get(user=user)
        with pytest.raises(Conflict, match=sentence):
            say_after_discussion(member=member, criterion=criterion, value=Decimal(3))


def test_what_is_over_or_not_over_cannot_be_opened(opened: InterviewSession, lead: User) -> None:
    with pytest.raises(Conflict, match="waits for scorecards"):
        open_without_the_missing(interview=opened, reason="Again.", by=lead)


def test_a_shadow_reads_no_value(opened: InterviewSession, stranger: User, as_user: SignIn) -> None:
    seat_member(interview=opened, user=stranger, seat=PanelMember.Seat.SHADOW)
    page = read(as_user(stranger), opened)
    assert "LEADQUOTE" not in page
    assert "given__value" not in page


def decide(client: Client, interview: InterviewSession, **fields: str):
    client.get(path(interview))
    report = Report.objects.get(interview=interview)
    return client.post(f"/reports/{report.public_id}/decide/", {"reason": "Because.", **fields})


def test_deciding_against_the_arithmetic_asks_why(opened: InterviewSession, lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    refused = decide(client, opened, outcome="hire")
    assert refused.status_code == 422
    assert "The arithmetic says no." in refused.content.decode()
    decide(client, opened, outcome="hire", departure="Two years in this very team.")
    decision = Decision.objects.get()
    assert (decision.mechanical, decision.departure) == ("no", "Two years in this very team.")
    assert "Against the arithmetic" in read(client, opened)


def test_deciding_with_the_arithmetic_asks_no_more_than_the_reason(
    opened: InterviewSession, lead: User, as_user: SignIn
) -> None:
    decide(as_user(lead), opened, outcome="reject", departure="left over")
    assert Decision.objects.get().departure == ""


def test_only_the_owner_decides_and_only_once(
    opened: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    assert decide(as_user(panelist), opened, outcome="reject").status_code == 404
    assert decide(as_user(lead), opened, outcome="reject").status_code == 302
    assert decide(as_user(lead), opened, outcome="reject").status_code == 409


def test_a_reopened_decision_stays_on_record_and_the_talk_goes_on(
    opened: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    client = as_user(lead)
    decide(client, opened, outcome="reject")
    path = f"/reports/{Report.objects.get().public_id}/decide/reopen/"
    assert client.post(path, {"why": " "}).status_code == 422
    assert as_user(panelist).post(path, {"why": "No."}).status_code == 403
    client.post(path, {"why": "A reference came in."})
    assert "“Do not hire” (Because.) by Lena Lead" in read(client, opened)
    assert "A reference came in." in read(client, opened)
    assert say(client, opened, "3") == 302
    assert decide(client, opened, outcome="next_round").status_code == 302


def test_the_service_refuses_what_the_page_does_not_offer(
    opened: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    read(as_user(lead), opened)
    report = Report.objects.get()
    with pytest.raises(Forbidden):
        record_decision(report=report, by=panelist, outcome="reject", reason="Mine.")
    with pytest.raises(DomainError, match="Say why people decide otherwise"):
        record_decision(report=report, by=lead, outcome="hire", reason="Ours.")
    with pytest.raises(Forbidden):
        reopen_decision(report=report, by=panelist, why="Mine.")


def test_what_is_not_decided_cannot_be_reopened(opened: InterviewSession, lead: User, as_user: SignIn) -> None:
    client = as_user(lead)
    read(client, opened)
    answer = client.post(f"/reports/{Report.objects.get().public_id}/decide/reopen/", {"why": "Why not."})
    assert answer.status_code == 409


def test_a_correction_stands_in_the_debrief_with_its_reason(
    opened: InterviewSession, lead: User, as_user: SignIn
) -> None:
    seat = opened.panel.get(user=lead)
    assert seat.scorecard
    draft = start_correction(scorecard=seat.scorecard, author=lead, reason="I mixed up two answers.")
    Rating.objects.filter(scorecard=draft).update(value=Decimal(5))
    submit_correction(member=seat, draft=draft)
    page = read(as_user(lead), opened)
    assert "I mixed up two answers." in page
    assert "<del>4</del>" in page


def test_without_words_for_the_values_the_debrief_has_no_column_for_them(
    opened: InterviewSession, lead: User, as_user: SignIn
) -> None:
    assert "What that value means" not in read(as_user(lead), opened)
