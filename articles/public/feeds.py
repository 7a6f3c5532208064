"""Feeds of all articles or of any filter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models.record import ArticleEdition
from articles.public.filters import ArticleFilter, read_filter
from outputs.feeds.entries import Entry, Life, with_lives
from outputs.feeds.responses import (
    categories,
    correction_note,
    enclosures,
    feed_answer,
    image_url,
    paragraph,
    people,
    shortened,
)
from record.freezing import contents
from record.models.record import EditionRow
from text import prose
from web.bounded import Bounded
from web.cached_answers import cached_by_query
from web.languages import site_language
from web.paths import path_to
from web.public_pages import absolute, public_page, stored

MOST = 8 * 2**20  # bytes in each process
SIZE = 12_000  # bytes that an entry takes besides its text in three forms, roughly
# Entries by host, language of the site, edition and content, which never change. Only what is public is looked up.
_kept = Bounded(MOST)


@stored(*ArticleFilter.base_filters)
@public_page
@cached_by_query(*ArticleFilter.base_filters)
def article_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Return the feed of the newest articles that the query finds. `form` is the feed format."""

    def entries_of(ids: list[int]) -> list[Entry]:
        where = (absolute(request, "/"), site_language())
        rows = with_lives(ArticleEdition, ids)
        kept = {edition.pk: _kept.get((where, edition.pk, edition.content_id)) for edition, _life in rows}
        read = contents(edition.content_id for edition, _life in rows if kept[edition.pk] is None)
        entries = []
        for edition, life in rows:
            entry = kept[edition.pk]
            entry = entry.with_life(life) if entry else _entry(request, edition, read[edition.content_id]["work"], life)
            _kept.put((where, edition.pk, edition.content_id), entry, SIZE + 6 * len(entry.html))
            entries.append(entry)
        return entries

    return feed_answer(request, form, read_filter(request.GET, request.moment), reverse("archive"), entries_of)


def _entry(request: HttpRequest, edition: EditionRow, work: dict, life: Life) -> Entry:
    points = "".join(f"<li>{point['text']}</li>" for point in work["points"])  # sanitized when frozen
    return Entry(
        life=life,
        title=work["title"],
        url=absolute(request, path_to("article", slug=edition.slug)),
        published_on=edition.published_on,
        language=work["language"],
        html=correction_note(edition) + (f"<ul>{points}</ul>" if points else paragraph(work["standfirst"])),
        summary=work["standfirst"] or shortened(" ".join(prose.plain(point["text"]) for point in work["points"])),
        edition=edition.number,
        kind=edition.kind,
        note=edition.note,
        authors=people(request, work["authors"]),
        categories=categories(request, work["topics"], work["tags"]),
        image_url=image_url(request, work["picture"]),
        enclosures=enclosures(request, work["attachments"]),
        source_url=work["source_url"],
    )
