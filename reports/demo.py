"""Demo interviews, one at every stage of its life, made through the same services as real ones."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import count, cycle

from django.utils import timezone

from accounts.models import User
from core.saving import Save
from questions.models import KeyPoint
from reports.demo_evidence import note_on
from reports.demo_marks import DARIO, MIRA, NONE, TOMASZ, YLVA, Marks, Told
from reports.services.freezing import freeze_report
from rubric.models import Criterion, RubricVersion, Scorecard
from rubric.services import scorecards
from sessions.models import AskedQuestion, Candidate, InterviewPlan, InterviewSession, PanelMember
from sessions.services.asking import put_next, skip
from sessions.services.moves import move
from sessions.services.notes import save_note
from sessions.services.planning import (
    Schedule,
    create_position,
    planned,
    proposed_questions,
    save_plan,
    schedule_interview,
)
from sessions.services.wrap_up import submit_scorecard

# The marks of the demo are written for this rubric of the starter library, in the order of its criteria.
RUBRIC = "Machine learning engineer"
_operations = count()
NOTES = (
    "q: “I would first check whether the validation split leaks.”\nb: drew the data flow before answering",
    "b: named two failure modes and how to tell them apart\nj: precise, unhurried",
    "q: “I have not run that in production.”\nb: reasoned from first principles instead",
)


def make_demo(*, lead: User, panel: User, third: User, hr: User) -> None:
    version = RubricVersion.objects.exclude(published_at=None).filter(rubric__title=RUBRIC).order_by("number").last()
    if version is None:
        return
    position = create_position(
        owner=lead, title="Machine learning engineer", target_level="mid", rubric_version=version, hr=[hr]
    )
    plan = InterviewPlan.objects.create(position=position, title="Technical interview", budget=45)
    questions = proposed_questions(user=lead, target_level="mid", budget=45)
    save_plan(plan=plan, base_version=1, title=plan.title, budget=45, questions=[planned(q) for q in questions])
    make = _Maker(lead, plan, (panel, third))
    make.scheduled("Noor Haddad", hours=3)
    make.lobby("Jonas Achterberg")
    make.live("Iris Falk")
    make.scoring("Tomasz Wrona", TOMASZ)
    make.completed("Mira Castellan", MIRA)
    make.completed("Dario Benedek", DARIO)
    make.completed("Ylva Sandin", YLVA)


class _Maker:
    def __init__(self, lead: User, plan: InterviewPlan, panel: Sequence[User]) -> None:
        self.lead, self.plan, self.panel = lead, plan, tuple(panel)

    def scheduled(self, name: str, *, hours: float) -> InterviewSession:
        starts = timezone.now() + timedelta(hours=hours)
        return schedule_interview(
            owner=self.lead,
            plan=self.plan,
            candidate=Candidate.objects.create(name=name, owner=self.lead),
            schedule=Schedule(starts, 45, self.lead, self.panel),
        )

    def lobby(self, name: str) -> InterviewSession:
        return move(interview=self.scheduled(name, hours=0.1), action="open_lobby", by=self.lead)

    def live(self, name: str) -> InterviewSession:
        interview = move(interview=self.scheduled(name, hours=-0.2), action="start", by=self.lead)
        _take_notes(interview, self.lead)
        return interview

    def scoring(self, name: str, told: Told) -> InterviewSession:
        """The lead is half done; nobody has submitted."""
        interview = self._held(self.live(name), told.minutes, skipped=told.skipped)
        _judge_some(interview.panel.get(user=self.lead), told.marks[0])
        return interview

    def _held(self, interview: InterviewSession, minutes: Sequence[int], *, skipped: str) -> InterviewSession:
        for spent, asked in zip(cycle(minutes), list(interview.asked.all()), strict=False):
            if skipped and asked == interview.asked.last():
                skip(interview=interview, asked=asked, reason=skipped, by=self.lead)
                break
            interview.asked.filter(pk=asked.pk).update(seconds=60 * spent)
            put_next(interview=interview, by=self.lead)
        return move(interview=interview, action="end", by=self.lead)

    def completed(self, name: str, told: Told) -> InterviewSession:
        interview = self._held(self.live(name), told.minutes, skipped=told.skipped)
        _move_back(interview, days=told.days, minutes=sum(told.minutes))
        for member, own in zip(interview.panel.all(), told.marks, strict=True):
            _score(member, own)
        interview.refresh_from_db()
        freeze_report(interview=interview)
        return interview


def _move_back(interview: InterviewSession, *, days: int, minutes: int) -> None:
    """The demo's finished interviews lie in the past, which no service can make."""
    began = timezone.now().replace(hour=9, minute=30, second=0, microsecond=0) - timedelta(days=days)
    InterviewSession.objects.filter(pk=interview.pk).update(
        scheduled_at=began, started_at=began, ended_at=began + timedelta(minutes=minutes)
    )


def _save(version: int, body: str = "demo") -> Save:
    return Save(op_id=f"demo-operation-{next(_operations):06d}", base_version=version, body=body)


def _take_notes(interview: InterviewSession, author: User) -> None:
    member = interview.panel.get(user=author)
    for asked, text in zip(interview.asked.all(), NOTES, strict=False):
        save_note(member=member, asked=asked, save=_save(0, text))


def _score(member: PanelMember, marks: Marks) -> None:
    _judge_some(member, marks)
    submit_scorecard(member=PanelMember.objects.get(pk=member.pk))


def _judge_some(member: PanelMember, marks: Marks) -> None:
    card = member.scorecard
    if card is None:
        return
    asked = list(member.interview.asked.exclude(state=AskedQuestion.State.SKIPPED).select_related("question_version"))
    scorecards.change(
        scorecard=card, author=member.user, save=_save(card.version), apply=lambda c: _judge(c, asked, marks)
    )


def _judge(card: Scorecard, asked: Sequence[AskedQuestion], marks: Marks) -> None:
    for item, raw in zip(asked, cycle(marks.answers), strict=False):
        scorecards.rate_answer(card, item.question_version, raw)
        _tick(card, item, share=Decimal(raw) / 5)
    for index, (criterion, raw) in enumerate(zip(scorecards.criteria_to_score(card), marks.values, strict=False)):
        scorecards.rate_criterion(card, criterion, raw)
        if raw != NONE and index % 3 != marks.silent:
            _link(card, criterion, Decimal(raw), second=bool(marks.silent % 2))
    card.recommendation, card.confidence, card.comment = marks.recommendation, marks.confidence, marks.comment


def _tick(card: Scorecard, item: AskedQuestion, *, share: Decimal) -> None:
    points = list(KeyPoint.objects.filter(guide__version=item.question_version))
    for point in points[: round(len(points) * share)]:
        scorecards.tick(card, item.question_version, point, True)


def _link(card: Scorecard, criterion: Criterion, value: Decimal, *, second: bool) -> None:
    note = note_on(criterion.title, value, second=second)
    if note:
        scorecards.link_evidence(card, criterion, None, kind=note[0], text=note[1])
