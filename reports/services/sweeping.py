from reports.services.freezing import freeze_report
from sessions.models import InterviewSession


def freeze_forgotten() -> int:
    """Freezes what completed while its signal was lost: a kill between commit and signal leaves no gap.

    Called every minute by reports.jobs.sweep.
    """
    left = InterviewSession.objects.hiring().filter(state="completed", report=None)
    return sum(bool(freeze_report(interview=interview)) for interview in left)
