"""Counts that requests add to in memory and a thread writes, so that reading works with a read-only database."""

import logging
from collections import Counter
from collections.abc import Callable, Hashable
from threading import Lock, Timer

from django.db import DatabaseError, connection, transaction

WRITTEN_AFTER = 60  # seconds

log = logging.getLogger(__name__)


class PendingCounts:
    """Counts by key of this process. Those that an ending process has not written are lost.

    `save` writes a Counter within a transaction. New keys are skipped while `most` are waiting.
    """

    def __init__(self, name: str, save: Callable[[Counter], None], most: int):
        self.name, self.most, self.waiting = name, most, Counter()
        self._save, self._lock = save, Lock()

    def add(self, key: Hashable) -> None:
        with self._lock:
            if not self.waiting:
                self.write_later()
            if key in self.waiting or len(self.waiting) < self.most:
                self.waiting[key] += 1

    def write_later(self) -> None:
        """Start a thread that writes after WRITTEN_AFTER seconds."""
        timer = Timer(WRITTEN_AFTER, self._write_and_close)
        timer.daemon = True
        timer.start()

    def write(self) -> None:
        """Write what is waiting. If the database fails, log a warning and try again later."""
        with self._lock:
            taken = Counter(self.waiting)
            self.waiting.clear()
        try:
            with transaction.atomic():
                self._save(taken)
        except DatabaseError as error:
            log.warning("%s could not be written; trying again: %s", self.name, type(error).__name__)
            with self._lock:
                self.waiting.update(taken)
                self.write_later()

    def clear(self) -> None:
        with self._lock:
            self.waiting.clear()

    def _write_and_close(self) -> None:
        try:
            self.write()
        finally:
            connection.close()
