import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings.dev")

app = Celery("interviewprep")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class LookTwiceASecond(bootsteps.StartStopStep):  # type: ignore[misc]
    """Makes every worker look at the job table by itself: no broker, and no woken worker, is ever needed."""

    requires = ("celery.worker.components:Timer",)
    interval = 0.5

    def start(self, parent: Any) -> None:
        self.entry = parent.timer.call_repeatedly(self.interval, look, priority=10)

    def stop(self, parent: Any) -> None:
        self.entry.cancel()


def look() -> None:
    from django.db import close_old_connections

    from core.jobs import run_due

    try:
        run_due()
    finally:
        close_old_connections()


app.steps["worker"].add(LookTwiceASecond)
