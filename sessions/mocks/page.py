"""How a mock with a partner stands, for one of the two."""

from dataclasses import dataclass

from accounts.models import User
from sessions.mocks.models import MockHalf, PartnerMock
from sessions.mocks.services import submitted
from sessions.models import InterviewSession

BEFORE = ("draft", "scheduled", "lobby")
UNDER_WAY = ("live", "paused")


@dataclass(frozen=True, slots=True)
class HalfStanding:
    """`asks`: this person holds the interviewer's room. `state` before, now, over or cancelled."""

    half: MockHalf
    interview: InterviewSession
    asks: bool
    state: str
    scored: bool
    own_given: bool

    @property
    def mine_missing(self) -> bool:
        """Whether this person still owes something of this half."""
        return self.state == "over" and not (self.scored if self.asks else self.own_given)


@dataclass(frozen=True, slots=True)
class Standing:
    """`turn`: the half to hold now. `waits_for_me`, `waits_for_them`: who still has to give something."""

    mock: PartnerMock
    other: User | None
    halves: tuple[HalfStanding, ...]

    @property
    def turn(self) -> HalfStanding | None:
        return next((half for half in self.halves if half.state in ("before", "now")), None)

    @property
    def waits_for_me(self) -> bool:
        return any(half.mine_missing for half in self.halves)

    @property
    def is_shared(self) -> bool:
        return self.mock.shared_at is not None

    @property
    def mark(self) -> str:
        """Changes exactly when something on the page does."""
        parts = [f"{half.state}{half.scored:d}{half.own_given:d}" for half in self.halves]
        return "-".join([f"{self.mock.partner_id is not None:d}{self.is_shared:d}", *parts])


def standing_of(mock: PartnerMock, user: User) -> Standing:
    halves = mock.halves.select_related("interview", "asker", "answerer")
    other = mock.partner if mock.host_id == user.pk else mock.host
    return Standing(mock, other, tuple(_half(half, user) for half in halves))


def _half(half: MockHalf, user: User) -> HalfStanding:
    state = half.interview.state
    named = "before" if state in BEFORE else "now" if state in UNDER_WAY else "over"
    return HalfStanding(
        half=half,
        interview=half.interview,
        asks=half.asker_id == user.pk,
        state="cancelled" if state == "cancelled" else named,
        scored=submitted(half),
        own_given=half.own_given_at is not None,
    )
