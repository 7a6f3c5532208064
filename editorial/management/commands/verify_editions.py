"""manage.py verify_editions: read the whole record again, and report whatever is not as it was published."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from editorial.verifying import Count, verify


class Command(BaseCommand):
    """Changes nothing, and may run while the site is read and worked on. Exit status 1 where anything differs."""

    help = "Read every edition and revision again, and report what differs from what was published."

    def handle(self, *args, **options) -> None:
        """Print a line for each difference, and how many were verified."""
        settings.DEBUG = False  # with it on, every statement is kept in memory
        count, differences = Count(), 0
        for difference in verify(count):
            differences += 1
            self.stdout.write(difference)
        words = f"{count.editions:,} editions and {count.revisions:,} revisions"
        if differences:
            said = "1 difference" if differences == 1 else f"{differences:,} differences"
            self.stdout.write(f"{said} in {words}.")
            sys.exit(1)
        self.stdout.write(f"Verified {words}: all as published.")
