"""What the worker does for reports. Each handler may run twice and must leave the same rows."""

from typing import Any

from django.utils import timezone

from core.jobs import job
from reports.debrief_json import debrief_from_dict
from reports.models import Report, Summary
from reports.services.freezing import WRITE_SUMMARY
from reports.summaries import write_summary


def mark_failed(args: dict[str, Any]) -> None:
    Summary.objects.filter(report=args["report"]).update(
        state=Summary.State.FAILED, error="The summary could not be written after three tries."
    )


@job(WRITE_SUMMARY, on_dead=mark_failed)
def write(args: dict[str, Any]) -> None:
    report = Report.objects.select_related("summary").get(pk=args["report"])
    text = write_summary(debrief_from_dict(report.debrief))
    summary = report.summary
    summary.sections = [
        {
            "title": section.title,
            "sentences": [{"text": s.text, "evidence": list(s.evidence)} for s in section.sentences],
        }
        for section in text.sections
    ]
    summary.state, summary.input_hash = Summary.State.DONE, report.input_hash
    summary.written_at, summary.error = timezone.now(), ""
    summary.save()
