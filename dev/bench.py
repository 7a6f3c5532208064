"""python dev/bench.py: query counts, render times and sizes of public pages; time and memory of importing.

Only measures: budgets are in the design, and tests assert query counts. The database is a new one in a temporary
folder, or the one in DATABASE_URL (dev/with_postgres.py -- python dev/bench.py).
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 30


def main() -> None:
    """Seed, request each page, and print a table."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django  # after settings are configured
        from django.core.management import call_command  # as above

        django.setup()
        call_command("migrate", verbosity=0)
        began = time.perf_counter()
        call_command("demo", no_accounts=True, stdout=io.StringIO())
        print(f"Importing and publishing the samples: {time.perf_counter() - began:.1f} s\n")
        measure_pages()
        measure_comparing()
        measure_importing()
        measure_memory()


def measure_pages() -> None:
    """Print a line per page."""
    print(f"{'page':<20}{'queries':>8}{'CPU ms':>8}{'kB':>8}   (median of {ROUNDS} rounds, everything held already)")
    for name, path in pages().items():
        queries, milliseconds, size = measure(path)
        print(f"{name:<20}{queries:>8}{milliseconds:>8.1f}{size / 1000:>8.1f}")


def pages() -> dict[str, str]:
    """Return an address for each kind of page, the one with most content if that is known."""
    from django.db.models import Count  # after settings are configured
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
        "snapshot of 200": reverse("snapshot", kwargs={"slug": long_snapshot()}),
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


def long_snapshot() -> str:
    """Publish a snapshot of two hundred placements by repeating the samples' articles; return its slug."""
    from articles.models import Article  # after settings are configured
    from record import publishing  # as above
    from snapshot.models import Placement, Section, Snapshot  # as above

    snapshot = Snapshot.objects.create(title="Two Hundred Articles", slug="two-hundred-articles")
    section = Section.objects.create(snapshot=snapshot, title="All of it", position=1)
    articles = list(Article.objects.all())
    Placement.objects.bulk_create(
        Placement(section=section, article=articles[n % len(articles)], position=n + 1) for n in range(200)
    )
    return publishing.publish(snapshot, None).slug


def measure_comparing() -> None:
    """Print the cost of comparing two editions of three hundred articles, with a tenth or all points reworded."""
    from snapshot.comparison import compare  # after settings are configured
    from tests.snapshot.comparison.long import long_content, shuffled  # as above

    print("\ncomparing 300 articles with 900 points, CPU ms")
    before = long_content(300)
    for name, share in (("a tenth reworded and moved", 10), ("all reworded and moved", 1)):
        after, taken = shuffled(before, share), []
        for _ in range(5):
            began = time.process_time()
            pairs = compare(before, after).shown_pairs
            taken.append(time.process_time() - began)
        print(f"{name:<40}{statistics.median(taken) * 1000:>7.0f}   ({len(pairs)} rows side by side)")


def measure_importing() -> None:
    """Print the cost of importing in this process: reading, matching, and (rolled back) applying and publishing."""
    from django.db import transaction  # after settings are configured

    from importing import applying  # as above
    from importing.matching import make_plan  # as above
    from importing.outlining import make_outline  # as above
    from importing.reading import read  # as above

    print("\nimporting, CPU ms                          read  match  apply and publish")
    for path in documents():
        data = path.read_bytes()
        began = time.process_time()
        outline = make_outline(read(data, path.name), ["Strategic Snapshot"])
        was_read = time.process_time()
        with transaction.atomic():
            plan = make_plan(outline)
            was_matched = time.process_time()
            applying.apply_and_publish(plan, applying.import_account())
            was_applied = time.process_time()
            transaction.set_rollback(True)
        steps = (was_read - began, was_matched - was_read, was_applied - was_matched)
        print(f"{path.name:<40}" + "".join(f"{seconds * 1000:>7.0f}" for seconds in steps))


def documents() -> list[Path]:
    """Return the samples, and the real document if it is beside the checkout."""
    real = ROOT.parent / "shared" / "documents" / "armenia-azerbaijan.txt"
    return [*sorted((ROOT / "samples").glob("0[1-4]*")), *([real] if real.exists() else [])]


def measure_memory() -> None:
    """Print the peak memory of a dry run from the command line, child processes included, above an idle manage.py."""
    idle = peak([sys.executable, "manage.py", "check"])
    print(f"\npeak memory above an idle manage.py ({idle} MB)")
    for path in documents():
        used = peak([sys.executable, "manage.py", "import_snapshot", str(path)])
        print(f"{path.name:<40}{used - idle:>5} MB")


def peak(command: list[str]) -> int:
    """Return the largest resident size, in MB, of the command or a child of it."""
    asked = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", asked, *command], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout) // (1 if sys.platform != "darwin" else 1024) // 1024


def measure(path: str) -> tuple[int, float, int]:
    """Return the page's query count, the median of its CPU time in milliseconds, and its size in bytes."""
    from django.db import connection  # after settings are configured
    from django.test import Client  # as above
    from django.test.utils import CaptureQueriesContext  # as above

    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    count = len(queries)  # read now, because the next request clears the log
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
