"""Who gets how much of a report, and the ways to read it from outside: links, and the candidate's letter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.models import PublicModel
from sessions.models import Position

# Wrong passwords that end a link.
MOST_WRONG = 10


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

    report = models.OneToOneField("reports.Report", on_delete=models.CASCADE, related_name="letter")
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

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="shares")
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

    @property
    def was_guessed_at(self) -> bool:
        """Until guessing ended it."""
        return self.wrong_passwords >= MOST_WRONG


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
