"""Figures for Prometheus: what this process answered, and what the queue's table says.

Each process counts for itself. One process per container is scraped by its own address; where several processes share
an address, PROMETHEUS_MULTIPROC_DIR (an empty folder) lets any one of them answer for all.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import Error
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.health import last_beat
from core.models import Job
from core.routes import method_of, route_of

REQUESTS = Counter("interviewprep_requests_total", "Answered requests.", ["method", "route", "status"])
SECONDS = Histogram(
    "interviewprep_request_seconds",
    "Time to answer, by route.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class QueueCollector(Collector):
    """Asks the job table when scraped: the figures belong to the installation, whichever process answers."""

    def collect(self) -> Iterable[Metric]:
        try:
            yield from _queue_figures()
        except Error:
            yield GaugeMetricFamily("interviewprep_database_up", "Whether the database answered.", value=0)


def _queue_figures() -> list[Metric]:
    now = timezone.now()
    jobs = GaugeMetricFamily("interviewprep_jobs", "Rows of the job table.", labels=["kind", "state"])
    for kind, state, count in Job.objects.order_by().values_list("kind", "state").annotate(Count("pk")):
        jobs.add_metric([kind, state], count)
    figures: list[Metric] = [
        GaugeMetricFamily("interviewprep_database_up", "Whether the database answered.", value=1),
        jobs,
    ]
    since, seen = Job.objects.waiting_since(now), last_beat()
    waited = (now - since).total_seconds() if since else 0.0
    name = "interviewprep_oldest_job_seconds"
    figures.append(GaugeMetricFamily(name, "How long the oldest due work has waited.", value=waited))
    if seen:
        name = "interviewprep_worker_seen_seconds"
        ago = (now - seen).total_seconds()
        figures.append(GaugeMetricFamily(name, "Time since any worker's last beat.", value=ago))
    return figures


def exposition() -> bytes:
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    queue = CollectorRegistry()
    queue.register(QueueCollector())
    return generate_latest(registry) + generate_latest(queue)


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Counts each answer under its route, never under its address, which would hold ids and tokens."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        route = route_of(request)
        REQUESTS.labels(method_of(request), route, str(response.status_code)).inc()
        SECONDS.labels(route).observe(time.perf_counter() - began)
        return response

    return answer


def is_scraper(request: HttpRequest) -> bool:
    token: str | None = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(sent.encode(), f"Bearer {token}".encode())
