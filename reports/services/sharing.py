"""Links that open one report, or the letter, to whoever holds them: until they expire, are revoked or guessed at."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, Forbidden
from reports.models import Report, ShareLink, ShareVisit
from reports.permissions import may_edit, may_release
from reports.sharing_models import MOST_WRONG
from sessions.services.links import digest

Opens = ShareLink.Opens


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link opens, how much of it, for how many days, and behind which password ("" for none)."""

    opens: str
    show: str
    days: int
    password: str = ""


@transaction.atomic
def make_link(*, report: Report, by: User, terms: Terms) -> tuple[ShareLink, str]:
    """The link and its token, which is told this once: its hash alone is stored."""
    if terms.opens == Opens.LETTER:
        _require_released(report, by)
    elif not may_edit(by, report):
        raise Forbidden("Only the owner of the interview makes links to its report.")
    token = secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        report=report,
        opens=terms.opens,
        show=terms.show,
        token_hash=digest(token),
        password_hash=make_password(terms.password) if terms.password else "",
        made_by=by,
        expires_at=timezone.now() + timedelta(days=terms.days),
    )
    return link, token


def _require_released(report: Report, by: User) -> None:
    if not may_release(by, report):
        raise Forbidden("The owner of the interview and HR of the position make links to the letter.")
    letter = getattr(report, "letter", None)
    if letter is None or letter.released_at is None:
        raise Conflict("Release the letter first: a link to it opens nothing before.")


def revoke_link(*, link: ShareLink) -> None:
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])


def find_link(token: str) -> ShareLink | None:
    """Alive now: in time, not revoked, of somebody who may still give away as much (I8)."""
    links = ShareLink.objects.select_related("made_by", "report__interview__position", "report__letter")
    link = links.filter(token_hash=digest(token), revoked_at=None, expires_at__gt=timezone.now()).first()
    return link if link and _still_given(link) else None


def _still_given(link: ShareLink) -> bool:
    report = Report.objects.visible_to(link.made_by).filter(pk=link.report_id).first()
    if report is None or not link.made_by.is_active:
        return False
    if link.opens == Opens.LETTER:
        letter = getattr(link.report, "letter", None)
        return bool(letter and letter.released_at) and may_release(link.made_by, report)
    return may_edit(link.made_by, report)


@transaction.atomic
def open_link(*, link: ShareLink, password: str) -> bool:
    """Whether the password is right; each try is recorded, and the tenth wrong one ends the link."""
    current = ShareLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    right = not current.password_hash or check_password(password, current.password_hash)
    outcome = ShareVisit.Outcome.OPENED if right else ShareVisit.Outcome.REFUSED
    ShareVisit.objects.create(link=current, outcome=outcome)
    if not right:
        ShareLink.objects.filter(pk=current.pk).update(wrong_passwords=F("wrong_passwords") + 1)
        if current.wrong_passwords + 1 >= MOST_WRONG:
            revoke_link(link=current)
    return right
