"""manage.py rebuild_search: index every article afresh, after a bulk load, a restored dump or a doubt."""

from django.core.management.base import BaseCommand
from django.db import transaction

from articles import search
from editorial.finding.filling import fill
from editorial.publishables import all_types


class Command(BaseCommand):
    """Rebuild the desk's search and the record's. People may go on meanwhile; searches find less until it is done."""

    help = "Index every article of the desk, and every edition, afresh."

    def handle(self, *args, **options) -> None:
        """Rebuild, and say how many articles and editions can be found."""
        self.stdout.write(f"{search.rebuild():,} articles can be found at the desk.")
        for kind in all_types():
            with transaction.atomic():
                count = fill(kind.index, kind.edition.objects.all(), kind.entry)
            self.stdout.write(f"{count:,} {kind.name} editions can be found on the site.")
