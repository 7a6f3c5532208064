"""Metrics for Prometheus: requests by kind of page and their durations.

With METRICS_DIR, /metrics combines the figures of all server processes.
"""

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

requests = Counter(
    "http_requests", "Requests answered, by method, kind of page and status.", ["method", "page", "status"]
)
durations = Histogram("http_request_seconds", "Seconds until the response began.", ["page"], buckets=SECONDS)
refused = Counter("refused_requests", "Requests refused to protect the site, by reason.", ["reason"])
slow_queries = Counter("slow_queries", "Queries that took longer than SLOW_QUERY_MS.")


def exposition() -> bytes:
    """Return all metrics in Prometheus's text format."""
    if not settings.METRICS_DIR:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=settings.METRICS_DIR)
    return generate_latest(registry)
