"""What the debrief's page shows to one person: who is still missing, or, once open, what the panel talks about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from reports.assembly import build_debrief, panel_names
from reports.audience import ANONYMOUS, FULL, NOTHING, pseudonyms, seen_as
from reports.debrief import Debrief, MemberLine
from reports.decision_page import decision_context
from reports.discussion import Speaker, agenda, arithmetic, discussion_sentence, speaking_order, weight_sentences
from reports.models import Report
from reports.permissions import debrief_limit_for, limit_for
from reports.sentences import listed
from rubric.models import Scorecard
from rubric.services.rubrics import thresholds
from sessions.lateness import Lateness, in_words, lateness, may_remind
from sessions.models import InterviewSession, PanelMember
from sessions.services.rights import may_move

STEPS = ("1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5")


@dataclass(frozen=True, slots=True)
class Expected:
    """One seat that judges; `lateness` None once its scorecard is in or waived. Never a value."""

    member: PanelMember
    lateness: Lateness | None
    reminded: str
    may_remind: bool


def closed_context(user: User, interview: InterviewSession) -> dict[str, Any]:
    """Whose scorecard is in, and nothing of what it says: the same bytes whatever anybody rated (I2)."""
    seats = interview.panel.scoring().select_related("user", "scorecard")
    expected = [_expected(member, interview) for member in seats]
    own = next((each for each in expected if each.member.user_id == user.pk), None)
    missing = [each for each in expected if each.lateness]
    scoring = interview.state == InterviewSession.State.SCORING
    conducts = may_move(user, interview)
    return {
        "interview": interview,
        "expected": expected,
        "own": own,
        "seated": interview.panel.filter(user=user).exists(),
        "missing": missing,
        "may_remind": conducts and scoring,
        "may_waive": conducts and scoring and len(missing) < len(expected) and not (own and own.lateness),
    }


def _expected(member: PanelMember, interview: InterviewSession) -> Expected:
    now = timezone.now()
    in_ = member.waived_at is not None or (member.scorecard is not None and member.scorecard.state == "submitted")
    ago = f"{in_words(now - member.reminded_at)} ago" if member.reminded_at else ""
    late = None if in_ else lateness(interview.ended_at, now)
    return Expected(member, late, ago, may_remind(member.reminded_at, now))


def open_context(user: User, report: Report) -> dict[str, Any]:
    """The debrief as it is now; a report's policy may keep names or values from a reader here as everywhere."""
    interview = report.interview
    whole = build_debrief(interview)
    show = debrief_limit_for(user, report)
    seen = seen_as(whole, show)
    panel = list(interview.panel.select_related("user", "scorecard"))
    names = panel_names(panel)
    seats = [each for each in panel if each.seat != PanelMember.Seat.SHADOW]
    seat = next((each for each in seats if each.user_id == user.pk and _submitted(each)), None)
    context = {
        "interview": interview,
        "report": report,
        "debrief": seen,
        "show": show,
        "reads_report": limit_for(user, report) != NOTHING,
        "own_name": _own_name(names[seat.pk], whole, show) if seat else "",
        "seated": any(each.user_id == user.pk for each in panel),
        "may_say": seat is not None and interview.decided_at is None,
        "steps": STEPS,
        "waived": _waived(seen),
    }
    return (
        context
        | _talk(interview, {seat: names[seat.pk] for seat in seats}, seen, show)
        | decision_context(user, report, seen, show=show)
    )


def _waived(seen: Debrief) -> list[tuple[str, str]]:
    """Names and reason, once for everybody who was left out for the same one."""
    reasons = dict.fromkeys(member.waived for member in seen.members if member.waived)
    return [(listed([m.name for m in seen.members if m.waived == reason]), reason) for reason in reasons]


def _submitted(seat: PanelMember) -> bool:
    return seat.scorecard is not None and seat.scorecard.state == "submitted"


def _own_name(name: str, whole: Debrief, show: str) -> str:
    """How the debrief names the reader."""
    return pseudonyms(whole)[name] if show == ANONYMOUS else name


def _talk(interview: InterviewSession, seats: Mapping[PanelMember, str], seen: Debrief, show: str) -> dict[str, Any]:
    if not seen.criteria:
        return {"agenda": None}
    order = _order(interview, seats) if show == FULL else tuple(member.name for member in seen.members)
    limits = thresholds(interview.rubric_version)
    before, after = arithmetic(seen, limits), arithmetic(seen, limits, after=True)
    talked = any(value.discussed is not None for line in seen.criteria for value in line.values)
    return {
        "agenda": agenda(seen, order),
        "speakers": _speakers(seen, order),
        "corrections": seen.corrections,
        "made": before,
        "moved": discussion_sentence(before, after) if talked else "",
        "weights": weight_sentences(seen),
    }


def _speakers(seen: Debrief, order: Sequence[str]) -> list[MemberLine]:
    by_name = {member.name: member for member in seen.members}
    return [by_name[name] for name in order if name in by_name and by_name[name].recommendation]


def _order(interview: InterviewSession, seats: Mapping[PanelMember, str]) -> tuple[str, ...]:
    lead = PanelMember.Seat.LEAD
    others = [seat.user_id for seat in seats if seat.seat != lead]
    before = Scorecard.objects.filter(author__in=others, state="submitted").exclude(seat__interview=interview)
    counts = dict(before.order_by().values_list("author").annotate(Count("pk")))
    # The lead speaks last, however many they judged: nobody counts thousands for it.
    return speaking_order(Speaker(name, seat.seat == lead, counts.get(seat.user_id, 0)) for seat, name in seats.items())
