"""Is it alive, is it ready, how is it doing."""

import os
import time
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from redbridge.config import tables

Next = Callable[[HttpRequest], HttpResponse]

REQUESTS = Histogram(
    "redbridge_requests", "Seconds a request took", ("route", "method", "status"), unit="seconds",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
CPU = Counter("redbridge_requests_cpu_seconds", "CPU-seconds of the thread that answered", ("route", "method"))
_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_JOBS = """
select j.queue_name, count(*), extract(epoch from now() - min(coalesce(j.scheduled_at, e.at)))
from procrastinate_jobs j left join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= now()) group by j.queue_name
"""


class Metrics:
    """Counts and times every request by its route's name, since paths hold ids and would never end.

    CPU is the thread's: the database's share is not in it, nor what answers that stream do later.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, busy = time.perf_counter(), time.thread_time()
        response = self.get_response(request)
        method = request.method if request.method in _METHODS else "other"
        count(_route(request), method, response.status_code, time.perf_counter() - started, time.thread_time() - busy)
        return response


def count(route: str, method: str, status: int, seconds: float, cpu: float) -> None:
    """One request more."""
    _counter(route, method, status).observe(seconds)
    _cpu(route, method).inc(cpu)


@lru_cache(1024)
def _cpu(route: str, method: str) -> Counter:
    return CPU.labels(route, method)


@lru_cache(1024)
def _counter(route: str, method: str, status: int) -> Histogram:
    return REQUESTS.labels(route, method, status)


def _route(request: HttpRequest) -> str:
    if request.resolver_match:
        return request.resolver_match.view_name
    return "static" if request.path.startswith(str(settings.STATIC_URL)) else "none"


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served; else 503 and what is missing, as JSON."""
    try:
        lacking = [f"migration {name}" for name in tables.missing()]
    except Error as error:
        lacking = [f"database: {type(error).__name__}"]
    return JsonResponse({"ready": not lacking, "missing": lacking}, status=503 if lacking else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for this machine alone: the asker is loopback itself and no proxy speaks for somebody else.

    Requests are summed over the workers of this web process since it started. To everybody else there is nothing.
    """
    if request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1") or "X-Forwarded-For" in request.headers:
        raise Http404
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    jobs = CollectorRegistry()
    jobs.register(Jobs())
    return HttpResponse(generate_latest(registry) + generate_latest(jobs), content_type=CONTENT_TYPE_LATEST)


class Jobs(Collector):
    """What waits for a worker, asked of the database."""

    def collect(self) -> Iterable[Metric]:
        waiting = GaugeMetricFamily("redbridge_jobs_waiting", "Jobs that wait for a worker", labels=["queue"])
        oldest = GaugeMetricFamily("redbridge_jobs_oldest_seconds", "Age of the job that waits longest", labels=["queue"])
        with connection.cursor() as cursor:
            cursor.execute(_JOBS)
            for queue, count, age in cursor.fetchall():
                waiting.add_metric([queue], count)
                oldest.add_metric([queue], float(age or 0))
        return [waiting, oldest]
