from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicModel
from reports.glass_models import BreakGlass as BreakGlass
from reports.list_models import ExportRun as ExportRun
from reports.list_models import SavedView as SavedView
from reports.querysets import ErasureQuerySet, ReportQuerySet
from reports.sharing_models import Letter as Letter
from reports.sharing_models import ReportPolicy as ReportPolicy
from reports.sharing_models import ShareLink as ShareLink
from reports.sharing_models import ShareVisit as ShareVisit
from reports.sharing_models import Show as Show
from reports.statistic_models import LeakFlag as LeakFlag
from reports.statistic_models import QuestionStatistic as QuestionStatistic
from sessions.models import InterviewSession, Position


class Report(PublicModel):
    """The frozen document of a completed interview: `debrief` is reports.debrief_json's dictionary."""

    interview = models.OneToOneField(InterviewSession, on_delete=models.CASCADE, related_name="report")
    debrief = models.JSONField()
    input_hash = models.CharField(max_length=64)
    # Of the rows the debrief was built from (reports.sources): tells in a query or two whether they moved on.
    source_hash = models.CharField(max_length=64, blank=True)
    # Copied out of the debrief for lists and their filters: "" and None where too little was observed.
    verdict = models.CharField(max_length=12, blank=True)
    total = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    # When the interview began: what a list is sorted by, in an index of its own.
    held_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-held_at", "-id"], name="reports_by_date")]
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Report on {self.interview}"


class ReportLines(models.Model):
    """A report's values as lines of CSV, as far as `show`: written when it was frozen, so that a table of all reports
    renders none of them. `edition` is that of the columns (reports.exporting.comma)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    show = models.CharField(max_length=10, choices=Show)
    edition = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "show"], name="one_text_per_report_and_show")
        ]

    def __str__(self) -> str:
        return f"Lines of {self.report}"


class ReportRevision(models.Model):
    """What a report said before a correction changed its inputs: kept, so that a year later both can be read."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    debrief = models.JSONField()
    input_hash = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_report_revision_per_number")
        ]
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.report}, revision {self.number}"


class Summary(PublicModel):
    """A report's prose, written by a job; `sections` is [{title, sentences: [{text, evidence}]}].

    `edited` has the same shape, written by the lead over the machine's text for the inputs of `edited_for`.
    """

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
    edited = models.JSONField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_for = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Summary of {self.report}"


class Decision(PublicModel):
    """What people decided, and why: never written by the app.

    `mechanical` is what the arithmetic said at that moment ("yes", "no", "" where it said nothing), and `departure`
    why people decided otherwise: asked for exactly when the two differ.
    """

    class Outcome(models.TextChoices):
        HIRE = "hire", "Hire"
        REJECT = "reject", "Do not hire"
        NEXT_ROUND = "next_round", "Another round"

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField()
    mechanical = models.CharField(max_length=3, blank=True, choices=[("yes", "Yes"), ("no", "No")])
    departure = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_outcome_display()


class ReopenedDecision(models.Model):
    """A decision that was taken back, as it stood, with who took it back and why: append-only."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reopened")
    outcome = models.CharField(max_length=12, choices=Decision.Outcome)
    reason = models.TextField()
    mechanical = models.CharField(max_length=3, blank=True)
    departure = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, reopened"


class ReportView(models.Model):
    """Who viewed, exported or shared which report, and when."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.action}"


class Erasure(PublicModel):
    """That an interview was erased when its time was over, or because its candidate asked, and when; not a word of what
    it held."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="erasures")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The addresses that its report had: whoever comes back to one is told what became of it.
    interview_id = models.CharField(max_length=32, unique=True)
    report_id = models.CharField(max_length=32, blank=True, db_index=True)
    # None where nothing was decided.
    decided_at = models.DateTimeField(null=True)
    on_request = models.BooleanField(default=False)
    months = models.PositiveSmallIntegerField()

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Erased on {self.created_at:%Y-%m-%d}"
