from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.models import PublicModel
from questions.models import Question
from reports.querysets import ErasureQuerySet, ReportQuerySet
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

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Report on {self.interview}"


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
    """That an interview was erased when its time was over, and when; not a word of what it held."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="erasures")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The addresses that its report had: whoever comes back to one is told what became of it.
    interview_id = models.CharField(max_length=32, unique=True)
    report_id = models.CharField(max_length=32, blank=True, db_index=True)
    decided_at = models.DateTimeField()
    months = models.PositiveSmallIntegerField()

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Erased on {self.created_at:%Y-%m-%d}"


class Show(models.TextChoices):
    """How much of a report its reader gets, from most to least."""

    FULL = "full", "Everything"
    ANONYMOUS = "anonymous", "Panel anonymous"
    TOTALS = "totals", "Totals only"
    NOTHING = "nothing", "Nothing"


class ReportPolicy(models.Model):
    """What HR and the panel of a position's interviews get of its reports; the owner always gets everything."""

    position = models.OneToOneField(Position, on_delete=models.CASCADE, related_name="report_policy")
    hr = models.CharField("HR sees", max_length=10, choices=Show, default=Show.FULL)
    panel = models.CharField("Panel members see", max_length=10, choices=Show, default=Show.FULL)

    def __str__(self) -> str:
        return f"Reports of {self.position}"


class Letter(PublicModel):
    """Feedback for the candidate, made from criteria and anchors only; `body` as it was edited, for the inputs of
    `written_for`. Without a row the machine's draft stands."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="letter")
    body = models.TextField()
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)
    written_for = models.CharField(max_length=64, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Letter to {self.report.interview.candidate}"


class ShareLink(PublicModel):
    """A way to read one report, or the candidate's letter, without an account. Only hashes are stored."""

    class Opens(models.TextChoices):
        REPORT = "report", "The report"
        LETTER = "letter", "The feedback letter"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shares")
    opens = models.CharField(max_length=10, choices=Opens, default=Opens.REPORT)
    show = models.CharField(max_length=10, choices=Show, default=Show.ANONYMOUS)
    token_hash = models.CharField(max_length=64, unique=True)
    password_hash = models.CharField(max_length=200, blank=True)
    wrong_passwords = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"Link to {self.report}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class ShareVisit(models.Model):
    """One use of a link: opened, or refused for a wrong password."""

    class Outcome(models.TextChoices):
        OPENED = "opened", "Opened"
        REFUSED = "refused", "Wrong password"

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    outcome = models.CharField(max_length=10, choices=Outcome)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.link} {self.outcome}"


class SavedView(PublicModel):
    """A person's name for a set of filters of the report list; `query` is its address without the page."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "title"], name="one_saved_view_per_title")]
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class ExportRun(PublicModel):
    """One order of files, done part by part by jobs; the file stands in VAR_DIR until `expires_at`."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Being written"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        EXPIRED = "expired", "Expired"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    show = models.CharField(max_length=10, choices=Show, default=Show.FULL)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    # Primary keys of the reports, in the order of the list they were chosen from.
    reports = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} of {len(self.reports)}"


class LeakFlag(PublicModel):
    """Somebody saw this question outside: it stands on the statistics page until it is taken off."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="leak")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"Leak of {self.question}"


class QuestionStatistic(models.Model):
    """What the submitted scorecards tell about one question, measured by a job (reports.question_figures).

    A figure is None where the data cannot carry it. `share` is the largest part, 0..1, of one position's
    `share_of` interviews of twelve months that put the question.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="statistic")
    interviews = models.PositiveIntegerField(default=0)
    ease = models.FloatField(null=True, blank=True)
    spread = models.FloatField(null=True, blank=True)
    discrimination = models.FloatField(null=True, blank=True)
    minutes = models.FloatField(null=True, blank=True)
    asked_in_a_year = models.PositiveIntegerField(default=0)
    share = models.FloatField(null=True, blank=True)
    share_of = models.PositiveIntegerField(default=0)
    measured_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Figures of {self.question}"
