"""What the interviewer's room shows to one seat: the interview as it stands, and the desk of one question.

Everything judged is the seat's own: a colleague's ratings, evidence and notes are never fetched here (I2).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from rubric.models import AnswerRating, Criterion, Scorecard
from rubric.services.scorecards import criteria_to_score
from sessions.coverage import Aim, Best, Chance, Shown, next_best, shown
from sessions.models import AskedQuestion, InterviewSession, PanelMember
from sessions.scorecard_page import feeds
from sessions.services.links import OVER
from sessions.services.rights import may_move
from sessions.states import allowed
from sessions.timing import Clock, interview_clock, minutes_to

# Letters that name a criterion in the room; more criteria than letters are reached by the pointer.
CRITERION_KEYS = ascii_lowercase


@dataclass(frozen=True, slots=True)
class PlanLine:
    asked: AskedQuestion
    clock: Clock


@dataclass(frozen=True, slots=True)
class CriterionLine:
    criterion: Criterion
    key: str
    state: Shown
    quotes: int


@dataclass(frozen=True, slots=True)
class Presence:
    member: PanelMember
    here: bool

    @property
    def initials(self) -> str:
        names = str(self.member.user).split()
        return "".join(name[0] for name in (names[0], names[-1])[: len(names)]).upper()


def room_status(seat: PanelMember, asked: list[AskedQuestion], viewed: AskedQuestion | None) -> dict[str, Any]:
    """State, clocks, plan, coverage, people and talk: all that changes while one looks. `asked` are the interview's
    questions (`asked_questions`).
    """
    interview, now = seat.interview, timezone.now()
    clock = _interview_clock(interview, now)
    lines = criterion_lines(seat, asked)
    conducts = may_move(seat.user, interview)
    return {
        "seat": seat,
        "interview": interview,
        "viewed_id": viewed.public_id if viewed else "",
        "viewed": viewed,
        "viewed_clock": viewed.clock(factor=interview.time_factor, now=now) if viewed else None,
        "conducts": conducts,
        "wish": interview.accommodation if conducts and interview.state not in OVER else "",
        "moves": [move for move in allowed(interview.state) if move.action != "complete"],
        "clock": clock,
        "wrap_up": minutes_to(interview.wrap_up_at, now=now),
        "lines": [PlanLine(item, item.clock(factor=interview.time_factor, now=now)) for item in asked],
        "on_table": next((item for item in asked if item.pk == interview.current_id), None),
        "criteria": lines,
        "covered": sum(line.state is not Shown.OPEN for line in lines),
        "quotes": sum(line.quotes for line in lines),
        "best": _best(asked, lines, clock),
        **people(interview, now),
    }


def asked_questions(interview: InterviewSession) -> list[AskedQuestion]:
    """With all that the plan, the coverage and the desk ask of a question; read once for a page."""
    asked = interview.asked.select_related("question_version__question")
    return list(asked.prefetch_related("question_version__question__levels"))


def _interview_clock(interview: InterviewSession, now: datetime) -> Clock:
    return interview_clock(
        started=interview.started_at,
        ended=interview.ended_at,
        minutes=interview.minutes,
        factor=interview.time_factor,
        now=now,
    )


def criterion_lines(seat: PanelMember, asked: list[AskedQuestion]) -> list[CriterionLine]:
    """The criteria with what this seat has of each; none for a shadow, who does not score."""
    if seat.scorecard is None:
        return []
    criteria = criteria_to_score(seat.scorecard, anchors=False)
    quotes = Counter(seat.scorecard.evidence.values_list("criterion_id", flat=True))
    rated = _rated_versions(seat.scorecard)
    answered = {c.pk for item in asked if item.question_version_id in rated for c in criteria if feeds_by(item, c)}
    states = shown([_aim(c) for c in criteria], quotes=quotes, answered=answered)
    keys = dict(zip((c.pk for c in criteria), CRITERION_KEYS, strict=False))
    return [CriterionLine(c, keys.get(c.pk, ""), states[c.pk], quotes[c.pk]) for c in criteria]


def _rated_versions(card: Scorecard) -> set[int]:
    rated = AnswerRating.objects.filter(scorecard=card, value__isnull=False)
    return set(rated.values_list("question_version_id", flat=True))


def feeds_by(asked: AskedQuestion, criterion: Criterion) -> bool:
    return feeds(asked.question_version, criterion)


def _aim(criterion: Criterion) -> Aim:
    return Aim(criterion.pk, criterion.title, criterion.weight, criterion.must_have)


def _best(asked: list[AskedQuestion], lines: list[CriterionLine], clock: Clock) -> dict[str, Any] | None:
    waiting = {item.pk: item for item in asked if item.state == AskedQuestion.State.PENDING}
    chances = [
        Chance(pk, item.minutes, frozenset(line.criterion.pk for line in lines if feeds_by(item, line.criterion)))
        for pk, item in waiting.items()
    ]
    aims = [_aim(line.criterion) for line in lines]
    states = {line.criterion.pk: line.state for line in lines}
    left = clock.minutes_left if clock.running else None
    best: Best | None = next_best(chances, aims, states, minutes_left=left)
    return {"asked": waiting[best.key], "gains": best.gains} if best else None


def people(interview: InterviewSession, now: datetime) -> dict[str, Any]:
    """Who is in the room now, and who knocks."""
    panel = [Presence(member, bool(member.here_until and member.here_until > now)) for member in _seats(interview)]
    link = interview.links.filter(revoked_at=None).first()
    return {
        "panel": panel,
        "link": link,
        "candidate_here": bool(link and link.here_until and link.here_until > now),
        "knocks": link.knocks.filter(admitted_at=None, refused_at=None) if link else [],
        "messages_said": _latest_messages(interview) if len(panel) > 1 else [],
    }


def _seats(interview: InterviewSession) -> Any:
    return interview.panel.select_related("user")


def _latest_messages(interview: InterviewSession) -> list[Any]:
    newest = interview.messages.select_related("author").order_by("-pk")[:50]
    return list(reversed(newest))


def room_desk(seat: PanelMember, asked: AskedQuestion | None, lines: list[CriterionLine]) -> dict[str, Any]:
    """What one works on: the question looked at, its guide, and one's own note, rating and evidence."""
    if asked is None:
        return {"viewed": None}
    version = asked.question_version
    guide = getattr(version, "guide", None)
    card = seat.scorecard
    rating = card.answer_ratings.filter(question_version=version).first() if card else None
    fed = [line.criterion for line in lines if feeds_by(asked, line.criterion)]
    prefetch_related_objects(fed, "anchors")
    return {
        "viewed": asked,
        "locked": card is not None and card.state == Scorecard.State.SUBMITTED,
        "guide": guide,
        "points": guide.key_points.all() if guide else [],
        "ticked": set(rating.ticked.values_list("pk", flat=True)) if rating else set(),
        "rating": rating,
        "fed": fed,
        "note": seat.notes.filter(asked=asked).first(),
        "evidence": card.evidence.filter(question_version=version).select_related("criterion") if card else [],
    }
