"""The writers of the export formats. Each streams one record after another."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from articles.fields import FIELDS
from articles.public.citations import cited_article
from articles.public.exports.records import ORDER, record
from outputs.citations.files import FORMATS as CITATIONS
from outputs.exports.responses import ExportDescription
from outputs.source import Source
from record.imprint import imprint_words
from text import cells, prose
from text.prose import one_line
from web.bulk_addresses import ManyAddresses

BETWEEN = "; "
# The column “summary” holds the standfirst if there are no points.
TEXTS = [field for field in FIELDS.texts if field.export and field.name != "standfirst"]
COLUMNS = tuple(dict.fromkeys([*(name for name in ORDER if name != "standfirst"), *(field.name for field in TEXTS)]))


@dataclass(frozen=True)
class Writer:
    """An export format: its label, its file extension, its media type, and the function that writes it in pieces."""

    name: str
    ending: str
    media_type: str
    pieces: Callable[[HttpRequest, ExportDescription, Iterable[Source]], Iterator[str]]


def csv_pieces(request: HttpRequest, export: ExportDescription, sources: Iterable[Source]) -> Iterator[str]:
    """Yield a CSV table with a header row: one row per article, lists joined with “; ”, one line per summary point."""
    return cells.lines(_rows(sources))


def _rows(sources: Iterable[Source]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for source in sources:
        cells_by_name = _cells(source)
        yield tuple(cells_by_name[name] for name in COLUMNS)


def _cells(source: Source) -> dict[str, str]:
    work = source.work
    return {field.name: one_line(work[field.name]) for field in TEXTS} | {
        "authors": BETWEEN.join(one_line(each["name"]) for each in work["authors"]),
        "published_on": source.published_on.isoformat(),
        "series": one_line(work["series"]["name"]) if work["series"] else "",
        "summary": "\n".join(prose.plain(point["text"]) for point in work["points"]) or one_line(work["standfirst"]),
        "topics": BETWEEN.join(one_line(each["name"]) for each in work["topics"]),
        "tags": BETWEEN.join(one_line(each["name"]) for each in work["tags"]),
        "edition": f"{source.number}",
        "url": source.current_address,
        "permanent_url": source.address,
        **{name: one_line(words) for name, words in imprint_words(work["imprint"]).items()},
        "source_url": work["source_url"],  # not normalized, because another spelling might not resolve
    }


def json_pieces(request: HttpRequest, export: ExportDescription, sources: Iterable[Source]) -> Iterator[str]:
    """Yield one JSON object: description, time and count; the articles, one per line; then the number sent.

    The number sent is lower than the count if articles were withdrawn during the export.
    """
    head = {"filter": export.words, "url": export.address, "moment": export.moment, "count": export.count}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "articles": ['
    sent, author_pages = 0, ManyAddresses(request, "author")
    for source in sources:
        yield (",\n" if sent else "\n") + json.dumps(record(source, author_pages), ensure_ascii=False)
        sent += 1
    yield f'\n], "sent": {sent}}}\n'


def _citing(form: str) -> Writer:
    chosen = CITATIONS[form]

    def pieces(request: HttpRequest, export: ExportDescription, sources: Iterable[Source]) -> Iterator[str]:
        return chosen.pieces(cited_article(source) for source in sources)

    return Writer(chosen.name, chosen.ending, chosen.media_type, pieces)


# Keyed by the last word of the URL name: archive-export-csv.
WRITERS = {
    "csv": Writer("CSV", "csv", cells.MEDIA_TYPE, csv_pieces),
    "json": Writer("JSON", "json", "application/json", json_pieces),
    **{form: _citing(form) for form in CITATIONS},
}
