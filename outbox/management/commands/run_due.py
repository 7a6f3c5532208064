"""manage.py run_due: process due outbox entries (mail, alerts, purges), usually every minute.

Several can run at once.
"""

import logging
import os
import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, current_thread, main_thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from outbox import kinds
from outbox.last_run import note_run
from outbox.runner import run_due

EVERY_SECONDS = 10
LAST_SECONDS = 8  # after SIGTERM, to finish the current entry; after that, another run takes it over

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what is due in the outbox, and say what was done. What fails is tried again later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=EVERY_SECONDS, help="seconds between two looks")
        parser.add_argument("--with", type=int, dest="beside", help="stop with the process of this number")

    def handle(self, *, watch: bool, every: float, beside: int | None, **options: Any) -> None:
        self.stopping = Event()
        with stops_by(self.stopping):
            self._handle(watch, every, beside)

    def _handle(self, watch: bool, every: float, beside: int | None) -> None:
        if not watch:
            self._run(is_quiet=False)
            return
        self.is_away = False
        # it warns at every attempt; this command reports the problem once
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        with suppress(KeyboardInterrupt):
            # A different parent means that the process that started this one has ended.
            while not self.stopping.is_set() and (not beside or os.getppid() == beside):
                self._try(every)
                self.stopping.wait(every)

    def _try(self, every: float) -> None:
        """Run once. If the database is unavailable, say so only at the start and each time the connection is lost."""
        try:
            close_old_connections()
            self._run(is_quiet=True)
        except Error as away:
            connections.close_all()
            if not self.is_away:
                reason = str(away).partition("\n")[0]
                self.stderr.write(f"The database did not answer; trying again every {every:g} seconds: {reason}")
            self.is_away = True
        else:
            if self.is_away:
                self.stderr.write("The database answers again.")
            self.is_away = False

    def _run(self, is_quiet: bool) -> None:
        at = timezone.now()
        if note_run(at):
            for write in kinds.daily:
                write(at)
        done = failed = 0
        for each in run_due():
            failed, done = failed + bool(each.error), done + (not each.error)
            self.stdout.write(f"{each.entry}: {f'failed, tried again later. {each.error}' if each.error else 'done'}")
            if self.stopping.is_set():
                break
        for check in kinds.each_run:
            try:
                check(at)
            except Error:
                raise
            except Exception:  # none of these may keep mail from being sent
                log.exception("A check failed")
        if done or failed or not is_quiet:
            self.stdout.write(f"{done} done, {failed} failed.")


@contextmanager
def stops_by(stopping: Event) -> Iterator[None]:
    """Set the event on SIGTERM while the block runs, and end the process LAST_SECONDS later if it is still running."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        stopping.set()
        signal.alarm(LAST_SECONDS)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.alarm(0)
