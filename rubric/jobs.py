"""What the worker does for rubrics. The handler may run twice and leaves the same rows."""

from typing import Any

from core.jobs import job
from rubric.models import RubricVersion
from rubric.services.rescoring import JOB, rescore_by_machine


@job(JOB)
def rescore(args: dict[str, Any]) -> None:
    version = RubricVersion.objects.filter(pk=args["version"]).first()
    if version:
        rescore_by_machine(version=version)
