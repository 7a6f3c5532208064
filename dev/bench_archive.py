"""Measure the archive: filters, words, facets, paging, exports, publishing.

    .venv/bin/python dev/bench_archive.py [--articles N] [--runs N]
    .venv/bin/python dev/with_postgres.py -- .venv/bin/python dev/bench_archive.py

It uses the database in DATABASE_URL, which must be empty or contain what it seeded before; without one, a temporary
SQLite file. Each kind of query uses different words each time, runs once to warm the caches that a server has warm, and
is then measured. There are no budgets here.
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
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
SEED = 3
PARTS = ["lists", "facets", "pages", "typing", "publishing", "exports"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=30, help="questions of each kind")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what is measured; else all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.update(DEBUG="false", SECRET_KEY="bench", ALLOWED_HOSTS="testserver", DATABASE_POOL="false")  # noqa: S106
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        sys.path.insert(0, str(ROOT))
        import config.wsgi  # noqa: F401 - as a server loads it, and only now is it known which database

        prepare(options.articles)
        bench(options.runs, options.parts)


def prepare(articles: int) -> None:
    """Migrate, and seed an empty database."""
    from django.core.management import call_command  # after django.setup()

    from articles.models import Article  # the same

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        call_command("seed_archive", articles=articles, snapshots=min(articles // 200, 500), seed=SEED)


def bench(runs: int, parts: list[str]) -> None:
    """Print a table of the selected parts."""
    from django.db import connection  # after django.setup()

    from articles.models import ArticleEdition  # the same

    count = ArticleEdition.objects.count()
    print(f"\nArchive of {count:,} editions, {connection.vendor}; milliseconds (p50, p95, most)", flush=True)
    measures = {
        "lists": lambda: bench_lists(runs),
        "facets": lambda: bench_facets(runs),
        "pages": bench_pages,
        "typing": lambda: bench_typing(runs),
        "publishing": lambda: show("publishing an article", [publish(number) for number in range(runs + 2)][2:]),
        "exports": bench_export,
    }
    for part in parts:
        measures[part]()


def bench_lists(runs: int) -> None:
    """Print the time for a page of each kind of query, first and repeated."""
    for kind, queries in questions(runs).items():
        show(f"list: {kind}, first asked", [taken(lambda query=query: page(query)) for query in dict.fromkeys(queries)])
        show(f"list: {kind}", [taken(lambda query=query: page(query)) for query in queries])


def bench_facets(runs: int) -> None:
    """Print the time for the facets of each kind of query."""
    for kind, queries in questions(runs).items():
        for query in dict.fromkeys(queries):
            facets(query)
        show(f"facets: {kind}", [taken(lambda query=query: facets(query)) for query in queries])


def bench_pages() -> None:
    """Print the time for the first and the hundredth page of a query with many results."""
    first, last = [], []
    for query in questions(5)["a region"] + questions(5)["a common word"]:
        page(query)
        cursor = None
        for number in range(100):
            begun = time.perf_counter()
            cursor = page(query, cursor)
            (first if number == 0 else last if number == 99 else []).append((time.perf_counter() - begun) * 1_000)
            if not cursor:
                break
    show("page 1", first)
    show("page 100", last)


def bench_typing(runs: int) -> None:
    """Print the time for suggestions."""
    typed = beginnings(runs)
    typing(typed[0])
    show("typing ahead", [taken(lambda text=text: typing(text)) for text in typed])


def questions(runs: int) -> dict[str, list[str]]:
    """Return different queries by kind, the same for each run of this program."""
    from taggit.models import Tag  # after django.setup()

    from articles.models import Category, Series  # the same
    from people.models import Author  # the same

    chance = random.Random(1)  # noqa: S311
    authors = list(Author.objects.order_by("pk").values_list("slug", flat=True)[:400])
    regions = list(Category.objects.without_tree_fields().filter(kind="region").values_list("slug", flat=True))
    themes = list(Category.objects.without_tree_fields().filter(kind="theme").values_list("slug", flat=True))
    tags = list(Tag.objects.values_list("slug", flat=True)[:300])
    series = list(Series.objects.values_list("slug", flat=True))
    words = words_by_band()

    def several(*parameters: Callable[[], tuple[str, str]]) -> list[str]:
        return [urlencode([parameter() for parameter in parameters]) for _ in range(runs)]

    def one(name: str, of: list) -> Callable[[], tuple[str, str]]:
        return lambda: (name, str(chance.choice(of)))

    author, region, theme, tag = one("author", authors), one("topic", regions), one("topic", themes), one("tag", tags)
    year, since = one("year", list(range(2012, 2026))), one("from", [f"{year}-03-01" for year in range(2012, 2026)])
    found = {
        "everything": several(one("order", ["date"])),
        "an author": several(author), "a region": several(region), "a theme": several(theme), "a tag": several(tag),
        "a series": several(one("series", series)), "a year": several(year), "since a day": several(since),
        "a region and a theme": several(region, theme), "an author and a region": several(author, region),
        "a tag and a year": several(tag, year), "a theme since a day": several(theme, since),
    }  # fmt: skip
    for band, of in words.items():
        word = one("q", of or ["policy"])
        found |= {
            f"a {band} word": several(word),
            f"a {band} word, newest first": several(word, one("order", ["date"])),
            f"a {band} word and a region": several(word, region),
            f"a {band} word, an author, a year": several(word, author, year),
        }
    rare, common = one("q", words["rare"]), words["common"]
    found["two common words"] = several(lambda: ("q", " ".join(chance.sample(common, 2))))
    found["a common word without a rare one"] = several(lambda: ("q", f"{chance.choice(common)} -{rare()[1]}"))
    found["a phrase of common words"] = several(lambda: ("q", '"' + " ".join(chance.sample(common, 2)) + '"'))
    return found


def beginnings(runs: int) -> list[str]:
    """Return partial inputs: beginnings of names and of words in titles, of two or more letters."""
    from articles.models import ArticleEdition  # after django.setup()
    from people.models import Author  # the same

    chance = random.Random(2)  # noqa: S311
    names = list(Author.objects.order_by("pk").values_list("name", flat=True)[:200])
    names += list(ArticleEdition.objects.order_by("pk").values_list("title", flat=True)[:200])
    return [chance.choice(names)[: chance.randint(2, 12)] for _ in range(runs)]


def typing(text: str) -> int:
    """Return the number of suggestions."""
    from django.utils import timezone  # after django.setup()

    from articles.public.suggestions import suggestions  # the same

    return len(suggestions(text, timezone.now()))


def words_by_band() -> dict[str, list[str]]:
    """Return words of the archive by how many articles contain them."""
    from articles.models import ArticleEdition  # after django.setup()

    ids = list(ArticleEdition.objects.order_by("pk").values_list("pk", flat=True))
    drawn = random.Random(4).sample(ids, min(len(ids), 1_000))  # noqa: S311 - random, because copies are at regular intervals
    sample = ArticleEdition.objects.filter(pk__in=drawn)
    count, held = 0, Counter()
    for text in sample.values_list("search_text", flat=True).iterator():
        count += 1
        held.update({word for word in re.findall(r"\w+", text.lower()) if len(word) > 3})
    bands = {"rare": (0, 0.002), "middling": (0.005, 0.02), "common": (0.3, 1)}
    return {
        band: [word for word, number in held.most_common() if least < number / count <= most][:300]
        for band, (least, most) in bands.items()
    }


def page(query: str, cursor: str | None = None) -> str:
    """Fetch a page of 20 and its total; return the next cursor."""
    from django.http import QueryDict  # after django.setup()

    from articles.public.cards import article_card  # the same
    from articles.public.filters import read_filter  # the same
    from articles.public.listing import ListSpec, cards  # the same

    asked = read_filter(QueryDict(query))
    found = asked.results()
    ids, after = found.page(cursor, 20)
    _shown = cards(ListSpec(asked, "archive", article_card), ids), found.total_label
    return after


def facets(query: str) -> None:
    from django.http import QueryDict  # after django.setup()

    from articles.public.filters import read_filter  # the same
    from search.facet_lists import facet_lists  # the same

    asked = read_filter(QueryDict(query))
    facet_lists(asked, asked.results(others=asked.chosen_facets))


def publish(number: int) -> float:
    """Publish one article; return the time in milliseconds."""
    from datetime import date  # after django.setup()

    from articles.models import Article, Byline, SummaryPoint  # the same
    from people.models import Author  # the same
    from record.publishing import publish as publish_now  # the same

    slug = f"bench-{number}-{time.time_ns()}"
    made = Article.objects.create(
        title=slug, slug=slug, published_on=date(2026, 6, 1), body="<p>Of the border.</p>" * 40
    )
    Byline.objects.create(article=made, author=Author.objects.first(), position=1)
    SummaryPoint.objects.create(article=made, text="A point.", position=1)
    return taken(lambda: publish_now(made, None))


def bench_export() -> None:
    """Print the exports' records per second and memory use."""
    import resource  # available only on Unix

    from django.test import Client  # after django.setup()

    for ending in ("csv", "json", "bib"):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        answer = Client().get(f"/analysis/export.{ending}")
        if answer.status_code != 200:
            continue
        size = sum(len(part) for part in answer.streaming_content)
        seconds = time.perf_counter() - begun
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1_024
        print(f"  export.{ending}: {size / 1e6:.0f} MB in {seconds:.1f} s, {grown:.0f} MB more memory at the most")


def taken(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000


def show(kind: str, times: list[float]) -> None:
    """Print a row."""
    if times:
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
        print(f"  {kind:48}{statistics.median(times):8.1f}{p95:8.1f}{max(times):8.1f}", flush=True)


if __name__ == "__main__":
    main()
