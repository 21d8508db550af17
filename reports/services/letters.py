"""The letter to the candidate: drafted by the machine, changed and released by people, taken back by them."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, DomainError, Forbidden
from reports.debrief_json import debrief_from_dict
from reports.feedback import feedback_letter
from reports.models import Letter, Report, ShareLink
from reports.permissions import may_release

LONGEST = 10_000


def drafted(report: Report) -> str:
    return feedback_letter(debrief_from_dict(report.debrief))


@transaction.atomic
def save_letter(*, report: Report, by: User, base_version: int, body: str) -> Letter:
    """`base_version` 0: nobody has changed the draft yet. A released letter is taken back before it changes."""
    letter = _locked(report, by)
    known = letter.version if letter else 0
    if known != base_version:
        raise Conflict("Somebody else changed the letter meanwhile. Copy your text, look at theirs, and join the two.")
    if letter and letter.released_at:
        raise Conflict("The letter is with the candidate. Take it back before you change it.")
    if not body.strip() or len(body) > LONGEST:
        raise DomainError(f"A letter holds between one and {LONGEST} letters.")
    letter = letter or Letter(report=report, version=0)
    letter.body, letter.edited_by, letter.written_for = body.replace("\r\n", "\n").strip(), by, report.input_hash
    letter.version += 1
    letter.save()
    return letter


@transaction.atomic
def release_letter(*, report: Report, by: User) -> Letter:
    """Opens the letter to the candidate as it stands; the machine's draft where nobody changed it."""
    letter = _locked(report, by) or save_letter(report=report, by=by, base_version=0, body=drafted(report))
    if letter.released_at is None:
        letter.released_by, letter.released_at = by, timezone.now()
        letter.save()
    return letter


@transaction.atomic
def withdraw_letter(*, report: Report, by: User) -> None:
    """Also ends every link to it."""
    letter = _locked(report, by)
    if letter is None or letter.released_at is None:
        raise Conflict("The letter is not released.")
    letter.released_by = letter.released_at = None
    letter.save()
    links = ShareLink.objects.filter(report=report, opens=ShareLink.Opens.LETTER, revoked_at=None)
    links.update(revoked_at=timezone.now())


def forget_edit(*, report: Report, by: User) -> None:
    """Back to the machine's draft."""
    with transaction.atomic():
        letter = _locked(report, by)
        if letter and letter.released_at:
            raise Conflict("The letter is with the candidate. Take it back before you change it.")
        if letter:
            letter.delete()


def _locked(report: Report, by: User) -> Letter | None:
    """The report's row is locked with it: two people who write the first letter at once take turns."""
    if not may_release(by, report):
        raise Forbidden("The letter is written by the owner of the interview and by HR of the position.")
    Report.objects.select_for_update(of=("self",)).only("pk").get(pk=report.pk)
    return Letter.objects.select_for_update(of=("self",)).filter(report=report).first()
