"""The lines that a table of many reports is put together from, kept beside each report."""

from collections.abc import Mapping, Sequence

from reports.audience import ANONYMOUS, FULL, TOTALS, seen_as
from reports.debrief import Debrief
from reports.debrief_json import debrief_from_dict
from reports.exporting.comma import EDITION, csv_lines
from reports.models import Report, ReportLines

SHOWS = (FULL, ANONYMOUS)


def lines_of(report: Report, debrief: Debrief) -> list[ReportLines]:
    return [
        ReportLines(report=report, show=show, edition=EDITION, text=csv_lines(seen_as(debrief, show))) for show in SHOWS
    ]


def keep_lines(report: Report, debrief: Debrief) -> None:
    """Inside the transaction that freezes the report."""
    ReportLines.objects.bulk_create(
        lines_of(report, debrief),
        update_conflicts=True,
        unique_fields=["report", "show"],
        update_fields=["edition", "text"],
    )


def lines_in_order(reports: Sequence[int], show: str) -> list[str]:
    """By primary keys; of each, the lines that were kept, or made now where none of this edition are. Mere totals
    have no line."""
    if show == TOTALS:
        return []
    kept = dict(
        ReportLines.objects.filter(report__in=reports, show=show, edition=EDITION).values_list("report", "text")
    )
    kept |= _made([pk for pk in reports if pk not in kept], show)
    return [kept[pk] for pk in reports]


def _made(reports: Sequence[int], show: str) -> Mapping[int, str]:
    found = Report.objects.filter(pk__in=reports).values_list("pk", "debrief")
    return {pk: csv_lines(seen_as(debrief_from_dict(debrief), show)) for pk, debrief in found.iterator(chunk_size=50)}
