"""What the worker does for rubrics. The handler may run twice and leaves the same rows."""

from typing import Any

from core.jobs import job
from rubric.models import RubricVersion
from rubric.services.rescoring import BATCH, JOB, ask_the_machine, rescore_by_machine


@job(JOB)
def rescore(args: dict[str, Any]) -> None:
    """One part, and asks for the next one where there may be more."""
    version = RubricVersion.objects.filter(pk=args["version"]).first()
    if version and rescore_by_machine(version=version) == BATCH:
        ask_the_machine(version, part=args["part"] + 1)
