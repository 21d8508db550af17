"""Where a socket stands: which room, whose seat or link, which log-in. Asked for many sockets at once."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Count, QuerySet
from django.utils import timezone

from sessions.models import InterviewSession, JoinLink, PanelMember, SessionEvent
from sessions.services.events import ring_presence
from sessions.services.links import is_over

PANEL, CANDIDATE = "panel", "candidate"
# A room and who listens there.
Audience = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """`key` is the seat's or the link's; `claim` the hash of the guest's browser; `login` the key of the log-in."""

    audience: str
    room: str
    key: int
    claim: str = ""
    login: str = ""


def standing(places: Iterable[Place]) -> set[Place]:
    """Those that may still listen (I8)."""
    seats = [place for place in places if place.audience == PANEL]
    guests = [place for place in places if place.audience == CANDIDATE]
    return _seated(seats) | _invited(guests)


def _seated(places: Collection[Place]) -> set[Place]:
    if not places:
        return set()
    standing_seats = PanelMember.objects.standing().filter(pk__in={place.key for place in places})
    seats = set(standing_seats.values_list("pk", flat=True))
    logins = Session.objects.filter(session_key__in={place.login for place in places}, expire_date__gt=timezone.now())
    valid = set(logins.values_list("session_key", flat=True))
    return {place for place in places if place.key in seats and (not place.login or place.login in valid)}


def _invited(places: Collection[Place]) -> set[Place]:
    if not places:
        return set()
    links = JoinLink.objects.filter(pk__in={place.key for place in places}, revoked_at=None)
    claims = {link.pk: link.claim_hash for link in links.select_related("interview") if not long_over(link.interview)}
    return {place for place in places if claims.get(place.key) == place.claim}


def long_over(interview: InterviewSession) -> bool:
    """The last bell, "it is over", still rings: the page then says goodbye."""
    return is_over(interview) and interview.state in ("completed", "cancelled")


def newest(rooms: Collection[str]) -> dict[str, int]:
    """The number of each room's newest event."""
    if not rooms:
        return {}
    found = InterviewSession.objects.filter(public_id__in=rooms)
    return dict(found.values_list("public_id", "last_seq"))


def heard(rooms: Collection[str]) -> dict[str, int]:
    """How many events of each room everybody heard."""
    if not rooms:
        return {}
    found = SessionEvent.objects.filter(interview__public_id__in=rooms, audience=SessionEvent.Audience.EVERYONE)
    return dict(found.values_list("interview__public_id").annotate(Count("pk")).order_by())


def numbers(audiences: Collection[Audience]) -> dict[Audience, int]:
    """The number that each audience knows. A candidate's counts only what everybody heard: gaps would tell of the
    panel.
    """
    known = {PANEL: newest([room for room, audience in audiences if audience == PANEL])}
    known[CANDIDATE] = heard([room for room, audience in audiences if audience == CANDIDATE])
    return {(room, audience): known[audience].get(room, 0) for room, audience in audiences}


def arrive(places: Collection[Place], here_for: timedelta) -> None:
    """The panel hears of somebody who was not there. A page that is loaded anew writes and rings nothing."""
    now = timezone.now()
    known = {audience: dict(rows.values_list("pk", "here_until")) for audience, rows in _rows(places)}
    ends = {place: known[place.audience].get(place.key) or now for place in places}
    be_here([place for place, end in ends.items() if end < now + here_for / 2], here_for)
    ring_presence({place.room for place, end in ends.items() if end <= now})


def be_here(places: Collection[Place], here_for: timedelta) -> None:
    for _, rows in _rows(places):
        rows.update(here_until=timezone.now() + here_for)


def depart(places: Collection[Place], left_before: datetime, here_for: timedelta) -> None:
    """Unless another process has seen them since."""
    for _, rows in _rows(places):
        rows.filter(here_until__lte=left_before + here_for).update(here_until=timezone.now())
    ring_presence({place.room for place in places})


def _rows(places: Collection[Place]) -> Iterator[tuple[str, QuerySet[Any]]]:
    """The seats and the links of these places, as far as there are any."""
    for audience, table in ((PANEL, PanelMember), (CANDIDATE, JoinLink)):
        keys = {place.key for place in places if place.audience == audience}
        if keys:
            yield audience, table.objects.filter(pk__in=keys)
