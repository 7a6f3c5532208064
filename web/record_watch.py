"""Watches the record version outside Django's requests, also while the database is unavailable."""

import logging
import time
from threading import Lock, Thread

from django.conf import settings
from django.db import Error, connection

from record import record_version

log = logging.getLogger(__name__)
AWAY_EVERY = 1.0  # seconds between checks while the database is unavailable


class RecordWatch:
    """Knows the record's period. While the database is unavailable, a thread checks it, so that no reader waits."""

    def __init__(self) -> None:
        self.last_period = 0  # the last one known
        self.known_at = 0.0  # POSIX time at which it was last known to be current
        self._began = 0.0  # monotonic time at which it was first seen
        self._is_away = False
        self._lock = Lock()

    def period(self) -> int | None:
        """Return the current period, checked at most once a second, or None while the database is unavailable."""
        if self._is_away:
            return None
        try:
            period = self._look()
        except Error as error:
            self._note_away(error)
            return None
        return period

    def is_settling(self, seconds: float) -> bool:
        """Return whether a replica may still show the state before the current period."""
        return bool(getattr(settings, "REPLICA_URL", "")) and time.monotonic() - self._began < seconds

    def _look(self) -> int:
        try:
            period = record_version.period()
        finally:
            release_connection()
        if period != self.last_period:
            self.last_period, self._began = period, time.monotonic()
        self.known_at = time.time()
        return period

    def _note_away(self, error: Error) -> None:
        with self._lock:
            if self._is_away:
                return
            self._is_away = True
        log.error("The database is away: stored pages are served as they were. %s", error)
        Thread(target=self._wait, name="record watch", daemon=True).start()

    def _wait(self) -> None:
        while True:
            time.sleep(AWAY_EVERY)
            try:
                self._look()
            except Error:
                continue
            self._is_away = False
            log.warning("The database is back.")
            return


def release_connection() -> None:
    """Close this thread's connection, as Django does at the end of a request, because nothing else does it here."""
    if connection.connection is not None and not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
