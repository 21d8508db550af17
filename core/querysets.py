from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Min, Q, When

if TYPE_CHECKING:
    from core.models import Job  # noqa: F401 - named in a string below


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=("queued", "running"))

    def claimable(self, now: datetime) -> Self:
        """What waits and is due, and what a dead worker left."""
        waiting = Q(state="queued", due_at__lte=now)
        abandoned = Q(state="running", lease_until__lt=now)
        return self.filter(waiting | abandoned).order_by("due_at", "pk")

    def waiting_since(self, now: datetime) -> datetime | None:
        """Since when somebody should have taken the oldest claimable work; None when nothing waits."""
        ready = Case(When(state="running", then=F("lease_until")), default=F("due_at"))
        found: datetime | None = self.claimable(now).order_by().aggregate(since=Min(ready))["since"]
        return found
