"""What is done inside the product's own process: filling its database, counting queries, timing what only computes.

`python -m bench.inside fill SIZE`, `... count PATH...` and `... compute`; each prints one line of JSON.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402

from bench.data import build  # noqa: E402
from bench.sizes import SIZES  # noqa: E402
from core.markdown.rendering import render  # noqa: E402
from practice.feedback import cover  # noqa: E402
from questions.models import QuestionVersion  # noqa: E402
from reports.assembly import build_debrief  # noqa: E402
from reports.debrief import Debrief  # noqa: E402
from reports.debrief_json import debrief_from_dict, debrief_to_dict  # noqa: E402
from reports.exporting.pdf import export_pdf  # noqa: E402
from reports.models import Report, ReportLines, Summary  # noqa: E402
from reports.services.lines import lines_of  # noqa: E402
from reports.sources import source_hash  # noqa: E402
from reports.stored_summary import to_sections  # noqa: E402
from reports.summaries import input_hash, write_summary  # noqa: E402
from sessions.models import InterviewSession  # noqa: E402
from tests.faults.seed import signed_in  # noqa: E402

# Reports beyond these repeat the content of earlier ones under their own interview: making each anew takes minutes.
OWN_CONTENT = 2_000
ROUNDS = 60


def fill(size: str) -> dict[str, Any]:
    started = time.monotonic()
    world = build(SIZES[size])
    reports = make_reports()
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within minutes (autovacuum), and SQLite when it is asked.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    newest = Report.objects.order_by("-interview__started_at").first()
    assert newest  # noqa: S101 - what was just made
    card = newest.interview.panel.all()[0].scorecard
    assert card  # noqa: S101
    return {
        "session": signed_in(world.lead),
        "hr": signed_in(world.hr),
        "person": world.lead.pk,
        "open": world.interview.public_id,
        "completed": newest.interview.public_id,
        "report": newest.public_id,
        "position": newest.interview.position.public_id,
        "plan": newest.interview.position.plans.get().public_id,
        "question": QuestionVersion.objects.order_by("pk")[0].question.public_id,
        "criteria": [each.public_id for each in card.rubric_version.criteria.all()],
        "rubric": card.rubric_version.public_id,
        "reports": reports,
        "seconds": round(time.monotonic() - started, 1),
    }


def make_reports() -> int:
    """Reports and summaries as the worker writes them, without the queue."""
    completed = InterviewSession.objects.filter(state="completed").order_by("-started_at")
    made: list[tuple[Debrief, str]] = []
    reports = []
    for place, interview in enumerate(completed.select_related("candidate", "position", "rubric_version")):
        if place < OWN_CONTENT:
            made.append((build_debrief(interview), source_hash(interview)))
        debrief, source = made[place % OWN_CONTENT]
        reports.append(_report(interview, debrief, source))
    with transaction.atomic():
        Report.objects.bulk_create(reports, batch_size=500)
        for report in reports:
            ReportLines.objects.bulk_create(lines_of(report, debrief_from_dict(report.debrief)))
        Summary.objects.bulk_create(
            (_summary(report, made[place % OWN_CONTENT][0]) for place, report in enumerate(reports)), batch_size=500
        )
    return len(reports)


def _report(interview: InterviewSession, debrief: Debrief, source: str) -> Report:
    content = debrief_to_dict(debrief) | {"interview_id": interview.public_id, "title": str(interview)}
    return Report(
        interview=interview,
        debrief=content | {"candidate": interview.candidate.name},
        input_hash=input_hash(debrief),
        held_at=interview.started_at,
        source_hash=source,
        verdict=debrief.verdict or "",
        total=debrief.total,
    )


def _summary(report: Report, debrief: Debrief) -> Summary:
    sections = to_sections(write_summary(debrief))
    return Summary(report=report, state="done", sections=sections, input_hash=report.input_hash)


@override_settings(ALLOWED_HOSTS=["testserver"])
def count(session: str, paths: Sequence[str]) -> dict[str, Any]:
    """{path: [status, queries, bytes]} of a page that was asked for once before."""
    client = Client()
    client.cookies["sessionid"] = session
    found = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        found[path] = [answer.status_code, len(captured), len(answer.content)]
    return found


def compute() -> dict[str, Any]:
    """Milliseconds, the middle of many."""
    versions = list(QuestionVersion.objects.select_related("guide").order_by("pk")[:200])
    bodies = [
        f"{v.prompt}\n\n**{v.guide.answer}**\n\n- `one`\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |" for v in versions
    ]
    debrief = debrief_from_dict(Report.objects.order_by("pk")[0].debrief)
    summary = write_summary(debrief)
    points = [point.text for v in versions[:2] for point in v.guide.key_points.all()]
    answer = " ".join(f"{v.prompt} {v.guide.answer}" for v in versions[:6]).split()[:300]
    pages = export_pdf(debrief, summary).count(b"/Type /Page\n") or export_pdf(debrief, summary).count(b"/Type/Page/")
    return {
        "markdown": middle([lambda body=body: render(body) for body in bodies]),  # type: ignore[misc]
        "summary": middle([lambda: write_summary(debrief)] * ROUNDS),
        "pdf": middle([lambda: export_pdf(debrief, summary)] * ROUNDS),
        "pdf_pages": pages,
        "feedback": middle([lambda: cover(" ".join(answer), points, versions[0].prompt)] * ROUNDS),
        "feedback_words": len(answer),
        "feedback_points": len(points),
    }


def middle(calls: Sequence[Callable[[], object]]) -> float:
    calls[0]()
    times = []
    for call in calls:
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    if word == "fill":
        print(json.dumps(fill(rest[0])))
    elif word == "count":
        print(json.dumps(count(rest[0], rest[1:])))
    else:
        print(json.dumps(compute()))
