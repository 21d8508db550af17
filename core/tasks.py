from celery import shared_task

from core.jobs import run_due
from core.periodic import plant_due


@shared_task(name="core.drain")  # type: ignore[untyped-decorator]
def drain() -> int:
    """Looks at the job table; run when woken, and by the clock for whatever nobody woke."""
    return run_due()


@shared_task(name="core.plant")  # type: ignore[untyped-decorator]
def plant() -> None:
    """Plants the work of the clock; beat sends it, and any number of beats plant it once."""
    plant_due()
