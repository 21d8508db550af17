"""What a person has to score again, and what the machine computed under a newer version of a rubric."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.models import User
from rubric.models import Criterion, Rescore, Scorecard
from rubric.services.rescoring import to_judge_again
from sessions.models import InterviewSession, PanelMember


@dataclass(frozen=True, slots=True)
class HandRow:
    """`begun`: a correction under the new version is open."""

    interview: InterviewSession
    entry: Rescore
    criteria: list[Criterion]
    begun: bool


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Scored again by its author; it counts when the colleagues have as well."""

    interview: InterviewSession
    entry: Rescore
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Figures:
    total: Decimal | None
    level: str | None


@dataclass(frozen=True, slots=True)
class MachineRow:
    """`before` and `after` are None while the machine has not computed them."""

    interview: InterviewSession
    entry: Rescore
    author: str
    before: Figures | None
    after: Figures | None

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class RescoringPage:
    hand: list[HandRow]
    waiting: list[WaitingRow]
    machine: list[MachineRow]


def open_entries(user: User) -> QuerySet[Rescore]:
    """What is asked of the person's own scorecards by hand, and not done."""
    return _undecided().filter(kind=Rescore.Kind.HAND, done_at=None, scorecard__author=user)


def _undecided() -> QuerySet[Rescore]:
    entries = Rescore.objects.filter(scorecard__in=_cards(_seats()))
    return entries.select_related("version", "scorecard__rubric_version", "scorecard__author")


def _seats() -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(interview__decided_at=None, interview__state=InterviewSession.State.COMPLETED)


def _cards(seats: QuerySet[PanelMember]) -> QuerySet[Scorecard]:
    """The scorecards of the seats, and the corrections that wait for their colleagues'."""
    seated = seats.filter(scorecard__isnull=False).values("scorecard")
    return Scorecard.objects.filter(Q(pk__in=seated) | Q(corrects__in=seated))


def rescoring_page(user: User) -> RescoringPage:
    entries = list(_undecided().filter(Q(scorecard__author=user) | Q(scorecard__in=_cards(_owned(user)))))
    interviews = _interviews(entry.scorecard for entry in entries)
    own = [each for each in entries if each.scorecard.author_id == user.pk and each.kind == Rescore.Kind.HAND]
    return RescoringPage(
        hand=[_hand_row(each, interviews) for each in own if each.done_at is None],
        waiting=[row for each in own if each.done_at and (row := _waiting_row(each, interviews))],
        machine=[_machine_row(each, interviews) for each in entries if each.kind == Rescore.Kind.MACHINE],
    )


def _owned(user: User) -> QuerySet[PanelMember]:
    return _seats().filter(interview__in=InterviewSession.objects.owned_by(user))


def _interviews(cards: Iterable[Scorecard]) -> dict[int, InterviewSession]:
    """By scorecard; a correction that waits is in the interview of what it corrects."""
    listed = list(cards)
    earlier = {card.pk: card.corrects_id for card in listed}
    wanted = {*earlier, *(pk for pk in earlier.values() if pk)}
    seats = PanelMember.objects.filter(scorecard__in=wanted).select_related(
        "interview__candidate", "interview__position"
    )
    by_card = {seat.scorecard_id: seat.interview for seat in seats}
    return {pk: by_card[pk] if pk in by_card else by_card[before] for pk, before in earlier.items()}


def _hand_row(entry: Rescore, interviews: dict[int, InterviewSession]) -> HandRow:
    card = entry.scorecard
    begun = Scorecard.objects.filter(corrects=card, rubric_version=entry.version).exists()
    return HandRow(interviews[card.pk], entry, to_judge_again(card, entry.version), begun)


def _waiting_row(entry: Rescore, interviews: dict[int, InterviewSession]) -> WaitingRow | None:
    """None where the interview has moved to the version."""
    interview = interviews[entry.scorecard.pk]
    if interview.rubric_version_id == entry.version_id:
        return None
    owing = Rescore.objects.filter(
        version=entry.version, done_at=None, scorecard__in=_cards(PanelMember.objects.filter(interview=interview))
    )
    return WaitingRow(
        interview, entry, [str(each.scorecard.author) for each in owing.select_related("scorecard__author")]
    )


def _machine_row(entry: Rescore, interviews: dict[int, InterviewSession]) -> MachineRow:
    result = entry.result or {}
    before, after = (_figures(result.get(when)) for when in ("before", "after"))
    return MachineRow(interviews[entry.scorecard.pk], entry, str(entry.scorecard.author), before, after)


def _figures(stored: dict[str, str | None] | None) -> Figures | None:
    if stored is None:
        return None
    total = stored["total"]
    return Figures(None if total is None else Decimal(total), stored["level"])
