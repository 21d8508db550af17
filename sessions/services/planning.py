"""Positions, plans and schedules: everything before the interview."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.errors import Conflict, DomainError
from questions.models import Level, Question, QuestionVersion
from rubric.models import RubricVersion, Scorecard
from sessions.models import (
    AskedQuestion,
    Candidate,
    InterviewPlan,
    InterviewSession,
    PanelMember,
    PlanItem,
    Position,
    SessionEvent,
)
from sessions.proposal import DEFAULT_MINUTES, Offer, propose
from sessions.services.events import record

Seat = PanelMember.Seat


@transaction.atomic
def create_position(
    *,
    owner: User,
    title: str,
    target_level: str,
    rubric_version: RubricVersion,
    hr: Sequence[User] = (),
    cut: int | None = None,
) -> Position:
    if rubric_version.published_at is None:
        raise DomainError("Publish the rubric first: a position needs a version that no longer changes.")
    position = Position.objects.create(
        owner=owner, title=title, target_level=target_level, rubric_version=rubric_version, cut=cut
    )
    position.hr.set(hr)
    return position


def proposed_questions(*, user: User, target_level: str, budget: int) -> list[Question]:
    """The balanced set for a level and a time budget out of what the person may see."""
    questions = Question.objects.visible_to(user).active().for_list().order_by("pk")
    by_key = {question.pk: question for question in questions}
    offers = [_offer(question) for question in by_key.values()]
    return [by_key[offer.key] for offer in propose(offers, target=target_level, budget=budget)]


def _offer(question: Question) -> Offer:
    return Offer(
        key=question.pk,
        levels=frozenset(entry.level for entry in question.levels.all()),
        topic=question.topic.name if question.topic else "",
        kind=question.kind,
        minutes=question.current.minutes if question.current else None,
    )


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    version: QuestionVersion
    minutes: int


def planned(question: Question) -> PlannedQuestion:
    if question.current is None:
        raise DomainError("This question has no text yet.")
    return PlannedQuestion(question.current, question.current.minutes or DEFAULT_MINUTES)


@transaction.atomic
def save_plan(
    *, plan: InterviewPlan, base_version: int, title: str, budget: int, questions: Sequence[PlannedQuestion]
) -> InterviewPlan:
    """Replaces a plan's questions in the order given; a plan changed meanwhile is a conflict."""
    current = InterviewPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if current.version != base_version:
        raise Conflict("This plan was changed in another tab. Reload it and make your change again.")
    current.title, current.budget, current.version = title, budget, base_version + 1
    current.save()
    current.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(plan=current, question_version=q.version, minutes=q.minutes, position=n)
        for n, q in enumerate(questions, start=1)
    )
    return current


@dataclass(frozen=True, slots=True)
class Schedule:
    """When, and who sits where; the lead comes first."""

    starts_at: datetime
    minutes: int
    lead: User
    panel: tuple[User, ...] = ()
    shadows: tuple[User, ...] = ()


@transaction.atomic
def schedule_interview(
    *, owner: User, plan: InterviewPlan, candidate: Candidate, schedule: Schedule
) -> InterviewSession:
    """Freezes the plan's questions into an interview, seats the panel and gives each scoring seat a scorecard."""
    _refuse_candidate_on_panel(candidate, schedule)
    position = (
        Position.objects.select_for_update(of=("self",)).select_related("rubric_version").get(pk=plan.position_id)
    )
    _refuse_twice(position, candidate, schedule)
    interview = InterviewSession.objects.create(
        state=InterviewSession.State.SCHEDULED,
        position=position,
        plan=plan,
        candidate=candidate,
        rubric_version=position.rubric_version,
        target_level=position.target_level,
        owner=owner,
        scheduled_at=schedule.starts_at,
        minutes=schedule.minutes,
    )
    _ask(interview, plan)
    _seat_all(interview, schedule)
    record(interview=interview, kind="schedule", audience=SessionEvent.Audience.PANEL, by=owner)
    return interview


def _refuse_candidate_on_panel(candidate: Candidate, schedule: Schedule) -> None:
    people = (schedule.lead, *schedule.panel, *schedule.shadows)
    if any(candidate.user_id == person.pk for person in people):
        raise DomainError("The candidate cannot sit on their own panel.")


def _refuse_twice(position: Position, candidate: Candidate, schedule: Schedule) -> None:
    """Under the position's lock: whoever presses twice gets one interview, also with a candidate without an address."""
    same = position.interviews.filter(candidate__name=candidate.name, candidate__email=candidate.email)
    if same.filter(scheduled_at=schedule.starts_at).exclude(state=InterviewSession.State.CANCELLED).exists():
        raise Conflict(f"{candidate} is scheduled for this time already. Find the interview in the list.")


def _ask(interview: InterviewSession, plan: InterviewPlan) -> None:
    AskedQuestion.objects.bulk_create(
        AskedQuestion(
            interview=interview,
            question_version=item.question_version,
            position=item.position,
            minutes=item.minutes,
        )
        for item in plan.items.select_related("question_version")
    )


def _seat_all(interview: InterviewSession, schedule: Schedule) -> None:
    seated: set[int] = set()
    seats = [(schedule.lead, Seat.LEAD)]
    seats += [(user, Seat.PANEL) for user in schedule.panel]
    seats += [(user, Seat.SHADOW) for user in schedule.shadows]
    for user, seat in seats:
        if user.pk not in seated:
            seated.add(user.pk)
            seat_member(interview=interview, user=user, seat=seat)


def seat_member(*, interview: InterviewSession, user: User, seat: Seat) -> PanelMember:
    scorecard = None
    if seat != Seat.SHADOW:
        scorecard = Scorecard.objects.create(
            rubric_version=interview.rubric_version,
            author=user,
            up_to_level=_one_above(interview.target_level),
        )
    return PanelMember.objects.create(interview=interview, user=user, seat=seat, scorecard=scorecard)


def _one_above(level: str) -> str:
    levels = Level.values
    return levels[min(levels.index(level) + 1, len(levels) - 1)]
