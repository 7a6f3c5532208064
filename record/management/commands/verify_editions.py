"""manage.py verify_editions: check the whole record and report everything that differs from what was published."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from record.verifying import Count, verify

NAMED = 10  # ids that a message lists


class Command(BaseCommand):
    """Changes nothing, and can run while the site is in use.

    The exit status is 1 if anything differs. Columns from an older version of the site are reported, but do not count
    as differences.
    """

    help = "Read every edition and revision again, and report what differs from what was published."

    def handle(self, *args, **options) -> None:
        settings.DEBUG = False  # in debug mode, Django keeps every SQL statement in memory
        count, differences = Count(), 0
        for difference in verify(count):
            differences += 1
            self.stdout.write(difference)
        for name, ids in count.outdated.items():
            self.stdout.write(_outdated(name, ids))
        words = f"{count.editions:,} editions and {count.revisions:,} revisions"
        if differences:
            said = "1 difference" if differences == 1 else f"{differences:,} differences"
            self.stdout.write(f"{said} in {words}.")
            sys.exit(1)
        self.stdout.write(f"Verified {words}: all as published.")


def _outdated(name: str, ids: list[int]) -> str:
    listed = ", ".join(map(str, ids[:NAMED])) + (", …" if len(ids) > NAMED else "")
    rows = "edition has" if len(ids) == 1 else "editions have"
    return (
        f"{len(ids):,} {name} {rows} a card, search text and links from an older version of the site (rows {listed}). "
        "Nothing is damaged: run manage.py rebuild_record, then check again."
    )
