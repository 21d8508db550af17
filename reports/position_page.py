"""A position at a glance: who is judged how, who is late, whether questions drifted, what people decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.utils import timezone

from accounts.models import User
from questions.models import Level
from reports.audience import ANONYMOUS
from reports.heat_table import Column, HeatCell, heat_cells
from reports.mechanical import differs
from reports.models import Decision, Erasure, Report
from reports.position_drift import drift_context
from reports.querysets import ReportQuerySet
from rubric.models import Evidence, Rating
from sessions.lateness import Lateness, in_words, lateness, may_remind
from sessions.models import InterviewSession, PanelMember, Position
from sessions.querysets import InterviewQuerySet, SeatQuerySet
from sessions.services.cuts import cut_is_fixed
from sessions.services.panels import copyable_plans

SCORING = InterviewSession.State.SCORING
PAGE = 20
FEW = 10
ORDERS = {"": "by date", "total": "by total"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One candidate's row; `cells` is empty for whoever may read no more than the total."""

    report: Report
    cells: tuple[HeatCell, ...]

    @property
    def departs(self) -> bool:
        decision: Decision | None = getattr(self.report, "decision", None)
        return decision is not None and differs(decision.mechanical, decision.outcome)


@dataclass(frozen=True, slots=True)
class Late:
    member: PanelMember
    lateness: Lateness
    reminded: str
    may_remind: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """Which page of each of its three lists is shown."""

    page: str = "1"
    late: str = "1"
    others: str = "1"


def position_context(user: User, position: Position, *, order: str, turned_to: Turned = Turned()) -> dict[str, Any]:
    """Of long lists what their page shows is fetched, and no more."""
    interviews = InterviewSession.objects.visible_to(user).filter(position=position)
    reports = Report.objects.debriefed_by(user).filter(interview__position=position)
    columns = _columns(position)
    turned = Paginator(_ordered(reports, order), PAGE).get_page(turned_to.page)
    judged = _judged(user, turned.object_list, columns)
    owing = Paginator(_owing(interviews), FEW).get_page(turned_to.late)
    others = interviews.exclude(pk__in=reports.order_by().values("interview")).with_people().by_group()
    return {
        "position": position,
        "is_owner": position.owner_id == user.pk,
        "erasures": Erasure.objects.visible_to(user).filter(position=position),
        "plans": position.plans.with_minutes(),
        "copyable": copyable_plans(user, position),
        "levels": [(Level(level).label, level, len(list(group))) for level, group in _by_level(columns)],
        "columns": columns,
        "judged": judged,
        "page": turned,
        "order": order,
        "orders": ORDERS,
        "others": Paginator(others, PAGE).get_page(turned_to.others),
        "late": [_late_one(user, seat) for seat in owing],
        "late_page": owing,
        "decided": _decided(reports),
        "cut_is_fixed": cut_is_fixed(position),
        **drift_context(interviews),
    }


def _columns(position: Position) -> tuple[Column, ...]:
    """The criteria that a scorecard of this position asks for: up to one level above the target."""
    wanted = Level.values[: Level.values.index(position.target_level) + 2]
    criteria = sorted(position.rubric_version.criteria.all(), key=lambda c: (Level.values.index(c.level), c.position))
    return tuple(Column(c.key, c.public_id, c.level, c.title, c.must_have) for c in criteria if c.level in wanted)


def _by_level(columns: Iterable[Column]) -> Iterable[tuple[str, Iterable[Column]]]:
    return groupby(columns, key=lambda column: column.level)


def _ordered(reports: ReportQuerySet, order: str) -> ReportQuerySet:
    first = F("total").desc(nulls_last=True) if order == "total" else F("interview__scheduled_at").desc()
    return reports.listed().order_by(first, "-pk")


def _judged(user: User, reports: Iterable[Report], columns: Sequence[Column]) -> list[Judged]:
    """What the reader may see of each, and no more: what is not theirs yet is not fetched."""
    shown = {each.pk: each for each in reports}
    in_full = Report.objects.debriefed_by(user, at_least=ANONYMOUS).filter(pk__in=shown)
    readable = list(in_full.order_by().values_list("interview_id", flat=True))
    values, evidenced = _values(readable), _evidenced(readable)
    return [
        Judged(each, heat_cells(each.interview_id, columns, values, evidenced) if each.interview_id in readable else ())
        for each in shown.values()
    ]


def _values(interviews: Sequence[int]) -> dict[tuple[int, str], list[Decimal | None]]:
    found: dict[tuple[int, str], list[Decimal | None]] = defaultdict(list)
    ratings = Rating.objects.filter(**_counting(interviews))
    for interview, key, value in ratings.values_list("scorecard__seat__interview", "criterion__key", "value"):
        found[interview, key].append(value)
    return found


def _evidenced(interviews: Sequence[int]) -> frozenset[tuple[int, str]]:
    evidence = Evidence.objects.filter(**_counting(interviews)).order_by()
    return frozenset(evidence.values_list("scorecard__seat__interview", "criterion__key").distinct())


def _counting(interviews: Sequence[int]) -> dict[str, Any]:
    """Submitted scorecards of seats that are held: a correction has taken the seat of what it corrects."""
    seat = "scorecard__seat"
    return {f"{seat}__interview__in": interviews, f"{seat}__removed_at": None, "scorecard__state": "submitted"}


def _owing(interviews: InterviewQuerySet) -> SeatQuerySet:
    """Whoever is waited for longest comes first."""
    seats = PanelMember.objects.owing().filter(interview__in=interviews.filter(state=SCORING).order_by())
    people = seats.select_related("user", "interview__candidate").prefetch_related("interview__panel")
    return people.order_by("interview__ended_at", "pk")


def _late_one(user: User, seat: PanelMember) -> Late:
    interview, now = seat.interview, timezone.now()
    leads = any(each.user_id == user.pk and each.seat == PanelMember.Seat.LEAD for each in interview.panel.all())
    conducts = leads or interview.owner_id == user.pk
    reminded = f"{in_words(now - seat.reminded_at)} ago" if seat.reminded_at else ""
    can = conducts and seat.user_id != user.pk and may_remind(seat.reminded_at, now)
    return Late(seat, lateness(interview.ended_at, now), reminded, can)


def _decided(reports: ReportQuerySet) -> dict[str, Any]:
    """Counted for the position: how often people went with the arithmetic, and where they did not."""
    decisions = Decision.objects.filter(report__in=reports.order_by().values("pk")).order_by()
    counts = Counter[str]()
    for mechanical, outcome, count in decisions.values_list("mechanical", "outcome").annotate(Count("pk")):
        counts[_went(mechanical, outcome)] += count
    return {"all": counts.total(), **{way: counts[way] for way in ("against", "another", "silent", "agreed")}}


def _went(mechanical: str, outcome: str) -> str:
    if differs(mechanical, outcome):
        return "against"
    if outcome == Decision.Outcome.NEXT_ROUND:
        return "another"
    return "agreed" if mechanical else "silent"
