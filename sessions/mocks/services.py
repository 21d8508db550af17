"""A mock with a partner, from the invitation to the feedback."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from questions.models import Question
from rubric.choosing import rubric_for
from rubric.models import Criterion, Scorecard
from rubric.services.erasing import erase_scorecards
from rubric.services.scorecards import criteria_to_score
from sessions.mocks.models import MockHalf, OwnValue, PartnerMock
from sessions.mocks.planning import draw_halves
from sessions.models import AskedQuestion, Candidate, InterviewSession, JoinLink, PanelMember, Position, SessionEvent
from sessions.services.events import record
from sessions.services.links import claim, digest, issue_partners_link
from sessions.services.planning import planned, seat_member
from sessions.signals import partner_values_given

MOST_OPEN = 20
TITLE = "Mock interview"


@dataclass(frozen=True, slots=True)
class Wish:
    """`minutes` of each half; no `topics`: all."""

    level: str
    minutes: int
    topics: list[int] = field(default_factory=list)


@transaction.atomic
def open_mock(*, host: User, wish: Wish, called: str = "") -> PartnerMock:
    """Draws the questions and waits for the partner. The host asks first. `called` as in `join_mock`."""
    if PartnerMock.objects.filter(host=host, shared_at=None).count() >= MOST_OPEN:
        raise Conflict(f"You have {MOST_OPEN} mock interviews open. Finish or delete one first.")
    first, second = draw_halves(level=wish.level, minutes=wish.minutes, topics=wish.topics)
    version = rubric_for(question.topic_id for question in (*first, *second))
    if version is None:
        raise DomainError("No rubric for these topics is open for practice. Ask an interviewer to open one.")
    _name_guest(host, called)
    mock = PartnerMock.objects.create(
        host=host,
        invite_key=secrets.token_urlsafe(32),
        level=wish.level,
        minutes=wish.minutes,
        rubric_version=version,
    )
    position = Position.objects.create(title=TITLE, target_level=wish.level, rubric_version=version, owner=host)
    for number, questions in ((1, first), (2, second)):
        _lay_half(mock, number, position, questions)
    return mock


def _lay_half(mock: PartnerMock, number: int, position: Position, questions: list[Question]) -> None:
    """Its people are the host until the partner comes: an interview needs both from the start."""
    candidate = Candidate.objects.create(name="Your partner", owner=mock.host)
    interview = InterviewSession.objects.create(
        purpose=InterviewSession.Purpose.MOCK,
        state=InterviewSession.State.DRAFT,
        position=position,
        candidate=candidate,
        rubric_version=mock.rubric_version,
        target_level=mock.level,
        owner=mock.host,
        scheduled_at=timezone.now(),
        minutes=mock.minutes,
    )
    AskedQuestion.objects.bulk_create(
        AskedQuestion(interview=interview, question_version=each.version, position=place, minutes=each.minutes)
        for place, each in enumerate(map(planned, questions), start=1)
    )
    MockHalf.objects.create(mock=mock, number=number, interview=interview, asker=mock.host, answerer=mock.host)


def locked_mock(mock: PartnerMock) -> PartnerMock:
    return PartnerMock.objects.select_for_update(of=("self",)).get(pk=mock.pk)


@transaction.atomic
def join_mock(*, mock: PartnerMock, user: User, called: str = "") -> PartnerMock:
    """Makes the person the partner and seats both; the same person again changes nothing.

    `called`: what a guest wants to be called.
    """
    current = locked_mock(mock)
    if user.pk in (current.partner_id, current.host_id):
        return current
    if current.partner_id:
        raise Conflict("Somebody else has taken this place already. Ask for a new invitation.")
    _name_guest(user, called)
    current.partner = user
    current.save(update_fields=["partner"])
    for half in current.halves.select_related("interview__candidate"):
        asker, answerer = (current.host, user) if half.number == 1 else (user, current.host)
        _seat(half, asker, answerer)
    return current


def _name_guest(user: User, called: str) -> None:
    name = " ".join(called.replace("\x00", "").split())[:60]
    if user.is_guest and name:
        user.full_name = name
        user.save(update_fields=["full_name"])


def _seat(half: MockHalf, asker: User, answerer: User) -> None:
    interview = InterviewSession.objects.select_for_update(of=("self",)).get(pk=half.interview_id)
    half.asker, half.answerer = asker, answerer
    half.save(update_fields=["asker", "answerer"])
    candidate = half.interview.candidate
    candidate.user, candidate.owner, candidate.name = answerer, asker, str(answerer)
    candidate.save(update_fields=["user", "owner", "name"])
    interview.owner, interview.state, interview.scheduled_at = asker, "scheduled", timezone.now()
    interview.save(update_fields=["owner", "state", "scheduled_at"])
    seat_member(interview=interview, user=asker, seat=PanelMember.Seat.LEAD)
    record(interview=interview, kind="schedule", audience=SessionEvent.Audience.PANEL, by=asker)


def current_link(half: MockHalf) -> JoinLink | None:
    return half.interview.links.filter(revoked_at=None).first()


@transaction.atomic
def enter_as_candidate(*, half: MockHalf, user: User, browser: str | None) -> tuple[JoinLink, str]:
    """The answerer's own link, claimed for this browser, and the browser's secret. From another browser the one
    before is closed: the person has signed in, which proves more than a link."""
    if half.answerer_id != user.pk or half.mock.partner_id is None:
        raise Forbidden("In this half you ask; your partner answers.")
    active = current_link(half)
    if active and browser and active.claim_hash == digest(browser):
        return active, browser
    token = issue_partners_link(interview=half.interview, partner=user)
    link = JoinLink.objects.get(token_hash=digest(token))
    return link, claim(link=link, browser=None)


def criteria_of(half: MockHalf) -> list[Criterion]:
    """The criteria that the asker's scorecard asks for."""
    seat = half.interview.panel.select_related("scorecard__rubric_version").filter(user=half.asker_id).first()
    return criteria_to_score(seat.scorecard) if seat and seat.scorecard else []


