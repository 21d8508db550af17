"""Where a socket stands: which room, whose seat or link, which log-in. Asked for many sockets at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone

from sessions.models import InterviewSession, JoinLink, PanelMember, SessionEvent
from sessions.services.events import ring_presence
from sessions.services.links import is_over

PANEL, CANDIDATE = "panel", "candidate"


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
    active = PanelMember.objects.filter(pk__in={place.key for place in places}, user__is_active=True)
    seats = set(active.exclude(interview__candidate__user=F("user")).values_list("pk", flat=True))
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
    found = InterviewSession.objects.filter(public_id__in=rooms)
    return dict(found.values_list("public_id", "last_seq"))


def number(room: str, audience: str) -> int:
    """The number an audience knows. A candidate's counts only what everybody heard: gaps would tell of the panel."""
    if audience == PANEL:
        return newest([room]).get(room, 0)
    heard = SessionEvent.objects.filter(interview__public_id=room, audience=SessionEvent.Audience.EVERYONE)
    return heard.count()


def arrive(place: Place, here_for: timedelta) -> None:
    """The panel hears of somebody who was not there; not of a page that is loaded anew."""
    table = PanelMember if place.audience == PANEL else JoinLink
    was_here = table.objects.filter(pk=place.key, here_until__gt=timezone.now()).exists()
    be_here([place], here_for)
    if not was_here:
        ring_presence(place.room)


def be_here(places: Collection[Place], here_for: timedelta) -> None:
    moment = timezone.now() + here_for
    seats, links = ({p.key for p in places if p.audience == audience} for audience in (PANEL, CANDIDATE))
    if seats:
        PanelMember.objects.filter(pk__in=seats).update(here_until=moment)
    if links:
        JoinLink.objects.filter(pk__in=links).update(here_until=moment)
