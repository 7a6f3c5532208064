"""What writes the records of an export, one after another."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from articles.public.citing import cited_article
from articles.public.exporting.records import record
from editorial import prose
from editorial.citing.cited import one_line
from editorial.citing.files import FORMATS as CITATIONS
from editorial.exporting import cells
from editorial.exporting.answering import Told
from editorial.many_addresses import ManyAddresses
from editorial.renditions import Source

COLUMNS = (
    "title", "authors", "published_on", "series", "volume", "issue", "language", "summary", "topics", "tags", "doi",
    "edition", "url", "permanent_url", "source_url",
)  # fmt: skip
BETWEEN = "; "


@dataclass(frozen=True)
class Writer:
    """A form of export: its name for readers, its ending, its media type, and what writes it piece by piece."""

    name: str
    ending: str
    media_type: str
    pieces: Callable[[HttpRequest, Told, Iterable[Source]], Iterator[str]]


def csv_pieces(request: HttpRequest, told: Told, sources: Iterable[Source]) -> Iterator[str]:
    """Yield a table with a heading: one line an article, lists with “; ” between, summary points a line each."""
    return cells.lines(_rows(sources))


def _rows(sources: Iterable[Source]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for source in sources:
        work = source.work
        yield (
            one_line(work["title"]),
            BETWEEN.join(one_line(each["name"]) for each in work["authors"]),
            source.published_on.isoformat(),
            one_line(work["series"]["name"]) if work["series"] else "",
            one_line(work["volume"]),
            one_line(work["issue"]),
            work["language"],
            "\n".join(prose.plain(point["text"]) for point in work["points"]) or one_line(work["standfirst"]),
            BETWEEN.join(one_line(each["name"]) for each in work["topics"]),
            BETWEEN.join(one_line(each["name"]) for each in work["tags"]),
            work["doi"],
            f"{source.number}",
            source.current_address,
            source.address,
            work["source_url"],
        )


def json_pieces(request: HttpRequest, told: Told, sources: Iterable[Source]) -> Iterator[str]:
    """Yield one object: what it is of, when, and how many; then the articles, a line each; then how many were sent:
    one less than the count for each that was withdrawn meanwhile."""
    head = {"filter": told.words, "url": told.address, "moment": told.moment, "count": told.count}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "articles": ['
    sent, author_pages = 0, ManyAddresses(request, "author")
    for source in sources:
        yield (",\n" if sent else "\n") + json.dumps(record(source, author_pages), ensure_ascii=False)
        sent += 1
    yield f'\n], "sent": {sent}}}\n'


def _citing(form: str) -> Writer:
    chosen = CITATIONS[form]

    def pieces(request: HttpRequest, told: Told, sources: Iterable[Source]) -> Iterator[str]:
        return chosen.pieces(cited_article(source) for source in sources)

    return Writer(chosen.name, chosen.ending, chosen.media_type, pieces)


# By the last word of the names of their address patterns: archive-export-csv.
WRITERS = {
    "csv": Writer("CSV", "csv", cells.MEDIA_TYPE, csv_pieces),
    "json": Writer("JSON", "json", "application/json", json_pieces),
    **{form: _citing(form) for form in CITATIONS},
}
