"""What a person makes of the list of reports: filters with a name, and orders of files."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.models import PublicModel
from reports.sharing_models import Show


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

    @property
    def is_there(self) -> bool:
        return self.state == self.State.DONE and self.expires_at > timezone.now()

    @property
    def told_state(self) -> str:
        """Expired also where the hourly job has not come by yet."""
        over = self.state == self.State.DONE and not self.is_there
        return str(self.State.EXPIRED.label if over else self.get_state_display())
