"""manage.py run_due: do what is due: mail, alerts, purges. A timer calls it each minute; several may run at once."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from editorial.outbox.running import run_due

EVERY_SECONDS = 10


class Command(BaseCommand):
    help = "Do what is due in the outbox, and say what was done. What fails is tried again later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to go on."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped, looking every ten seconds")
        parser.add_argument("--with", type=int, dest="beside", help="stop with the process of this number")

    def handle(self, *, watch: bool, beside: int | None, **options: Any) -> None:
        """Run once, or until stopped."""
        self._run(is_quiet=watch)
        while watch:
            try:
                time.sleep(EVERY_SECONDS)
                if beside and os.getppid() != beside:  # the process that started this one is gone
                    return
                close_old_connections()
                self._run(is_quiet=True)
            except DatabaseError as away:
                self.stderr.write(f"The database did not answer; trying again: {away}")
            except KeyboardInterrupt:
                return

    def _run(self, is_quiet: bool) -> None:
        done = failed = 0
        for each in run_due():
            failed, done = failed + bool(each.error), done + (not each.error)
            self.stdout.write(f"{each.entry}: {f'failed, tried again later. {each.error}' if each.error else 'done'}")
        if done or failed or not is_quiet:
            self.stdout.write(f"{done} done, {failed} failed.")
