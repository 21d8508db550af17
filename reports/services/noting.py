from accounts.models import User
from reports.models import Report, ReportView


def note_view(*, report: Report, user: User, action: str) -> ReportView:
    """Who did what with which report: read by its owner and HR, and by nobody changed."""
    return ReportView.objects.create(report=report, user=user, action=action[:60])
