"""Work by the clock, planted as jobs: the key of a job is its period, so that any number of clocks plant it once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from core.jobs import Handler, job, plant
from core.models import Job, SaveOperation

KEEP_FINISHED = timedelta(days=30)
_periods: dict[str, timedelta] = {}


def periodic(kind: str, *, every: timedelta) -> Callable[[Handler], Handler]:
    """Registers a job that is due once in each period, counted from the epoch; its args are empty."""

    def register(handler: Handler) -> Handler:
        _periods[kind] = every
        return job(kind)(handler)

    return register


def plant_due(now: datetime | None = None) -> None:
    """Asks for whatever the current periods have not been asked yet; called by every worker and every beat."""
    now = now or timezone.now()
    for kind, every in _periods.items():
        key = str(int(now.timestamp() // every.total_seconds()))
        plant(kind, dedupe_key=key)


@periodic("core.tidy_jobs", every=timedelta(days=1))
def tidy_jobs(args: dict[str, object]) -> None:
    """Forgets what was done long ago; dead jobs stay until somebody has looked at them."""
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=timezone.now() - KEEP_FINISHED).delete()


@periodic("core.tidy_saves", every=timedelta(days=1))
def tidy_saves(args: dict[str, object]) -> None:
    """Forgets which saves were answered long ago: no browser keeps an unsent one for so long (static/js/saving)."""
    SaveOperation.objects.filter(created_at__lt=timezone.now() - KEEP_FINISHED).delete()
