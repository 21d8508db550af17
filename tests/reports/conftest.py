"""A completed interview whose two scorecards differ, made by the services that people's clicks call."""

from collections.abc import Callable
from decimal import Decimal
from itertools import count

import pytest

from accounts.models import User
from core.jobs import run_due
from core.saving import Save
from reports.models import Report
from reports.services.freezing import freeze_report
from rubric.models import Scorecard
from rubric.services import scorecards
from sessions.models import InterviewSession, PanelMember
from sessions.services.moves import move
from sessions.services.wrap_up import submit_scorecard

_operations = count()


def judge(card: Scorecard, values: dict[str, str], comment: str, quote: str) -> None:
    """`values` by level; one note stands behind the first criterion."""
    criteria = scorecards.criteria_to_score(card)
    for criterion in criteria:
        scorecards.rate_criterion(card, criterion, values[criterion.level])
    scorecards.link_evidence(card, criteria[0], None, kind="quote", text=quote)
    yes = Decimal(values["mid"]) >= 3
    card.recommendation, card.confidence, card.comment = ("yes" if yes else "no"), "high", comment


def change(card: Scorecard, author: User, apply: Callable[[Scorecard], None]) -> Scorecard:
    save = Save(op_id=f"test-operation-{next(_operations):06d}", base_version=card.version, body="test")
    return scorecards.change(scorecard=card, author=author, save=save, apply=apply)


def score(member: PanelMember, values: dict[str, str], comment: str, quote: str) -> None:
    card = member.scorecard
    assert card
    change(card, member.user, lambda current: judge(current, values, comment, quote))
    submit_scorecard(member=PanelMember.objects.get(pk=member.pk))


@pytest.fixture
def completed(interview: InterviewSession, lead: User) -> InterviewSession:
    move(interview=interview, action="start", by=lead)
    move(interview=interview, action="end", by=lead)
    first, second = interview.panel.order_by("pk")
    score(first, {"junior": "4", "mid": "4.5"}, "LEADCOMMENT", "LEADQUOTE")
    score(second, {"junior": "4", "mid": "2"}, "PANELCOMMENT", "PANELQUOTE")
    interview.refresh_from_db()
    return interview


@pytest.fixture
def report(completed: InterviewSession) -> Report:
    """With its summary written."""
    freeze_report(interview=completed)
    run_due()
    return Report.objects.get(interview=completed)
