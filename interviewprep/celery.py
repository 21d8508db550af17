import logging
import os
from collections.abc import Callable
from typing import Any

from celery import Celery, bootsteps, signals

from core.outages import Outage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings.dev")

app = Celery("interviewprep")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class LookTwiceASecond(bootsteps.StartStopStep):  # type: ignore[misc]
    """Makes every worker look at the job table by itself: no broker, and no woken worker, is ever needed."""

    requires = ("celery.worker.components:Timer",)
    interval = 0.5
    clock_interval = 10

    def start(self, parent: Any) -> None:
        beat = (parent.hostname,)
        self.entries = [
            parent.timer.call_repeatedly(self.interval, look, priority=10),
            parent.timer.call_after(0, look_at_the_clock, beat),
            parent.timer.call_repeatedly(self.clock_interval, look_at_the_clock, beat, priority=10),
        ]

    def stop(self, parent: Any) -> None:
        for entry in self.entries:
            entry.cancel()


def look() -> None:
    from core.jobs import run_due

    _with_fresh_connections(run_due)


def look_at_the_clock(name: str) -> None:
    from core.health import beat
    from core.periodic import plant_due

    _with_fresh_connections(lambda: beat(name))
    _with_fresh_connections(plant_due)


def _with_fresh_connections(act: Callable[[], object]) -> None:
    from django.db import close_old_connections

    try:
        act()
    finally:
        close_old_connections()


app.steps["worker"].add(LookTwiceASecond)


@signals.celeryd_init.connect  # type: ignore[untyped-decorator]
@signals.beat_init.connect  # type: ignore[untyped-decorator]
def refuse(**_: Any) -> None:
    from core.startup import refuse_unsafe

    refuse_unsafe()


class SaidOnce(logging.Filter):
    """Beat logs a hundred lines for each task that it could not send; the workers look by themselves meanwhile."""

    sending = Outage("Redis, to which beat sends,", "the workers look by themselves")

    def filter(self, record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith("Message Error"):
            return True
        self.sending.failed()
        return False


@signals.beat_init.connect  # type: ignore[untyped-decorator]
def say_once(**_: Any) -> None:
    logging.getLogger("celery.beat").addFilter(SaidOnce())


@signals.after_task_publish.connect  # type: ignore[untyped-decorator]
def sent(**_: Any) -> None:
    SaidOnce.sending.worked()
