from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicModel
from reports.querysets import ReportQuerySet
from sessions.models import InterviewSession


class Report(PublicModel):
    """The frozen document of a completed interview: `debrief` is reports.debrief_json's dictionary."""

    interview = models.OneToOneField(InterviewSession, on_delete=models.CASCADE, related_name="report")
    debrief = models.JSONField()
    input_hash = models.CharField(max_length=64)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Report on {self.interview}"


class Summary(PublicModel):
    """A report's prose, written by a job; `sections` is [{title, sentences: [{text, evidence}]}]."""

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Being written"
        DONE = "done", "Written"
        FAILED = "failed", "Failed"

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="summary")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    sections = models.JSONField(default=list)
    input_hash = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Summary of {self.report}"


class Decision(PublicModel):
    """What people decided, and why: never written by the app."""

    class Outcome(models.TextChoices):
        HIRE = "hire", "Hire"
        REJECT = "reject", "Do not hire"
        NEXT_ROUND = "next_round", "Another round"

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_outcome_display()


class ReportView(models.Model):
    """Who viewed or exported which report, and when."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.action}"
