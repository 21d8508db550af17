"""An administrator has no content; where there is no other way, they read one report for an hour, and are seen to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.models import PublicModel


class BreakGlass(PublicModel):
    """One report, opened by one administrator until `ends_at`, with the reason given. Append-only."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="opened")
    admin = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    ends_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.report}, opened by {self.admin}"

    @property
    def is_open(self) -> bool:
        return self.ends_at > timezone.now()
