from accounts.audit import note
from accounts.models import User
from reports.models import Report, ReportView


def note_view(*, report: Report, user: User, action: str) -> ReportView:
    """Who did what with which report: read by its owner and HR, and by nobody changed. Two rows without a transaction
    around them: one query less for a page, and the record of access at worst knows of a view that failed."""
    note(action, f"report:{report.public_id}", by=user)
    return ReportView.objects.create(report=report, user=user, action=action[:60])
