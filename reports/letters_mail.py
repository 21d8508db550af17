"""Tells a candidate by mail that the letter is there. The link is made when the mail is composed, and never stored."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from core.mail import Letter as Mail
from core.mail import composes, letter, post
from reports.models import Letter as ReleasedLetter
from reports.models import Report, ShareLink
from reports.services.sharing import Terms, make_link

KIND = "reports.letter"
DAYS = 30


def tell_candidate(*, released: ReleasedLetter, by: User) -> bool:
    """False where the candidate has left no address. Each release is told once."""
    report, at = released.report, released.released_at
    address = report.interview.candidate.email
    if not address or at is None:
        return False
    key = f"letter:{report.public_id}:{at:%Y%m%d%H%M%S%f}"
    post(kind=KIND, to=address, dedupe_key=key, args={"report": report.pk, "by": by.pk})
    return True


@composes(KIND)
def compose(args: dict[str, Any]) -> Mail | None:
    """None where the letter was taken back meanwhile."""
    report = Report.objects.select_related("interview__candidate", "interview__position", "letter").get(
        pk=args["report"]
    )
    if report.letter.released_at is None:
        return None
    terms = Terms(ShareLink.Opens.LETTER, "nothing", DAYS)
    _, token = make_link(report=report, by=User.objects.get(pk=args["by"]), terms=terms)
    address = settings.BASE_URL.rstrip("/") + reverse("shared", args=[token])
    context = {"interview": report.interview, "address": address, "days": DAYS}
    return letter("feedback_letter", context, subject=f"Feedback on your interview: {report.interview.position}")
