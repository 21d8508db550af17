"""A whole panel at once: pasted candidates, an earlier panel copied, clashes in sentences, all interviews or none."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.models import Question
from rubric.models import RubricVersion
from sessions.candidate_lines import CandidateLine
from sessions.models import Candidate, InterviewPlan, InterviewSession
from sessions.services.panels import PanelPlan, clashes, copy_plan, schedule_panel
from sessions.services.planning import create_position

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FOUR = "Ana Silva, ana@x.example\nBen Ode\nCem Aydin\nDita Novak"


@pytest.fixture
def owner(lead: User, as_user: SignIn) -> Client:
    return as_user(lead)


def path(plan: InterviewPlan) -> str:
    return f"/plans/{plan.public_id}/panel/"


def fields(panel: list[User], **changes: object) -> dict[str, object]:
    start = (timezone.localtime() + timedelta(days=30)).replace(hour=9, minute=0)
    form = {
        "candidates": FOUR,
        "panel": [user.public_id for user in panel],
        "starts_at": start.strftime("%Y-%m-%dT%H:%M"),
        "minutes": 45,
        "pause": 15,
        "day_end": "17:00",
        "schedule": "all",
    }
    return form | changes


def test_four_candidates_get_the_same_panel_and_questions_one_after_the_other(
    interview: InterviewSession, owner: Client, panelist: User, stranger: User
) -> None:
    owner.post(path(interview.plan), fields([panelist, stranger]))
    made = list(InterviewSession.objects.exclude(pk=interview.pk).order_by("scheduled_at"))
    assert [each.candidate.name for each in made] == ["Ana Silva", "Ben Ode", "Cem Aydin", "Dita Novak"]
    assert {each.panel.count() for each in made} == {3}
    assert {each.asked.count() for each in made} == {2}
    assert {b.scheduled_at - a.scheduled_at for a, b in pairwise(made)} == {timedelta(hours=1)}


def test_the_page_begins_with_the_panel_of_the_last_set(
    interview: InterviewSession, owner: Client, panelist: User
) -> None:
    form = owner.get(path(interview.plan)).context["form"]
    assert (form.initial["panel"], form.initial["minutes"]) == ([panelist.public_id], 30)
    assert timezone.localtime(form.initial["starts_at"]).weekday() < 5


def test_a_taken_interviewer_is_said_in_a_sentence_and_scheduled_only_when_agreed(
    interview: InterviewSession, owner: Client, panelist: User
) -> None:
    form = fields([panelist])
    busy = timezone.make_aware(timezone.datetime.fromisoformat(str(form["starts_at"]))) + timedelta(minutes=30)
    InterviewSession.objects.filter(pk=interview.pk).update(scheduled_at=busy)
    refused = owner.post(path(interview.plan), form)
    (first, *_) = refused.context["clashes"]
    assert refused.status_code == 422
    assert first.startswith("Lena Lead and Pavel Panel already sit on an interview on")
    assert first.endswith("to 10:00, when Ana Silva would start at 09:00.")
    assert InterviewSession.objects.count() == 1
    owner.post(path(interview.plan), form | {"schedule": refused.context["agreed"]})
    assert InterviewSession.objects.count() == 5


def test_a_second_press_on_its_way_meets_the_first_and_makes_nothing(
    interview: InterviewSession, lead: User, panelist: User
) -> None:
    start = timezone.now() + timedelta(days=30)
    chosen = PanelPlan((CandidateLine("Ana Silva", ""),), (start,), 45, lead, (panelist,))
    schedule_panel(owner=lead, plan=interview.plan, chosen=chosen)
    with pytest.raises(Conflict, match="scheduled in the meantime"):
        schedule_panel(owner=lead, plan=interview.plan, chosen=chosen)
    assert InterviewSession.objects.count() == 2


def test_the_past_is_said_and_a_stranger_refused(interview: InterviewSession, lead: User, stranger: User) -> None:
    chosen = PanelPlan((CandidateLine("Ana Silva", ""),), (timezone.now() - timedelta(days=1),), 45, lead)
    assert clashes(interview.plan, chosen)[0].startswith("The first interview would start in the past, on ")
    with pytest.raises(Forbidden):
        schedule_panel(owner=stranger, plan=interview.plan, chosen=chosen)


def test_a_plan_whose_questions_are_all_retired_is_not_copied(
    interview: InterviewSession, lead: User, stranger: User, rubric_version: RubricVersion
) -> None:
    other = create_position(owner=lead, title="Next", target_level="mid", rubric_version=rubric_version)
    with pytest.raises(Forbidden):
        copy_plan(plan=interview.plan, position=other, by=stranger)
    Question.objects.update(retired_at=timezone.now())
    with pytest.raises(DomainError, match="nothing to copy"):
        copy_plan(plan=interview.plan, position=other, by=lead)


def test_a_clash_tells_nothing_of_whom_the_other_interview_is_about(
    interview: InterviewSession, panelist: User, stranger: User, as_user: SignIn, rubric_version: RubricVersion
) -> None:
    elsewhere = create_position(owner=stranger, title="Else", target_level="mid", rubric_version=rubric_version)
    plan = InterviewPlan.objects.create(position=elsewhere, title="Plan")
    start = interview.scheduled_at.strftime("%Y-%m-%dT%H:%M")
    page = as_user(stranger).post(path(plan), fields([panelist], starts_at=start)).content.decode()
    assert "Pavel Panel already sits on an interview" in page
    assert "Cleo" not in page


def test_a_candidate_of_this_position_is_recognised(interview: InterviewSession, owner: Client) -> None:
    Candidate.objects.filter(pk=interview.candidate_id).update(email="cleo@x.example")
    shown = owner.post(path(interview.plan), fields([], candidates="C. C., CLEO@x.example"))
    assert any("C. C. already has an interview for this position" in text for text in shown.context["clashes"])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"candidates": "Ana @x"}, "the address cannot be read"),
        ({"candidates": " \n "}, "This field is required"),
        ({"candidates": "Pat, pan@x.example"}, "Pat sits on the panel, and cannot be its candidate"),
        ({"minutes": "0"}, "greater than or equal to 5"),
    ],
)
def test_what_cannot_be_scheduled_makes_no_interview(
    interview: InterviewSession, owner: Client, panelist: User, changes: dict[str, str], sentence: str
) -> None:
    answer = owner.post(path(interview.plan), fields([panelist], **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert InterviewSession.objects.count() == 1


def test_the_preview_makes_nothing_and_is_only_the_fragment_to_a_script(
    interview: InterviewSession, owner: Client, panelist: User
) -> None:
    form = fields([panelist])
    del form["schedule"]
    shown = owner.post(path(interview.plan), form, headers={"HX-Request": "true", "HX-Target": "panel-preview"})
    assert "4 interviews, 2 people on each, 2 questions each." in shown.content.decode()
    assert "<html" not in shown.content.decode()
    assert InterviewSession.objects.count() == 1


def test_an_earlier_set_comes_over_with_questions_and_panel(
    interview: InterviewSession,
    owner: Client,
    lead: User,
    panelist: User,
    questions: list[Question],
    rubric_version: RubricVersion,
) -> None:
    other = create_position(owner=lead, title="Next", target_level="mid", rubric_version=rubric_version)
    Question.objects.filter(pk=questions[1].pk).update(retired_at=timezone.now())
    answer = owner.post(f"/positions/{other.public_id}/plans/copy/", {"plan": interview.plan.public_id}, follow=True)
    assert [item.question_version.question for item in other.plans.get().items.all()] == [questions[0]]
    assert answer.context["form"].initial["panel"] == [panelist.public_id]


def test_nobody_copies_from_anothers_position(
    interview: InterviewSession, stranger: User, as_user: SignIn, rubric_version: RubricVersion
) -> None:
    own = create_position(owner=stranger, title="Own", target_level="mid", rubric_version=rubric_version)
    form = {"plan": interview.plan.public_id}
    assert as_user(stranger).post(f"/positions/{own.public_id}/plans/copy/", form).status_code == 404
