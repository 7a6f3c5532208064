"""manage.py rebuild_search: index every article afresh, after a bulk load, a restored dump or a doubt."""

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    """Rebuild the desk's search. Editors may go on working meanwhile; searches find less until it is done."""

    help = "Index every article of the desk afresh."

    def handle(self, *args, **options) -> None:
        """Rebuild, and say how many articles can be found."""
        self.stdout.write(f"{search.rebuild():,} articles can be found.")
