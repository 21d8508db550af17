"""Who may open a question's pad, and who may type in it. Asked for many sockets at once, and for one request."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from questions.models import Kind
from sessions.live.places import CANDIDATE, PANEL, Place, standing
from sessions.models import AskedQuestion, PanelMember
from sessions.services.links import guest_link

PAD_KINDS = (Kind.CODING, Kind.SYSTEM_DESIGN)
OPEN = ("live", "paused")


@dataclass(frozen=True, slots=True)
class PadSeat:
    """Who sits at which pad: a seat's or a link's place, and the asked question's public id."""

    place: Place
    pad: str


@dataclass(frozen=True, slots=True)
class PadAccess:
    """`user_id` None is the candidate."""

    asked_id: int
    pad: str
    user_id: int | None
    may_write: bool


def has_pad(asked: AskedQuestion) -> bool:
    return asked.question_version.question.kind in PAD_KINDS


def panel_seat(user: User, public_id: str, login: str = "") -> PadSeat | None:
    if not user.is_authenticated:
        return None
    seats = PanelMember.objects.filter(user_id=user.pk, interview__asked__public_id=public_id)
    seat = seats.select_related("interview").first()
    return PadSeat(Place(PANEL, seat.interview.public_id, seat.pk, login=login), public_id) if seat else None


def guest_seat(link_id: str, browser: str | None, public_id: str) -> PadSeat | None:
    link = guest_link(link_id, browser)
    if link is None:
        return None
    return PadSeat(Place(CANDIDATE, link.interview.public_id, link.pk, claim=link.claim_hash), public_id)


def access_of(seat: PadSeat | None) -> PadAccess | None:
    return rights([seat]).get(seat) if seat else None


def late_access_of(seat: PadSeat | None) -> PadAccess | None:
    """Who may bring what they typed into a pad while its question was on the table and their line was down.

    The candidate too, who may not see that pad any more: it takes their words and answers with none.
    """
    access = access_of(seat)
    if access or seat is None or seat.place.audience == PANEL or seat.place not in standing({seat.place}):
        return access
    left = AskedQuestion.objects.select_related("interview", "question_version__question")
    asked = left.filter(public_id=seat.pad, interview__public_id=seat.place.room, interview__state="live").first()
    if asked is None or not asked.was_on_table or not has_pad(asked):
        return None
    return PadAccess(asked.pk, asked.public_id, None, may_write=True)


def rights(seats: Collection[PadSeat]) -> dict[PadSeat, PadAccess]:
    """What those may do who may still open their pad."""
    places = standing({seat.place for seat in seats})
    found = AskedQuestion.objects.select_related("interview__current", "question_version__question")
    pads = {asked.public_id: asked for asked in found.filter(public_id__in={seat.pad for seat in seats})}
    members = _members([place.key for place in places if place.audience == PANEL])
    answers = {
        seat: _access(seat.place, pads[seat.pad], members)
        for seat in seats
        if seat.place in places and seat.pad in pads and has_pad(pads[seat.pad])
    }
    return {seat: access for seat, access in answers.items() if access}


def _members(keys: Collection[int]) -> dict[int, PanelMember]:
    return PanelMember.objects.in_bulk(keys) if keys else {}


def _access(place: Place, asked: AskedQuestion, members: dict[int, PanelMember]) -> PadAccess | None:
    if place.room != asked.interview.public_id:
        return None
    return _panel(members[place.key], asked) if place.audience == PANEL else _candidate(asked)


def _panel(member: PanelMember, asked: AskedQuestion) -> PadAccess:
    """Anybody on the panel reads; a shadow does not type, and nobody does once the interview is over."""
    may_write = asked.interview.state in OPEN and member.seat != PanelMember.Seat.SHADOW
    return PadAccess(asked.pk, asked.public_id, member.user_id, may_write)


def _candidate(asked: AskedQuestion) -> PadAccess | None:
    """The candidate sees the pad of the question on the table, and types while the interview is live."""
    if asked.interview.state not in OPEN or asked.interview.current_id != asked.pk:
        return None
    return PadAccess(asked.pk, asked.public_id, None, asked.interview.state == "live")
