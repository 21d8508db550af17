"""The emergency way to one report (security.md, I7): a reason, an hour, word to the owner and HR, and an entry."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError, Forbidden
from core.mail import Letter, composes, letter, post
from reports.models import BreakGlass, Report
from reports.services.noting import note_view

KIND = "reports.break_glass"
LASTS = timedelta(minutes=60)
FEWEST_LETTERS = 15
PASSWORDLESS = "Set a password first: emergency access asks for it, and your account has none."


@transaction.atomic
def break_glass(*, report: Report, by: User, reason: str) -> BreakGlass:
    """Whoever asks again within the hour gets another hour, another entry and another round of mails."""
    if not by.is_admin:
        raise Forbidden("Only an administrator can do this.")
    # Where there is no password, allauth has nothing to ask for again and lets them through.
    if not by.has_usable_password():
        raise DomainError(PASSWORDLESS)
    if report.interview.candidate.user_id == by.pk:
        raise Forbidden("Nobody opens a report on themselves.")
    if len(reason.strip()) < FEWEST_LETTERS:
        raise DomainError("Say in a sentence why nobody else can read it for you: the owner and HR are told.")
    opened = BreakGlass.objects.create(
        report=report, admin=by, reason=reason.strip()[:500], ends_at=timezone.now() + LASTS
    )
    note_view(report=report, user=by, action="break-glass: opened for an hour")
    for user in _told(report):
        post(kind=KIND, to=user.email, dedupe_key=f"glass:{opened.public_id}:{user.pk}", args=_args(opened))
    return opened


def _told(report: Report) -> set[User]:
    return {report.interview.owner, *report.interview.position.hr.filter(is_active=True)}


def _args(opened: BreakGlass) -> dict[str, int]:
    """With the report's key, by which its erasure finds the mail."""
    return {"report": opened.report_id, "opened": opened.pk}


@composes(KIND)
def compose(args: dict[str, Any]) -> Letter:
    opened = BreakGlass.objects.select_related("admin", "report__interview__candidate").get(pk=args["opened"])
    address = settings.BASE_URL.rstrip("/") + reverse("report", args=[opened.report.public_id])
    context = {"opened": opened, "interview": opened.report.interview, "address": address}
    return letter("break_glass", context, subject=f"{opened.admin} opened a report in an emergency")
