"""Every page that lists something asks the database as often for thirty rows as for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from practice.models import Card, Run, StudySet
from practice.services.attempts import answer_attempt, start_attempt
from questions.models import Collection, Question, SavedFilter
from questions.services.bank import Content, Place, add_question
from reports.models import SavedView
from reports.services.exports import order_export
from reports.services.freezing import freeze_report
from rubric.content import CriterionContent
from rubric.models import AnswerRating, Evidence, Rating, Scorecard
from rubric.services.rubrics import add_rubric
from sessions.models import AskedQuestion, Candidate, InterviewPlan, InterviewSession, Note, PanelMember, PlanItem
from sessions.services.moves import move
from sessions.services.planning import Schedule, create_position, schedule_interview

pytestmark = pytest.mark.django_db
FEW, MANY = 1, 30


class House:
    """One interview that is held and one that is done, and as many rows around them as a test wants."""

    def __init__(self, live: InterviewSession, lead: User, hr: User) -> None:
        self.live, self.lead, self.hr = live, lead, hr
        assert live.plan
        self.plan, self.position, self.rubric = live.plan, live.position, live.rubric_version
        self.done = self.held("Done")
        # The position's page asks the database more where interviews of a plan differ: so from the first row on.
        self.done.asked.filter(position=1).update(planned=False)
        move(interview=live, action="start", by=lead)

    def held(self, name: str) -> InterviewSession:
        candidate = Candidate.objects.create(name=name, owner=self.lead)
        when = Schedule(timezone.now(), 30, self.lead, ())
        interview = schedule_interview(owner=self.lead, plan=self.plan, candidate=candidate, schedule=when)
        InterviewSession.objects.filter(pk=interview.pk).update(state="completed", started_at=timezone.now())
        interview.refresh_from_db()
        [seat] = interview.panel.all()
        seat.scorecard = self.judged(seat)
        return interview

    def judged(self, seat: PanelMember) -> Scorecard:
        card = seat.scorecard or Scorecard.objects.create(rubric_version=self.rubric, author=seat.user)
        Scorecard.objects.filter(pk=card.pk).update(
            state="submitted",
            recommendation="yes",
            confidence="high",
            submitted_at=timezone.now(),
            content_hash="c" * 64,
        )
        for criterion in self.rubric.criteria.all():
            Rating.objects.create(scorecard=card, criterion=criterion, value=4)
            Evidence.objects.create(scorecard=card, criterion=criterion, text="Said so.")
        return card

    def grow(self, number: int) -> None:
        person = User.objects.create_user(f"p{number}@x.example", full_name=f"Person {number}", is_interviewer=True)
        question = self.question(number)
        self.seat(person, number)
        self.ask(question, number)
        self.place(number)
        self.practise(question, number)
        report = freeze_report(interview=self.held(f"Candidate {number}"))
        order_export(user=self.lead, kind="json", show="full", reports=[report])

    def question(self, number: int) -> Question:
        points = [f"Point {n} of {number}" for n in (1, 2)]
        content = Content(prompt=f"Why {number}?", answer="So.", key_points=points, follow_ups=["And?"], minutes=5)
        made = add_question(owner=self.lead, content=content, place=Place(levels=["mid"], topic=f"Topic {number}"))
        Question.objects.filter(pk=made.pk).update(use="practice", practice_when_asked=True)
        return made

    def seat(self, person: User, number: int) -> None:
        """One more on the panel of both interviews."""
        open_card = Scorecard.objects.create(rubric_version=self.rubric, author=person)
        PanelMember.objects.create(interview=self.live, user=person, scorecard=open_card)
        card = Scorecard.objects.create(rubric_version=self.rubric, author=person)
        self.judged(PanelMember.objects.create(interview=self.done, user=person, scorecard=card))

    def ask(self, question: Question, number: int) -> None:
        version = question.current
        assert version
        place = {"question_version": version, "position": 100 + number, "minutes": 5}
        PlanItem.objects.create(plan=self.plan, **place)
        for interview in (self.live, self.done):
            asked = AskedQuestion.objects.create(interview=interview, **place)
            seat = interview.panel.get(user=self.lead)
            assert seat.scorecard
            Note.objects.create(member=seat, asked=asked, body=f"Note {number}")
            answer = AnswerRating.objects.create(scorecard=seat.scorecard, question_version=version, value=3)
            answer.ticked.add(version.guide.key_points.all()[0])

    def place(self, number: int) -> None:
        position = create_position(
            owner=self.lead, title=f"Position {number}", target_level="mid", rubric_version=self.rubric, hr=[self.hr]
        )
        InterviewPlan.objects.create(position=position, title="Round")
        InterviewPlan.objects.create(position=self.position, title=f"Round {number}")
        candidate = Candidate.objects.create(name=f"Planned {number}", owner=self.lead)
        soon = Schedule(timezone.now() + timedelta(days=1), 30, self.lead, ())
        schedule_interview(owner=self.lead, plan=self.plan, candidate=candidate, schedule=soon)
        add_rubric(owner=self.lead, title=f"Rubric {number}", criteria=[CriterionContent("mid", "Knows")])
        Collection.objects.create(owner=self.lead, name=f"Kept {number}")
        SavedFilter.objects.create(user=self.lead, name=f"Filter {number}", query="level=mid")
        SavedView.objects.create(user=self.lead, title=f"View {number}", query="level=mid")

    def practise(self, question: Question, number: int) -> None:
        answer_attempt(attempt=start_attempt(user=self.lead, question=question), body="Words.", seconds=60)
        Run.objects.create(user=self.lead)
        StudySet.objects.create(user=self.lead, title=f"Set {number}")
        Card.objects.create(user=self.lead, question=question, due_at=timezone.now())

    def pages(self) -> list[str]:
        live, done = (f"/interviews/{each.public_id}/" for each in (self.live, self.done))
        report = freeze_report(interview=self.done).public_id
        chosen = "&".join(f"r={each.report.public_id}" for each in self.completed())
        return [
            "/questions/",
            "/questions/?q=why",
            "/questions/topics/",
            "/questions/collections/",
            "/rubrics/",
            f"/rubrics/{self.rubric.public_id}/",
            "/positions/",
            f"/positions/{self.position.public_id}/",
            f"/plans/{self.plan.public_id}/",
            "/interviews/",
            live,
            f"{live}room/",
            f"{live}room/status/",
            f"{live}room/bank/",
            f"{live}scorecard/",
            f"{live}scorecard/review/",
            f"{done}debrief/",
            "/reports/",
            f"/reports/{report}/",
            f"/reports/compare/?{chosen}",
            "/reports/exports/",
            "/reports/questions/",
            "/practice/",
            "/practice/questions/",
            "/practice/progress/",
            "/practice/sets/",
            "/people/",
        ]

    def completed(self) -> list[InterviewSession]:
        return list(InterviewSession.objects.filter(state="completed").exclude(report=None).order_by("-pk")[:5])


def counts(client: Client, pages: list[str]) -> dict[str, tuple[int, int]]:
    """{page: (status, queries)}; each was asked for once before, so that nothing of the first time is counted."""
    found = {}
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page)
        found[page.partition("&")[0]] = (answer.status_code, len(captured))
    return found


def test_every_list_asks_as_often_for_thirty_rows_as_for_one(
    interview: InterviewSession, lead: User, hr: User, as_user: Callable[[User], Client]
) -> None:
    User.objects.filter(pk=lead.pk).update(is_admin=True)
    house, client = House(interview, lead, hr), as_user(lead)
    for number in range(FEW):
        house.grow(number)
    pages = house.pages()
    few = counts(client, pages)
    for number in range(FEW, MANY):
        house.grow(number)
    many = counts(client, pages)
    assert {status for status, _ in few.values()} == {200}
    assert many == few
