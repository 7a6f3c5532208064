"""python dev/bench_export.py [ARTICLES]: records per second and memory of each export, queries and time of each feed.

Only measures: the budgets are in the design. The database is a new one in a temporary folder, or the one in
DATABASE_URL (dev/with_postgres.py -- python dev/bench_export.py). If it has articles, none are added.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FEEDS = ("/analysis/feed.atom", "/analysis/feed.json", "/snapshots/feed.atom", "/snapshots/feed.json")
ROUNDS = 10


def main() -> None:
    """Seed and print a table. With an extension (`bench_export.py csv`), measure only that export, in this process."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django  # after settings are configured

        django.setup()
        asked = sys.argv[1] if len(sys.argv) > 1 else "20000"
        if not asked.isdigit():
            measure_export(asked)
            return
        seed(int(asked))
        heads = f"{'begins s':>10}{'ends s':>9}{'a second':>10}{'a CPU s':>9}{'MB':>5}"
        print(f"\n{'export':<12}{'records':>9}{'kB':>9}{heads}   (MB: above idle)")
        for ending in ("csv", "json", "bib", "ris", "csl.json"):  # in separate processes: memory is a peak
            subprocess.run([sys.executable, __file__, ending], check=True)
        measure_feeds()


def seed(count: int) -> None:
    from django.core.management import call_command  # after settings are configured

    from articles.models import ArticleEdition  # as above

    call_command("migrate", verbosity=0)
    if not ArticleEdition.objects.exists():
        call_command("seed_archive", articles=count, stdout=io.StringIO())


def measure_export(ending: str) -> None:
    """Print a line: when the export starts, when it ends, and its peak memory."""
    from django.test import Client  # after settings are configured

    client = Client()
    client.get("/analysis/feed.json?year=1900")  # warms up the process
    idle, size, began, used = peak(), 0, time.perf_counter(), time.process_time()
    answer = client.get(f"/analysis/export.{ending}")
    begun = time.perf_counter() - began
    for chunk in answer.streaming_content:
        size += len(chunk)
    taken, used, count = time.perf_counter() - began, time.process_time() - used, int(answer["X-Total-Count"])
    print(
        f"{ending:<12}{count:>9,}{size // 1000:>9,}{begun:>10.2f}{taken:>9.2f}{count / taken:>10,.0f}"
        f"{count / used:>9,.0f}{peak() - idle:>5.0f}",
        flush=True,
    )


def peak() -> float:
    """Return this process's peak resident size so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, a child inherits the parent's value from getrusage
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def measure_feeds() -> None:
    """Print a line per feed: queries, CPU time, size."""
    from django.db import connection  # after settings are configured
    from django.test import Client  # as above
    from django.test.utils import CaptureQueriesContext  # as above

    print(f"\n{'feed':<24}{'queries':>8}{'CPU ms':>8}{'kB':>8}   (median of {ROUNDS} rounds)")
    client = Client()
    for path in FEEDS:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        count, taken = len(queries), []  # read now, because the next request clears the log
        for _ in range(ROUNDS):
            began = time.process_time()
            client.get(path)
            taken.append(time.process_time() - began)
        print(f"{path:<24}{count:>8}{statistics.median(taken) * 1000:>8.1f}{len(answer.content) / 1000:>8.1f}")


if __name__ == "__main__":
    main()
