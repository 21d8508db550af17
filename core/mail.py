"""Mail goes out through a table: a row says what is to be sent, and is sent once.

A row is written with the business change; the letter is composed only when it is sent, so that it tells the newest
state, may decide that it is no longer wanted, and keeps no secret in the table. Between the server's yes and our note
of it a process can die: such a mail is never sent again by itself, and is shown as "may not have arrived".
"""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.jobs import enqueue, job
from core.models import Mail
from core.periodic import periodic

log = logging.getLogger(__name__)
SEND = "core.send_mail"
# After each refusal, or failure to compose it, a mail is tried again so much later, for a day in all.
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240, 360, 480))
SENDING_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`thread` is the id of an earlier mail that this one answers, so that mail programs show them together."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    thread: str = ""


Composer = Callable[[dict[str, Any]], Letter | None]
_composers: dict[str, Composer] = {}


def composes(kind: str) -> Callable[[Composer], Composer]:
    """Registers what writes a kind of mail. None from it means: not wanted any more."""

    def register(composer: Composer) -> Composer:
        _composers[kind] = composer
        return composer

    return register


def letter(template: str, context: dict[str, Any], *, subject: str, **rest: Any) -> Letter:
    """Renders `mail/<template>.txt` and `.html` with the same context."""
    context = context | {"subject": subject, "base_url": settings.BASE_URL.rstrip("/")}
    text = render_to_string(f"mail/{template}.txt", context)
    return Letter(subject, text, render_to_string(f"mail/{template}.html", context), **rest)


@transaction.atomic
def post(*, kind: str, to: str, dedupe_key: str, args: dict[str, Any]) -> Mail:
    """Asks for a mail in the caller's transaction. The same key again is the same mail, sent or not."""
    fresh = {"kind": kind, "to": to, "args": args, "due_at": timezone.now()}
    row, made = Mail.objects.get_or_create(dedupe_key=dedupe_key, defaults=fresh)
    if made:
        _ask(row)
    return row


def _ask(row: Mail) -> None:
    enqueue(SEND, dedupe_key=str(row.pk), args={"mail": row.pk})


def _send(args: dict[str, Any]) -> None:
    """Runs outside of the job's transaction: a mail that left cannot be rolled back."""
    row = _taken(args["mail"])
    if row is None:
        return
    try:
        found = _composers[row.kind](row.args)
    except Exception as broken:  # whatever a composer stumbles on, a cut line to the database above all
        log.exception("Mail %s could not be composed", row.public_id)
        _later(row, type(broken).__name__)
        return
    if found is None:
        _note(row, Mail.State.DROPPED)
    else:
        _deliver(row, found)


def _deliver(row: Mail, found: Letter) -> None:
    try:
        _envelope(row, found).send()
    except (smtplib.SMTPException, OSError) as refused:
        log.warning("Mail %s was not taken: %s", row.public_id, type(refused).__name__)
        _later(row, f"{type(refused).__name__}: {refused}")
    else:
        _note(row, Mail.State.SENT, subject=found.subject[:200], sent_at=timezone.now(), error="")


def _taken(pk: int) -> Mail | None:
    """The mail, for one process alone; None when another has it, it has left, or no mail can be sent here."""
    if not settings.MAIL_ON:
        Mail.objects.filter(pk=pk).update(state=Mail.State.DROPPED, error="Mail is not set up.")
        return None
    waiting = Mail.objects.filter(pk=pk, state=Mail.State.QUEUED)
    taken = waiting.update(state=Mail.State.SENDING, due_at=timezone.now() + SENDING_LASTS)
    return Mail.objects.get(pk=pk) if taken else None


def _envelope(row: Mail, found: Letter) -> EmailMultiAlternatives:
    """One line of subject whatever names hold: a line break there would begin a header of its own."""
    subject = " ".join(found.subject.split())
    headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
    if found.thread:
        headers |= {"In-Reply-To": found.thread, "References": found.thread}
    mail = EmailMultiAlternatives(subject, found.text, to=[row.to], headers=headers)
    mail.attach_alternative(found.html, "text/html")
    for each in found.attachments:
        mail.attach(each.name, each.body, each.content_type)
    return mail


def message_id(row: Mail) -> str:
    return f"<{row.public_id}@{settings.MAIL_DOMAIN}>"


def _note(row: Mail, state: str, **fields: Any) -> None:
    Mail.objects.filter(pk=row.pk).update(state=state, **fields)


def _later(row: Mail, error: str) -> None:
    if row.attempts >= len(WAITS):
        _note(row, Mail.State.FAILED, error=error[:300])
        return
    due = timezone.now() + WAITS[row.attempts]
    _note(row, Mail.State.QUEUED, attempts=row.attempts + 1, due_at=due, error=error[:300])


@job(SEND, lease=timedelta(minutes=2), prepare=_send)
def sent(args: dict[str, Any]) -> None:
    """Nothing is left to do once `_send` ran."""


@periodic("core.mail_again", every=timedelta(minutes=1))
def ask_again(args: dict[str, Any]) -> None:
    """Asks for what the server refused some time ago, and gives up on what a dead process was sending."""
    now = timezone.now()
    Mail.objects.filter(state=Mail.State.SENDING, due_at__lt=now).update(state=Mail.State.UNCLEAR)
    for row in Mail.objects.filter(state=Mail.State.QUEUED, attempts__gt=0, due_at__lte=now):
        _ask(row)
