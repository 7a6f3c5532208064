"""manage.py rebuild_record: rebuild cards, links and search, after an update, a bulk load or a restored dump."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import transaction

from record.kinds import all_kinds
from record.rebuilding import rebuild


class Command(BaseCommand):
    """Does not change frozen content. The site can stay in use, but searches find less until it is done."""

    help = (
        "Make again what is derived from editions: cards in lists, links and the search index; and the desk's search."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--outdated", action="store_true", help="Only editions from an older version of the site.")
        chosen.add_argument("--search", action="store_true", help="Only the search index of the site and of the desk.")

    def handle(self, *args, **options) -> None:
        for kind in all_kinds():
            if not options["search"]:
                count = rebuild(kind, options["outdated"])
                self.stdout.write(f"Rebuilt cards and links of {count:,} {kind.name} editions.")
            if options["outdated"]:
                continue  # `rebuild` has already indexed these
            with transaction.atomic():
                count = kind.rebuild_index()
            self.stdout.write(f"{count:,} {kind.name} editions can be found on the site.")
            at_the_desk = kind.rebuild_desk_index()
            if at_the_desk is not None:
                self.stdout.write(f"{at_the_desk:,} {kind.name}s can be found at the desk.")
