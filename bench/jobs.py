"""The table "jobs" of the goals: what takes longer than a page, and what only computes."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from bench.asking import Browser, middle
from bench.document import QUESTIONS, document
from bench.figures import Figure
from bench.houses import BenchHouse
from bench.machine import pss
from tests.faults.house import Process

COMPUTED, JOBS = "What only computes", "Jobs"
MOST_REPORTS = 1_000
# The product puts no more into one export (reports/services/exports.py); more are narrowed down by the list's filters.
MOST_IN_ONE = 5_000
PATIENCE = 900


def measure_computing(house: BenchHouse) -> Iterator[Figure]:
    found = house.inside("compute")
    about = f"{found['feedback_words']} words, {found['feedback_points']} points"
    yield Figure(COMPUTED, "rendering a question with a list and a table", found["markdown"], "ms", 1)
    yield Figure(COMPUTED, "writing a summary", found["summary"], "ms", 50)
    yield Figure(COMPUTED, "a report as PDF, warm", found["pdf"], "ms", 60, note=f"{found['pdf_pages']} pages")
    yield Figure(COMPUTED, "key-point feedback", found["feedback"], "ms", 20, note=about)


def measure_jobs(house: BenchHouse, world: dict[str, Any]) -> Iterator[Figure]:
    product, limit = house.product().start().wait_ready(), house.limit().start().wait_ready()
    workers = [house.worker().start() for _ in range(2)]
    lead, lean = Browser(product.port, world["session"]), Browser(limit.port, world["session"])
    # A worker that has only begun to start is not what is asked for.
    export(house, lead, {"kind": "csv", "report": world["report"]}, workers)
    if world["reports"] <= MOST_IN_ONE:
        yield _as_csv(house, (lead, lean), world, workers)
    yield from _as_pdf(house, lead, world, workers)
    yield from _imported(lead)
    for process in (product, limit, *workers):
        process.terminate()


def _as_csv(
    house: BenchHouse, asking: tuple[Browser, Browser], world: dict[str, Any], workers: list[Process]
) -> Figure:
    """The middle of five, as the limit is."""
    lead, lean = asking
    least = middle(lambda: lean.get("/scorecards.csv"), rounds=5, warm=1)
    rows = lean.answer.count(b"\n")
    runs = [export(house, lead, {"kind": "csv", "all": "1"}, workers) for _ in range(6)]
    took, size = statistics.median(each[0] for each in runs[1:]), runs[0][2]
    note = f"{rows:,} scorecards of {world['reports']:,} reports, {size / 1024:,.0f} kB, through the queue, two workers"
    return Figure(JOBS, "export of all scorecards as CSV", took * 1000, "ms", 2, least, note)


def _as_pdf(house: BenchHouse, lead: Browser, world: dict[str, Any], workers: list[Process]) -> Iterator[Figure]:
    """The goal speaks of 1,000 reports: of fewer, as much less time."""
    ids = house.rows(f"SELECT public_id FROM reports_report ORDER BY id LIMIT {MOST_REPORTS}")  # noqa: S608 - a number
    # Fonts and the typesetter are loaded once in a process and stay: what counts is what more reports add.
    export(house, lead, [("kind", "pdf"), *(("report", one) for (one,) in ids[:40])], workers)
    before = sum(memory(worker) for worker in workers)
    took, most, size = export(house, lead, [("kind", "pdf"), *(("report", one) for (one,) in ids)], workers)
    goal = 60 * len(ids) / MOST_REPORTS
    note = f"{size / 2**20:.1f} MB, two workers"
    yield Figure(JOBS, f"{len(ids):,} reports as one export of PDFs", took, "s", goal, note=note)
    grown = f"{before:.0f} MB before, {most:.0f} MB at most, both workers"
    yield Figure(JOBS, "memory that export took at its most", most - before, "MB", 60, note=grown)


def memory(process: Process) -> float:
    return pss(process.running.pid) if process.running else 0.0


def export(house: BenchHouse, lead: Browser, fields: Any, workers: list[Process]) -> tuple[float, float, int]:
    """(seconds from the click to the file, most memory of the workers meanwhile in MB, bytes)."""
    started, most = time.monotonic(), 0.0
    pairs = list(fields.items()) if isinstance(fields, dict) else fields
    lead.post("/reports/exports/new/", [*pairs, ("show", "full")])
    run = lead.location.rstrip("/").rpartition("/")[2]
    while True:
        [(state, error)] = house.rows(f"SELECT state, error FROM reports_exportrun WHERE public_id = '{run}'")  # noqa: S608 - our own id
        if state == "done":
            break
        if state not in ("queued", "running") or time.monotonic() - started > PATIENCE:
            raise RuntimeError(f"The export is {state}: {error}")
        most = max(most, sum(memory(worker) for worker in workers))
        time.sleep(0.02)
    # The server has closed a connection that was silent for so long; the next request opens another.
    lead.connection.close()
    lead.get(f"/reports/exports/{run}/file/")
    return time.monotonic() - started, most, len(lead.answer)


def _imported(lead: Browser) -> Iterator[Figure]:
    content = document()
    note = f"{QUESTIONS:,} questions, {len(content) / 1024:.0f} kB"
    took = lead.upload("/questions/import/", "bench.md", content)
    preview = lead.location
    took += lead.get(preview)
    yield Figure(JOBS, "import: from the upload to the preview", took / 1000, "s", 5, note=note)
    took = lead.post(f"{preview}confirm/", {})
    yield Figure(JOBS, "import: from the button to the bank", took / 1000, "s", 5, note=note)
