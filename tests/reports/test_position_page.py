"""The position's page: values only to whom they are open, drift, who is late, what people decided, the cut."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.errors import BadRequest, Forbidden
from reports import position_page
from reports.debrief import criterion_anchor
from reports.models import ReportPolicy
from reports.services.deciding import record_decision
from reports.services.freezing import freeze_report
from rubric.models import Rating
from rubric.services.scorecards import submit
from sessions.models import AskedQuestion, Candidate, InterviewSession, Position
from sessions.services.cuts import set_cut
from sessions.services.moves import complete_when_all_submitted, move
from sessions.services.planning import Schedule, schedule_interview
from tests.reports.test_debrief_page import judge

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def hold(interview: InterviewSession, **values: tuple[User, str | None]) -> InterviewSession:
    """Starts, ends and scores; `values` are (person, value) of those who submit."""
    move(interview=interview, action="start", by=interview.owner)
    move(interview=interview, action="end", by=interview.owner)
    for person, value in values.values():
        submit(scorecard=judge(interview, person, value), author=person)
    complete_when_all_submitted(interview)
    interview.refresh_from_db()
    if interview.state == "completed":
        freeze_report(interview=interview)
    return interview


def another(interview: InterviewSession, name: str, panel: tuple[User, ...]) -> InterviewSession:
    return schedule_interview(
        owner=interview.owner,
        plan=interview.plan,
        candidate=Candidate.objects.create(name=name, owner=interview.owner),
        schedule=Schedule(timezone.now(), 30, interview.owner, panel),
    )


def page(client: Client, position: Position, query: str = "") -> str:
    return client.get(f"/positions/{position.public_id}/{query}").content.decode()


def cells(text: str) -> list[str]:
    return re.findall(r'<td><a class="mean-[^>]*>([\d.]+)', text)


def test_the_owner_sees_each_candidate_by_criterion_with_a_link_to_how_it_was_made(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    hold(interview, a=(lead, "4"), b=(panelist, "2"))
    text = page(as_user(lead), interview.position)
    criterion = interview.rubric_version.criteria.first()
    assert cells(text) == ["3.0", "3.0"]
    assert f"/interviews/{interview.public_id}/debrief/#{criterion_anchor(criterion.public_id)}" in text
    assert '>3.0<span class="visually-hidden">, without evidence, people differ<' in text


def test_a_panelist_who_has_not_submitted_sees_no_value_of_that_interview(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    hold(interview, a=(lead, "4"))
    text = page(as_user(panelist), interview.position)
    assert cells(text) == []
    assert "Nothing is open to you yet" in text


def test_a_policy_of_totals_hides_the_criteria_from_hr(
    interview: InterviewSession, lead: User, panelist: User, hr: User, as_user: SignIn
) -> None:
    hold(interview, a=(lead, "5"), b=(panelist, "5"))
    assert cells(page(as_user(hr), interview.position)) == ["5.0", "5.0"]
    ReportPolicy.objects.update_or_create(position=interview.position, defaults={"hr": "totals"})
    text = page(as_user(hr), interview.position)
    assert cells(text) == []
    assert "totals only" in text


def test_what_nobody_observed_is_no_number(interview: InterviewSession, lead: User, panelist: User, as_user: SignIn):
    hold(interview, a=(lead, None), b=(panelist, None))
    text = page(as_user(lead), interview.position)
    assert cells(text) == []
    assert "too little observed" in text


def test_candidates_who_got_different_questions_raise_the_alarm(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    second = another(interview, "Dora", (panelist,))
    for each in (interview, second):
        hold(each, a=(lead, "3"), b=(panelist, "3"))
    AskedQuestion.objects.update(state="done")
    assert "Candidates got different questions" not in page(as_user(lead), interview.position)
    second.asked.filter(position=2).update(state="skipped")
    text = page(as_user(lead), interview.position)
    assert "“What is thing 2?” was put to Cleo Candidate, and not to Dora." in text


def test_who_is_late_is_named_with_how_long_and_reminded_by_one_click(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    hold(interview, a=(lead, "4"))
    InterviewSession.objects.filter(pk=interview.pk).update(ended_at=timezone.now() - timedelta(days=3, hours=2))
    client = as_user(lead)
    assert "Late by 2 days" in page(client, interview.position)
    seat = interview.panel.get(user=panelist)
    form = {"member": seat.public_id, "back": "position"}
    answer = client.post(f"/interviews/{interview.public_id}/debrief/remind/", form, follow=True)
    assert "reminded less than a minute ago" in answer.content.decode()
    assert "Remind Pavel" not in answer.content.decode()


def test_missing_scorecards_stand_a_page_at_a_time(
    interview: InterviewSession, lead: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(position_page, "FEW", 1)
    hold(interview)
    client, path = as_user(lead), f"/positions/{interview.position.public_id}/"
    pages = [client.get(path, {"late": number}).content.decode() for number in (1, 2)]
    named = [[name for name in ("Lena Lead</strong>", "Pavel Panel</strong>") if name in text] for text in pages]
    assert sorted(map(len, named)) == [1, 1]
    assert "?late=2#late" in pages[0]


def test_decisions_are_counted_with_and_against_the_arithmetic(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    second = another(interview, "Dora", (panelist,))
    for each in (interview, second):
        hold(each, a=(lead, "4"), b=(panelist, "4"))
    record_decision(report=interview.report, by=lead, outcome="hire", reason="Fits.")
    record_decision(report=second.report, by=lead, outcome="reject", reason="No.", departure="No seat is left.")
    answer = as_user(lead).get(f"/positions/{interview.position.public_id}/")
    assert answer.context["decided"] == {"all": 2, "against": 1, "another": 0, "silent": 0, "agreed": 1}
    assert "No seat is left." in answer.content.decode()


def test_the_cut_is_set_before_the_first_interview_and_fixed_from_then_on(
    interview: InterviewSession, lead: User, as_user: SignIn
) -> None:
    client, path = as_user(lead), f"/positions/{interview.position.public_id}/cut/"
    assert client.post(path, {"cut": "70"}).status_code == 302
    move(interview=interview, action="open_lobby", by=lead)
    assert client.post(path, {"cut": "10"}).status_code == 409
    assert Position.objects.get().cut == 70


@pytest.mark.parametrize("cut", ["101", "-1", "x"])
def test_a_cut_out_of_range_is_refused(interview: InterviewSession, lead: User, as_user: SignIn, cut: str) -> None:
    assert as_user(lead).post(f"/positions/{interview.position.public_id}/cut/", {"cut": cut}).status_code == 400


def test_only_the_owner_sets_the_cut(interview: InterviewSession, panelist: User, as_user: SignIn) -> None:
    path = f"/positions/{interview.position.public_id}/cut/"
    assert as_user(panelist).post(path, {"cut": "10"}).status_code == 404


def test_the_service_keeps_the_cut_to_its_owner_and_its_range(
    interview: InterviewSession, lead: User, panelist: User
) -> None:
    with pytest.raises(Forbidden):
        set_cut(position=interview.position, cut=50, by=panelist)
    with pytest.raises(BadRequest):
        set_cut(position=interview.position, cut=101, by=lead)


def test_candidates_are_ordered_by_total_on_request(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    second = another(interview, "Dora", (panelist,))
    hold(interview, a=(lead, "5"), b=(panelist, "5"))
    hold(second, a=(lead, "2"), b=(panelist, "2"))
    rows = [
        as_user(lead).get(f"/positions/{interview.position.public_id}/{query}").context["judged"]
        for query in ("", "?order=total")
    ]
    assert [[row.report.interview.candidate.name for row in each] for each in rows] == [
        ["Dora", "Cleo Candidate"] if second.scheduled_at > interview.scheduled_at else ["Cleo Candidate", "Dora"],
        ["Cleo Candidate", "Dora"],
    ]


def test_the_page_asks_the_database_the_same_at_two_and_at_eight_candidates(
    interview: InterviewSession, lead: User, panelist: User, as_user: SignIn
) -> None:
    client, path = as_user(lead), f"/positions/{interview.position.public_id}/"
    hold(interview, a=(lead, "4"), b=(panelist, "3"))
    hold(another(interview, "Dora", (panelist,)), a=(lead, "4"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    for number in range(3):
        hold(another(interview, f"More {number}", (panelist,)), a=(lead, "4"), b=(panelist, "3"))
        hold(another(interview, f"Late {number}", (panelist,)), a=(lead, "4"))
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert (len(many), Rating.objects.exclude(value=Decimal(4)).exists()) == (len(few), True)


def test_of_the_interviews_to_come_the_next_one_stands_first(
    interview: InterviewSession, lead: User, as_user: Callable[[User], Client]
) -> None:
    for days in (9, 2):
        later = another(interview, f"In {days} days", ())
        InterviewSession.objects.filter(pk=later.pk).update(scheduled_at=timezone.now() + timedelta(days=days))
    shown = page(as_user(lead), interview.position)
    assert shown.index("Cleo Candidate") < shown.index("In 2 days") < shown.index("In 9 days")
