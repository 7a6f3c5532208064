"""Measure the desk: the library with 100,000 articles, and queries per move.

    .venv/bin/python dev/bench_desk.py [--articles N] [--runs N] [--snapshot-sizes 20 60 300]
    .venv/bin/python dev/with_postgres.py -- .venv/bin/python dev/bench_desk.py

It uses the database in DATABASE_URL, which must be empty or contain what it seeded before; without one, a temporary
SQLite file. There are no budgets here.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=40, help="questions of each kind")
    parser.add_argument("--snapshot-sizes", type=int, nargs="*", default=[20, 60, 300])
    parser.add_argument("--cpu", action="store_true", help="count work done (ours and the server's), not time passed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.update(DEBUG="false", SECRET_KEY="bench", ALLOWED_HOSTS="localhost", DATABASE_POOL="false")  # noqa: S106
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        sys.path.insert(0, str(ROOT))
        import django  # after the database is chosen

        django.setup()
        prepare(options.articles)
        if options.cpu:
            Clock.now = work_clock()
        bench_library(options.runs)
        bench_moves(options.snapshot_sizes)


def prepare(articles: int) -> None:
    """Migrate, and seed an empty database."""
    from django.core.management import call_command  # after django.setup()

    from articles.models import Article  # the same

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        call_command("seed_archive", articles=articles, seed=SEED)


def bench_library(runs: int) -> None:
    """Print, for each kind of query, the milliseconds for a page of the library. All queries differ."""
    from django.db import connection  # after django.setup()

    from snapshot.desk.library import library  # the same
    from snapshot.models import Snapshot  # the same

    snapshot = Snapshot.objects.order_by("pk").last()
    print(f"\nLibrary, {connection.vendor}, milliseconds a page of 30 (p50, p95, most)")
    everything = []
    for kind, queries in questions(runs):
        library(queries[0], snapshot)
        times = [milliseconds(lambda query=query: library(query, snapshot)) for query in queries]
        everything += times
        print(f"  {kind:44}{spread(times)}")
    print(f"  {'all of them':44}{spread(everything)}")


def questions(runs: int) -> Iterator[tuple[str, list]]:
    """Yield kinds of queries, with different ones of each kind."""
    from django.http import QueryDict  # after django.setup()

    from articles.models import Category  # the same
    from people.models import Author  # the same
    from snapshot.desk.library_filter import LibraryFilter  # the same

    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    bands = words_by_band()
    topics = list(Category.objects.without_tree_fields().filter(kind="region").values_list("pk", flat=True))
    authors = list(Author.objects.values_list("pk", flat=True)[:200])

    def ask(**parameters: object) -> LibraryFilter:
        return LibraryFilter(QueryDict(urlencode(parameters)))

    def several(make: Callable[[str], LibraryFilter], band: str) -> list[LibraryFilter]:
        return [make(chance.choice(bands[band])) for _ in range(runs)]

    for order in ("relevance", "date", "edited"):
        for band in bands:
            yield f"{band} word, by {order}", several(lambda w, o=order: ask(q=w, order=o), band)
    for band in bands:
        yield (
            f"{band} word and a region, by relevance",
            several(lambda w: ask(q=w, topic=chance.choice(topics)), band),
        )
        yield (
            f"{band} word, author and live, by date",
            several(lambda w: ask(q=w, author=chance.choice(authors), status="live", order="date"), band),
        )
    yield (
        "two common words, by relevance",
        several(lambda w: ask(q=f"{w} {chance.choice(bands['common'])}"), "common"),
    )
    yield (
        "a phrase of common words",
        several(lambda w: ask(q=f'"{w} {chance.choice(bands["common"][:5])}"'), "common"),
    )
    yield "two letters while typing", several(lambda w: ask(q=w[:2]), "middling")
    yield "three letters while typing", several(lambda w: ask(q=w[:3]), "middling")
    for status in ("live", "unpublished", "scheduled", "withdrawn"):
        yield f"{status}, no words", [ask(status=status)] * runs
        yield f"{status}, common word", several(lambda w, s=status: ask(q=w, status=s), "common")
    yield "no words, by date", [ask()] * runs
    yield "a region, by date", [ask(topic=chance.choice(topics)) for _ in range(runs)]
    yield "an author, by edited", [ask(author=chance.choice(authors), order="edited") for _ in range(runs)]


def words_by_band() -> dict[str, list[str]]:
    """Return words of the archive by how many articles contain them."""
    from articles.models import Article  # after django.setup()

    sample = Article.objects.filter(pk__in=list(Article.objects.order_by("pk").values_list("pk", flat=True)[::100]))
    count, held = 0, Counter()
    for body in sample.values_list("body", flat=True).iterator():
        count += 1
        held.update({word for word in re.findall(r"\w+", body.lower()) if len(word) > 3})
    bands = {"rare": (0, 0.002), "middling": (0.005, 0.02), "frequent": (0.05, 0.15), "common": (0.3, 1)}
    return {
        band: [word for word, articles in held.most_common() if least < articles / count <= most]
        for band, (least, most) in bands.items()
    }


def bench_moves(sizes: list[int]) -> None:
    """Print the queries and milliseconds for moving a snapshot's last article to the top."""
    from django.db import connection  # after django.setup()
    from django.test.utils import CaptureQueriesContext  # the same
    from django.utils import timezone  # the same

    from articles.models import Article  # the same
    from snapshot.desk.acts import Sent, act  # the same
    from snapshot.desk.findings import all_findings  # the same
    from snapshot.models import Placement, Section, Snapshot  # the same

    print(f"\nDesk, {connection.vendor}: queries and milliseconds")
    articles = list(Article.objects.order_by("-pk").values_list("pk", flat=True)[: max(sizes, default=0)])
    for size in sizes:
        snapshot = Snapshot.objects.create(title="Bench", slug=f"bench-{size}-{time.time_ns()}")
        sections = [Section.objects.create(snapshot=snapshot, title=f"S {n}", position=n) for n in (1, 2, 3)]
        rows = [
            Placement(section=sections[place % 3], article_id=pk, position=place // 3 + 1)
            for place, pk in enumerate(articles[:size])
        ]
        Placement.objects.bulk_create(rows)
        item = {"key": rows[-1].key, "section": sections[0].key, "before": rows[0].key}
        sent = Sent("bench", "bench", 0, {"op": "move", "items": [item]})
        with CaptureQueriesContext(connection) as moved:
            took = milliseconds(lambda s=snapshot, m=sent: act(s.pk, m, None, timezone.now()))
        with CaptureQueriesContext(connection) as looked:
            found = milliseconds(lambda s=snapshot: all_findings(s, timezone.now()))
        again = statistics.median(milliseconds(lambda s=snapshot: all_findings(s, timezone.now())) for _ in range(7))
        print(
            f"  {size:4} placements: a move {len(moved)} queries, {took:.0f} ms;  "
            f"findings {len(looked)} queries, {again:.0f} ms (first {found:.0f})"
        )
        snapshot.delete()


class Clock:
    """Measured times, in seconds."""

    now = staticmethod(time.perf_counter)


def work_clock() -> Callable[[], float]:
    """Return a clock of CPU time in this process and its PostgreSQL backend, for use on a busy machine."""
    from django.db import connection  # after django.setup()

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # parallel workers would not be counted
        cursor.execute("SELECT pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() + int(server.read_text().split()[0]) / 1e9


def milliseconds(act: Callable[[], object]) -> float:
    began = Clock.now()
    act()
    return (Clock.now() - began) * 1_000


def spread(times: list[float]) -> str:
    """Return the median, 95th percentile and maximum, as columns."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):8.1f}{ordered[int(len(ordered) * 0.95) - 1]:8.1f}{ordered[-1]:8.1f}"


if __name__ == "__main__":
    main()
