from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, Forbidden
from reports.editing import edited
from reports.models import Report, Summary
from reports.permissions import may_edit
from reports.stored_summary import summary_text, to_sections

CHANGED = "Somebody else changed the summary meanwhile. Copy your text, look at theirs, and join the two."


@transaction.atomic
def edit_summary(*, report: Report, by: User, base_version: int, written: Mapping[str, str]) -> Summary:
    """Puts the lead's text over the machine's, which stays as it is. `written` by section title."""
    summary = _locked(report, by)
    if summary.version != base_version:
        raise Conflict(CHANGED)
    before = summary_text(summary)
    if before is None:
        raise Conflict("The summary is not written yet.")
    summary.edited = to_sections(edited(before, written))
    summary.edited_by, summary.edited_at, summary.edited_for = by, timezone.now(), report.input_hash
    summary.version += 1
    summary.save()
    return summary


@transaction.atomic
def forget_edit(*, report: Report, by: User) -> Summary:
    """Back to the machine's text."""
    summary = _locked(report, by)
    summary.edited = summary.edited_by = summary.edited_at = None
    summary.edited_for = ""
    summary.version += 1
    summary.save()
    return summary


def _locked(report: Report, by: User) -> Summary:
    if not may_edit(by, report):
        raise Forbidden("The summary is edited by the owner of the interview.")
    return Summary.objects.select_for_update(of=("self",)).get(report=report)
