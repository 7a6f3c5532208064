"""manage.py seed_archive: a synthetic archive at the desk and in the record, for benchmarks and trials."""

import time
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from dev.synthetic.articles import UNTIL, seed_articles
from dev.synthetic.snapshots import seed_snapshots
from record import record_version
from search import tally_writer


class Command(BaseCommand):
    """Adds invented articles and snapshots, published over fifteen years. The same seed makes the same archive."""

    help = "Fill the database with a synthetic archive of realistic shape. Never on a site that readers use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, metavar="N")
        parser.add_argument("--snapshots", type=int, metavar="N", help="default: one for every 200 articles")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, metavar="YYYY-MM-DD")
        parser.add_argument("--no-bodies", action="store_true", help="summaries alone: quicker, and a smaller database")

    def handle(self, *args, **options) -> None:
        """Make the archive and print progress. Refuses a seed that was used already."""
        settings.DEBUG = False  # otherwise every SQL statement is kept in memory, which takes half the time
        count, seed = options["articles"], options["seed"]
        snapshots = count // 200 if options["snapshots"] is None else options["snapshots"]
        began = time.perf_counter()
        try:
            house = seed_articles(count, seed, not options["no_bodies"], options["until"], self._teller("articles"))
        except (FileExistsError, ValueError) as refused:
            raise CommandError(str(refused)) from None
        seed_snapshots(snapshots, seed, house, options["until"], self._teller("snapshots", 100))
        record_version.raise_version()
        tally_writer.keep_up()
        if connection.vendor == "postgresql":
            # Autovacuum would do this within minutes. SQLite has no equivalent, in production either.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
        seconds = time.perf_counter() - began
        self.stdout.write(f"{count:,} articles and {snapshots:,} snapshots, seed {seed}, in {seconds:.0f} s.")

    def _teller(self, what: str, every: int = 10_000):
        def tell(done: int) -> None:
            if done % every == 0:
                self.stdout.write(f"{done:,} {what}")
                self.stdout.flush()

        return tell