@transaction.atomic
def give_own_values(*, half: MockHalf, user: User, values: Mapping[int, Decimal | None]) -> MockHalf:
    """Keeps how the answerer sees themselves, once and before the feedback; `values` by criterion."""
    current = MockHalf.objects.select_for_update(of=("self",)).get(pk=half.pk)
    if current.answerer_id != user.pk:
        raise Forbidden("Only whoever answered says how they see themselves.")
    if current.own_given_at:
        raise Conflict("You have said this already.")
    OwnValue.objects.bulk_create(
        OwnValue(half=current, criterion_id=criterion, value=value) for criterion, value in values.items()
    )
    current.own_given_at = timezone.now()
    current.save(update_fields=["own_given_at"])
    share_when_all_given(current.mock)
    return current


def submitted(half: MockHalf) -> bool:
    return half.interview.panel.filter(user=half.asker_id, scorecard__state="submitted").exists()


def all_given(mock: PartnerMock) -> bool:
    """Both scorecards are in, and both have said how they see themselves."""
    halves = mock.halves.select_related("interview")
    return mock.partner_id is not None and all(half.own_given_at and submitted(half) for half in halves)


def share_when_all_given(mock: PartnerMock) -> None:
    """Opens the feedback to both at once. Inside the transaction of whoever gave the last part."""
    current = locked_mock(mock)
    if current.shared_at or not all_given(current):
        return
    current.shared_at = timezone.now()
    current.save(update_fields=["shared_at"])
    for half in current.halves.select_related("answerer"):
        transaction.on_commit(_teller(half), robust=True)


def _teller(half: MockHalf) -> Callable[[], object]:
    return lambda: partner_values_given.send(sender=PartnerMock, half=half)


@transaction.atomic
def delete_mock(*, mock: PartnerMock) -> None:
    """The whole of it, for both: notes, scorecards and what was drawn belong to a conversation of two."""
    interviews = list(InterviewSession.objects.filter(mock_half__mock=mock).select_related("position", "candidate"))
    seats = PanelMember.with_removed.filter(interview__in=interviews)
    cards = set(Scorecard.objects.filter(seat__in=seats).values_list("pk", flat=True))
    positions, candidates = {each.position for each in interviews}, [each.candidate for each in interviews]
    mock.delete()
    for interview in interviews:
        interview.delete()
    erase_scorecards(cards=cards)
    for gone in (*candidates, *positions):
        gone.delete()
