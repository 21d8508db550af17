"""A whole panel at once: candidates x interviewers x the questions of one plan, and copies of an earlier set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from sessions.candidate_lines import CandidateLine
from sessions.drift import listed
from sessions.models import InterviewPlan, InterviewSession, PanelMember, Position
from sessions.querysets import PlanQuerySet
from sessions.services.calling import call_everybody, call_panel
from sessions.services.candidates import candidate_for
from sessions.services.planning import PlannedQuestion, Schedule, planned, save_plan, schedule_interview

TAKEN = ("scheduled", "lobby", "live", "paused")
LONGEST = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """One interview for each candidate, at the start of the same place; the same people on each."""

    candidates: tuple[CandidateLine, ...]
    starts: tuple[datetime, ...]
    minutes: int
    lead: User
    panel: tuple[User, ...] = ()
    shadows: tuple[User, ...] = ()

    @property
    def people(self) -> tuple[User, ...]:
        return (self.lead, *self.panel, *self.shadows)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """`invited`: whether a mail with the link goes to the candidate; the panel always gets one."""

    interview: InterviewSession
    invited: bool


@transaction.atomic
def schedule_candidate(
    *, owner: User, plan: InterviewPlan, line: CandidateLine, schedule: Schedule, invite: bool
) -> Scheduled:
    """One interview with everybody called to it, or nothing."""
    candidate = candidate_for(owner, name=line.name, email=line.email)
    interview = schedule_interview(owner=owner, plan=plan, candidate=candidate, schedule=schedule)
    if invite:
        return Scheduled(interview, call_everybody(interview=interview, by=owner))
    call_panel(interview)
    return Scheduled(interview, False)


@transaction.atomic
def schedule_panel(
    *, owner: User, plan: InterviewPlan, chosen: PanelPlan, agreed: tuple[str, ...] = ()
) -> list[Scheduled]:
    """All of them or none. `agreed` are the clashes the owner has read: a second press meets its own first one."""
    if Position.objects.select_for_update(of=("self",)).get(pk=plan.position_id).owner_id != owner.pk:
        raise Forbidden("Only the owner of the position schedules its interviews.")
    if clashes(plan, chosen) != agreed:
        raise Conflict("Something was scheduled in the meantime. Go back and look at the times again.")
    return [
        schedule_candidate(
            owner=owner,
            plan=plan,
            line=line,
            schedule=Schedule(start, chosen.minutes, chosen.lead, chosen.panel, chosen.shadows),
            invite=True,
        )
        for line, start in zip(chosen.candidates, chosen.starts, strict=True)
    ]


def clashes(plan: InterviewPlan, chosen: PanelPlan) -> tuple[str, ...]:
    """What a person may want to know first, each in a sentence; none of it forbids to go on.

    Of interviews elsewhere it tells that somebody is taken, and not by whom.
    """
    return (*_past(chosen), *_known(plan, chosen), *_taken(chosen))


def _past(chosen: PanelPlan) -> Iterable[str]:
    if chosen.starts and chosen.starts[0] < timezone.now():
        yield f"The first interview would start in the past, on {_moment(chosen.starts[0])}."


def _known(plan: InterviewPlan, chosen: PanelPlan) -> Iterable[str]:
    earlier = InterviewSession.objects.filter(position=plan.position).exclude(state="cancelled")
    known = {_key(each.candidate): each for each in earlier.select_related("candidate")}
    for line in chosen.candidates:
        found = known.get(_key(line))
        if found:
            yield f"{line.name} already has an interview for this position, on {_moment(found.scheduled_at)}."


def _key(candidate: object) -> str:
    return (getattr(candidate, "email", "") or getattr(candidate, "name", "")).casefold()


def _taken(chosen: PanelPlan) -> Iterable[str]:
    seats = _seats_near(chosen) if chosen.starts else ()
    for line, start in zip(chosen.candidates, chosen.starts, strict=True):
        near = [seat for seat in seats if _overlap(seat.interview, start, chosen.minutes)]
        for interview in dict.fromkeys(seat.interview for seat in near):
            names = [str(seat.user) for seat in near if seat.interview == interview]
            begins = interview.scheduled_at
            ends = begins + timedelta(minutes=interview.minutes)
            yield (
                f"{listed(names)} already {'sits' if len(names) == 1 else 'sit'} on an interview on {_moment(begins)} "
                f"to {_clock(ends)}, when {line.name} would start at {_clock(start)}."
            )


def _overlap(interview: InterviewSession, start: datetime, minutes: int) -> bool:
    ends = interview.scheduled_at + timedelta(minutes=interview.minutes)
    return interview.scheduled_at < start + timedelta(minutes=minutes) and start < ends


def _seats_near(chosen: PanelPlan) -> Sequence[PanelMember]:
    window = (min(chosen.starts) - LONGEST, max(chosen.starts) + LONGEST)
    seats = PanelMember.objects.filter(
        user__in=chosen.people, interview__state__in=TAKEN, interview__scheduled_at__range=window
    )
    return list(seats.select_related("user", "interview").order_by("interview__scheduled_at", "pk"))


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%a} {local.day} {local:%b %Y}, {local:%H:%M}"


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def earlier_sets(owner: User, *, most: int = 6) -> list[InterviewSession]:
    """Interviews whose panel, length and pause can be copied, newest first, one for each panel of a position."""
    interviews = (
        InterviewSession.objects.hiring().owned_by(owner).with_people().exclude(state="cancelled").order_by("-pk")
    )
    found: dict[object, InterviewSession] = {}
    for each in interviews[:200]:
        people = frozenset(member.user_id for member in each.panel.all())
        found.setdefault((each.position_id, people, each.minutes), each)
    return list(found.values())[:most]


def copyable_plans(owner: User, position: Position) -> PlanQuerySet:
    """Plans of the owner's other positions that hold questions."""
    plans = InterviewPlan.objects.owned_by(owner).exclude(position=position).filter(items__isnull=False)
    return plans.select_related("position").distinct().order_by("position__title", "title")


@transaction.atomic
def copy_plan(*, plan: InterviewPlan, position: Position, by: User) -> InterviewPlan:
    """The same questions in the same order, each in its newest text; those that were retired since are left out."""
    if {plan.position.owner_id, position.owner_id} != {by.pk}:
        raise Forbidden("Only the owner of both positions copies a plan between them.")
    questions = _newest(plan)
    if not questions:
        raise DomainError("Every question of this plan was retired since, so there is nothing to copy.")
    made = InterviewPlan.objects.create(position=position, title=plan.title, budget=plan.budget)
    return save_plan(plan=made, base_version=made.version, title=made.title, budget=made.budget, questions=questions)


def _newest(plan: InterviewPlan) -> list[PlannedQuestion]:
    items = plan.items.filter(question_version__question__retired_at=None)
    items = items.select_related("question_version__question__current")
    return [PlannedQuestion(planned(item.question_version.question).version, item.minutes) for item in items]
