"""A limit on the duration of each query of a request: on PostgreSQL, statement_timeout (QUERY_SECONDS)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from record import replica


class QueryTime:
    """Limits the queries of one request on the database it reads, from `begin` until `end`."""

    def __init__(self):
        self._connection = connections[replica.alias()]
        self._is_set = False

    def begin(self) -> None:
        if self._connection.vendor == "postgresql" and settings.QUERY_SECONDS:
            self._connection.execute_wrappers.append(self._limited)

    def end(self) -> None:
        """Remove the limit. A failed transaction resets it automatically."""
        if self._limited in self._connection.execute_wrappers:
            self._connection.execute_wrappers.remove(self._limited)
        if self._is_set and self._connection.connection is not None:
            with suppress(psycopg.Error):
                self._connection.connection.execute("RESET statement_timeout")

    def _limited(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if not self._is_set:
            self._is_set = True
            milliseconds = int(settings.QUERY_SECONDS * 1000)
            self._connection.connection.execute(f"SET statement_timeout = {milliseconds}")
        return execute(sql, params, many, context)
