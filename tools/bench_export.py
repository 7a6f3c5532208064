"""python tools/bench_export.py [ARTICLES]: records a second and memory of each export, queries and time of each feed.

Nothing is judged here: the budgets stand in the design. The database is a new one in a temporary folder, or the one
DATABASE_URL names (tools/with_postgres.py -- python tools/bench_export.py); where it has articles, none are added.
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
    """Seed, print a table; with the ending of an export (`bench_export.py csv`) measure that alone, in this process."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django  # the settings stand only now

        django.setup()
        asked = sys.argv[1] if len(sys.argv) > 1 else "20000"
        if not asked.isdigit():
            measure_export(asked)
            return
        seed(int(asked))
        heads = f"{'begins s':>10}{'ends s':>9}{'a second':>10}{'a CPU s':>9}{'MB':>5}"
        print(f"\n{'export':<12}{'records':>9}{'kB':>9}{heads}   (MB: above idle)")
        for ending in ("csv", "json", "bib", "ris", "csl.json"):  # each in a process of its own: memory is a peak
            subprocess.run([sys.executable, __file__, ending], check=True)
        measure_feeds()


def seed(count: int) -> None:
    """Fill an empty database."""
    from django.core.management import call_command  # the settings stand only now

    from articles.models import ArticleEdition  # as above

    call_command("migrate", verbosity=0)
    if not ArticleEdition.objects.exists():
        call_command("seed_archive", articles=count, stdout=io.StringIO())


def measure_export(ending: str) -> None:
    """Print a line: how soon the export begins, how soon it ends, and the most memory it took."""
    from django.test import Client  # the settings stand only now

    client = Client()
    client.get("/analysis/feed.json?year=1900")  # the process is warm
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
    """Return the largest resident size of this process so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux hands on what getrusage tells from parent to child
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def measure_feeds() -> None:
    """Print a line for each feed: queries, CPU time, size."""
    from django.db import connection  # the settings stand only now
    from django.test import Client  # as above
    from django.test.utils import CaptureQueriesContext  # as above

    print(f"\n{'feed':<24}{'queries':>8}{'CPU ms':>8}{'kB':>8}   (median of {ROUNDS} rounds)")
    client = Client()
    for path in FEEDS:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        count, taken = len(queries), []  # now: the next request empties the log
        for _ in range(ROUNDS):
            began = time.process_time()
            client.get(path)
            taken.append(time.process_time() - began)
        print(f"{path:<24}{count:>8}{statistics.median(taken) * 1000:>8.1f}{len(answer.content) / 1000:>8.1f}")


if __name__ == "__main__":
    main()
