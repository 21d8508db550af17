"""What a person has to score again, and what the machine computed under a newer version of a rubric."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.models import User
from rubric.models import Criterion, Rescore, Scorecard
from rubric.services.rescoring import asked_for, to_judge_again
from sessions.models import InterviewSession, PanelMember

MOST = 100


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
    """`machine` holds at most MOST rows, `more` says how many are left out."""

    hand: list[HandRow]
    waiting: list[WaitingRow]
    machine: list[MachineRow]
    more: int


def open_entries(user: User) -> QuerySet[Rescore]:
    """What is asked of the person's own scorecards by hand, and not done."""
    return _undecided().filter(kind=Rescore.Kind.HAND, done_at=None, scorecard__author=user)


def _undecided() -> QuerySet[Rescore]:
    entries = Rescore.objects.filter(_of(_seats()))
    return entries.select_related("version__rubric", "scorecard__rubric_version", "scorecard__author").order_by("-pk")


def _seats() -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(interview__decided_at=None, interview__state=InterviewSession.State.COMPLETED)


def _of(seats: QuerySet[PanelMember]) -> Q:
    """The scorecards of the seats, and the corrections that wait for their colleagues'."""
    seated = seats.filter(scorecard__isnull=False).values("scorecard")
    return Q(scorecard__in=seated) | Q(scorecard__corrects__in=seated)


def rescoring_page(user: User) -> RescoringPage:
    own = list(_undecided().filter(scorecard__author=user, kind=Rescore.Kind.HAND))
    computed = _undecided().filter(Q(scorecard__author=user) | _of(_owned(user)), kind=Rescore.Kind.MACHINE)
    shown = list(computed[:MOST])
    interviews = _interviews([*own, *shown])
    return RescoringPage(
        hand=_hand_rows([each for each in own if each.done_at is None], interviews),
        waiting=_waiting_rows([each for each in own if each.done_at], interviews),
        machine=[_machine_row(each, interviews) for each in shown],
        more=computed.count() - len(shown) if len(shown) == MOST else 0,
    )


def _owned(user: User) -> QuerySet[PanelMember]:
    return _seats().filter(interview__in=InterviewSession.objects.owned_by(user))


def _interviews(entries: Iterable[Rescore]) -> dict[int, InterviewSession]:
    """By scorecard; a correction that waits is in the interview of what it corrects."""
    earlier = {entry.scorecard_id: entry.scorecard.corrects_id for entry in entries}
    wanted = {*earlier, *(pk for pk in earlier.values() if pk)}
    seats = PanelMember.objects.filter(scorecard__in=wanted).select_related(
        "interview__candidate", "interview__position"
    )
    by_card = {seat.scorecard_id: seat.interview for seat in seats}
    return {pk: by_card[pk] if pk in by_card else by_card[before] for pk, before in earlier.items()}


def _hand_rows(entries: Iterable[Rescore], interviews: dict[int, InterviewSession]) -> list[HandRow]:
    listed = list(entries)
    drafts = Scorecard.objects.filter(corrects__in=[entry.scorecard_id for entry in listed])
    begun = set(drafts.values_list("corrects", "rubric_version"))
    # A rubric has few versions, so that few pairs of them are compared, however many scorecards there are.
    pairs = {(entry.scorecard.rubric_version, entry.version) for entry in listed}
    again = {(old, new): to_judge_again(old, new) for old, new in pairs}
    return [
        HandRow(
            interviews[entry.scorecard_id],
            entry,
            asked_for(again[entry.scorecard.rubric_version, entry.version], entry.scorecard),
            (entry.scorecard_id, entry.version_id) in begun,
        )
        for entry in listed
    ]


def _waiting_rows(entries: Iterable[Rescore], interviews: dict[int, InterviewSession]) -> list[WaitingRow]:
    """Only of interviews that have not moved to the version yet."""
    open_ = [each for each in entries if interviews[each.scorecard_id].rubric_version_id != each.version_id]
    seats = PanelMember.objects.filter(interview__in={interviews[each.scorecard_id] for each in open_})
    owing = Rescore.objects.filter(_of(seats), done_at=None).select_related("scorecard__author")
    missing: dict[tuple[int, int], list[str]] = defaultdict(list)
    by_card = _interviews(list(owing))
    for each in owing:
        missing[by_card[each.scorecard_id].pk, each.version_id].append(str(each.scorecard.author))
    return [
        WaitingRow(interview, each, missing[interview.pk, each.version_id])
        for each in open_
        for interview in [interviews[each.scorecard_id]]
    ]


def _machine_row(entry: Rescore, interviews: dict[int, InterviewSession]) -> MachineRow:
    result = entry.result or {}
    before, after = (_figures(result.get(when)) for when in ("before", "after"))
    return MachineRow(interviews[entry.scorecard_id], entry, str(entry.scorecard.author), before, after)


def _figures(stored: dict[str, str | None] | None) -> Figures | None:
    if stored is None:
        return None
    total = stored["total"]
    return Figures(None if total is None else Decimal(total), stored["level"])
