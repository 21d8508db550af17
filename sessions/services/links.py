"""The candidate's way in: a 256-bit token whose hash alone is stored (security.md, S7)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict
from sessions.models import InterviewSession, JoinLink, Knock, SessionEvent
from sessions.services.events import record, ring_rights
from sessions.services.rights import conducted, locked

OPENS_BEFORE = timedelta(minutes=30)
CLOSES_AFTER = timedelta(minutes=30)
MOST_KNOCKS = 5
OVER = ("scoring", "completed", "cancelled")


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_link(*, interview: InterviewSession, by: User) -> str:
    """Returns the token of a new link, this once; links made before stop working."""
    return _issue(conducted(interview, by), by, by_mail=False)


@transaction.atomic
def issue_partners_link(*, interview: InterviewSession, partner: User) -> str:
    """The same for a mock's answerer, who conducts nothing: the caller knows that the link is this person's own."""
    return _issue(locked(interview), partner, by_mail=False)


@transaction.atomic
def issue_mailed_link(*, interview: InterviewSession, asked_at: datetime) -> str | None:
    """The token for an invitation that is being sent; None when a person made a link after asking for it."""
    current = locked(interview)
    by_hand = current.links.filter(revoked_at=None, by_mail=False, created_at__gt=asked_at)
    return None if by_hand.exists() else _issue(current, None, by_mail=True)


def _issue(current: InterviewSession, by: User | None, *, by_mail: bool) -> str:
    """For a locked interview."""
    token = secrets.token_urlsafe(32)
    revoke_links(interview=current)
    JoinLink.objects.create(interview=current, token_hash=digest(token), by_mail=by_mail)
    record(interview=current, kind="link", audience=SessionEvent.Audience.PANEL, by=by)
    return token


def revoke_links(*, interview: InterviewSession) -> None:
    interview.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    transaction.on_commit(lambda: ring_rights(interview.public_id), robust=True)


@transaction.atomic
def withdraw_link(*, interview: InterviewSession, by: User) -> None:
    """Ends the link and, by the bell, the page of whoever is inside."""
    current = conducted(interview, by)
    revoke_links(interview=current)
    record(interview=current, kind="link_withdrawn", audience=SessionEvent.Audience.EVERYONE, by=by)


def find_link(token: str) -> JoinLink | None:
    links = JoinLink.objects.select_related("interview__candidate", "interview__position", "interview__current")
    return links.filter(token_hash=digest(token), revoked_at=None).first()


def opens_at(interview: InterviewSession) -> datetime:
    return interview.scheduled_at - OPENS_BEFORE


def is_early(interview: InterviewSession) -> bool:
    return interview.state in ("draft", "scheduled") and timezone.now() < opens_at(interview)


def is_over(interview: InterviewSession) -> bool:
    """Over by its state, or 30 minutes after its planned end while it never began."""
    late = interview.scheduled_at + timedelta(minutes=interview.minutes) + CLOSES_AFTER
    waiting = interview.state in ("draft", "scheduled", "lobby")
    return interview.state in OVER or (waiting and timezone.now() > late)


@transaction.atomic
def claim(*, link: JoinLink, browser: str | None) -> str:
    """Binds the link to one browser; returns that browser's secret. A second browser is refused: it may knock."""
    # Whoever changes a link holds its interview first: two who wait for each other would both wait for ever.
    interview = locked(link.interview)
    current = interview.links.get(pk=link.pk)
    if is_claimed_by_another(current, browser):
        raise Conflict("This interview was opened in another browser a moment ago. Go on there, or try again here.")
    if current.claim_hash and browser:
        return browser
    secret = secrets.token_urlsafe(32)
    JoinLink.objects.filter(pk=current.pk).update(claim_hash=digest(secret), claimed_at=timezone.now())
    _enter_lobby(interview)
    return secret


def _enter_lobby(interview: InterviewSession) -> None:
    if interview.state == "scheduled":
        interview.state = "lobby"
        interview.save(update_fields=["state"])
    record(interview=interview, kind="candidate_joined", audience=SessionEvent.Audience.EVERYONE, by=None)


def is_claimed_by_another(link: JoinLink, browser: str | None) -> bool:
    return bool(link.claim_hash) and not (browser and secrets.compare_digest(digest(browser), link.claim_hash))


def guest_link(link_id: str, browser: str | None) -> JoinLink | None:
    """The link that this browser has claimed and may still use; None otherwise."""
    links = JoinLink.objects.select_related(
        "interview__candidate", "interview__position", "interview__current__question_version__question"
    )
    link = links.filter(public_id=link_id, revoked_at=None).first()
    if link is None or not browser or not link.claim_hash:
        return None
    return None if is_claimed_by_another(link, browser) else link


@transaction.atomic
def knock(*, link: JoinLink, browser: str | None) -> tuple[Knock, str]:
    """A second browser asks to come in; the panel is rung. The same browser again finds its own knock."""
    found = knock_of(link, browser)
    if found and browser:
        return found, browser
    secret = secrets.token_urlsafe(32)
    interview = locked(link.interview)
    if link.knocks.filter(admitted_at=None, refused_at=None).count() >= MOST_KNOCKS:
        raise Conflict("Several browsers are waiting already. Ask your interviewer for a new link.")
    waiting = Knock.objects.create(link=link, browser_hash=digest(secret))
    record(interview=interview, kind="knock", audience=SessionEvent.Audience.PANEL, by=None)
    return waiting, secret


def knock_of(link: JoinLink, browser: str | None) -> Knock | None:
    return link.knocks.filter(browser_hash=digest(browser)).first() if browser else None


@transaction.atomic
def answer_knock(*, interview: InterviewSession, knock: Knock, admit: bool, by: User) -> None:
    """Lets the waiting browser in, which closes the interview in the one before, or turns it away."""
    current = conducted(interview, by)
    waiting = Knock.objects.select_for_update(of=("self",)).get(pk=knock.pk)
    if waiting.admitted_at or waiting.refused_at:
        raise Conflict("Somebody on the panel has answered this already.")
    if admit:
        waiting.admitted_at = timezone.now()
        JoinLink.objects.filter(pk=waiting.link_id).update(claim_hash=waiting.browser_hash, claimed_at=timezone.now())
        transaction.on_commit(lambda: ring_rights(current.public_id), robust=True)
    else:
        waiting.refused_at = timezone.now()
    waiting.save()
    record(interview=current, kind="knock_answered", audience=SessionEvent.Audience.EVERYONE, by=by, admitted=admit)
