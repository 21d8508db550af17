from celery import shared_task

from core.jobs import run_due


@shared_task(name="core.drain")  # type: ignore[untyped-decorator]
def drain() -> int:
    """Looks at the job table; run when woken, and by the clock for whatever nobody woke."""
    return run_due()
