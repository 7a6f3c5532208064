"""python tools/bench.py: query counts, render times and sizes of the public pages, with the samples in them.

Nothing is judged here: budgets stand in the design, and query counts are asserted by tests. The database is a new one
in a temporary folder, or the one DATABASE_URL names (tools/with_postgres.py -- python tools/bench.py).
"""

import io
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 30


def main() -> None:
    """Seed, ask for each page, print a table."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django  # the settings stand only now
        from django.core.management import call_command  # as above

        django.setup()
        call_command("migrate", verbosity=0)
        began = time.perf_counter()
        call_command("demo", no_accounts=True, stdout=io.StringIO())
        print(f"Importing and publishing the samples: {time.perf_counter() - began:.1f} s\n")
        measure_pages()


def measure_pages() -> None:
    """Print a line for each page."""
    print(f"{'page':<20}{'queries':>8}{'CPU ms':>8}{'kB':>8}   (median of {ROUNDS} rounds, everything held already)")
    for name, path in pages().items():
        queries, milliseconds, size = measure(path)
        print(f"{name:<20}{queries:>8}{milliseconds:>8.1f}{size / 1000:>8.1f}")


def pages() -> dict[str, str]:
    """Return an address for each kind of page: the busiest of its kind, where that can be told."""
    from django.db.models import Count  # the settings stand only now
    from django.urls import reverse  # as above
    from django.utils import timezone  # as above

    from articles.models import ArticleEdition, ArticleEditionAuthor, ArticleEditionTopic  # as above
    from snapshot.models import SnapshotEdition  # as above

    at = timezone.now()
    busiest = (
        ArticleEditionTopic.objects.public(at).values("topic__slug").annotate(n=Count("pk")).order_by("-n").first()
    )
    writer = (
        ArticleEditionAuthor.objects.public(at).values("author__slug").annotate(n=Count("pk")).order_by("-n").first()
    )
    snapshot = {"slug": SnapshotEdition.objects.public(at).order_by("-number", "pk").values_list("slug", flat=True)[0]}
    article = {"slug": ArticleEdition.objects.public(at).order_by("-number", "pk").values_list("slug", flat=True)[0]}
    return {
        "home": reverse("home"),
        "snapshots": reverse("snapshots"),
        "snapshot": reverse("snapshot", kwargs=snapshot),
        "snapshot .txt": reverse("snapshot-text", kwargs=snapshot),
        "snapshot .json": reverse("snapshot-json", kwargs=snapshot),
        "snapshot edition 1": reverse("snapshot-edition", kwargs=snapshot | {"number": 1}),
        "archive": reverse("archive"),
        "article": reverse("article", kwargs=article),
        "authors": reverse("authors"),
        "author": reverse("author", kwargs={"slug": writer["author__slug"]}),
        "topics": reverse("topics"),
        "topic": reverse("topic", kwargs={"slug": busiest["topic__slug"]}),
    }


def measure(path: str) -> tuple[int, float, int]:
    """Return the page's queries, the median of its CPU time in milliseconds, and its size in bytes."""
    from django.db import connection  # the settings stand only now
    from django.test import Client  # as above
    from django.test.utils import CaptureQueriesContext  # as above

    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    count = len(queries)  # now: the next request empties the log
    if response.status_code != 200:
        sys.exit(f"{path} answered {response.status_code}.")
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        client.get(path)
        taken.append(time.process_time() - began)
    return count, statistics.median(taken) * 1000, len(response.content)


if __name__ == "__main__":
    main()
