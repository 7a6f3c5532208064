"""Logs each query that takes longer than SLOW_QUERY_MS: its SQL without values, which may be personal data."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

from monitoring import metrics
from monitoring.logs import request_id

LONGEST = 2_000

log = logging.getLogger(__name__)


def watch(connection: Any, **kwargs: Any) -> None:
    """Time the queries of a new connection. Connected to Django's connection_created."""
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _timed)


def _timed(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.perf_counter() - began) * 1000
        if took >= settings.SLOW_QUERY_MS:
            metrics.slow_queries.inc()
            log.warning("Slow query, %d ms (%s): %s", took, request_id() or "no request", str(sql)[:LONGEST])
