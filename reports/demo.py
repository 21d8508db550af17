"""Demo interviews, one at every stage of its life, made through the same services as real ones."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from core.saving import Save
from reports.services.freezing import freeze_report
from rubric.models import RubricVersion, Scorecard
from rubric.services import scorecards
from sessions.models import AskedQuestion, Candidate, InterviewPlan, InterviewSession, PanelMember
from sessions.services.asking import put_next
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

_operations = count()
NOTES = (
    "q: “I would first check whether the validation split leaks.”\nb: drew the data flow before answering",
    "b: named two failure modes and how to tell them apart\nj: precise, unhurried",
    "q: “I have not run that in production.”\nb: reasoned from first principles instead",
)


def make_demo(*, lead: User, panel: User, third: User, hr: User) -> None:
    version = RubricVersion.objects.exclude(published_at=None).order_by("pk").last()
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
    make.scoring("Tomasz Wrona")
    make.completed("Mira Castellan", (4, 3, 2))


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

    def scoring(self, name: str) -> InterviewSession:
        interview = self.live(name)
        for _ in range(interview.asked.count()):
            put_next(interview=interview, by=self.lead)
        return move(interview=interview, action="end", by=self.lead)

    def completed(self, name: str, values: Sequence[int]) -> InterviewSession:
        interview = self.scoring(name)
        for member, value in zip(interview.panel.all(), values, strict=True):
            _score(member, value)
        interview.refresh_from_db()
        freeze_report(interview=interview)
        return interview


def _save(version: int, body: str = "demo") -> Save:
    return Save(op_id=f"demo-operation-{next(_operations):06d}", base_version=version, body=body)


def _take_notes(interview: InterviewSession, author: User) -> None:
    member = interview.panel.get(user=author)
    for asked, text in zip(interview.asked.all(), NOTES, strict=False):
        save_note(member=member, asked=asked, save=_save(0, text))


def _score(member: PanelMember, base: int) -> None:
    card = member.scorecard
    if card is None:
        return
    asked = list(member.interview.asked.select_related("question_version"))
    scorecards.change(
        scorecard=card, author=member.user, save=_save(card.version), apply=lambda c: _judge(c, asked, base)
    )
    submit_scorecard(member=PanelMember.objects.get(pk=member.pk))


def _judge(card: Scorecard, asked: Sequence[AskedQuestion], base: int) -> None:
    """Values that vary around `base`, so that the three differ somewhere and agree elsewhere."""
    for index, item in enumerate(asked):
        scorecards.rate_answer(card, item.question_version, str(min(5, base + index % 2)))
    for index, criterion in enumerate(scorecards.criteria_to_score(card)):
        raw = "not_observed" if index % 7 == 6 else str(3 if index % 4 == 3 else min(5, base + index % 2))
        scorecards.rate_criterion(card, criterion, raw)
        if raw != "not_observed" and index % 2 == 0:
            words = NOTES[(index + base) % len(NOTES)].split("\n")[-1][3:]
            scorecards.link_evidence(card, criterion, None, kind="behaviour", text=words)
    card.recommendation = {4: "yes", 3: "yes", 2: "no"}[base]
    card.confidence = "medium"
    card.comment = {
        4: "Strong on the basics, and explains clearly.",
        3: "Solid for the level.",
        2: "Too shallow for me.",
    }[base]
