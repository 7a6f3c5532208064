"""Feeds of all articles or of any filter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models.record import ArticleEdition
from articles.public.archive import EditionRow, editions_with_content
from articles.public.filters import ArticleFilter, read_filter
from outputs.feeds.entries import Entry, Life, lives
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
from text import prose
from web.cached_answers import cached_by_query
from web.public_pages import absolute, public_page, stored


@stored(*ArticleFilter.base_filters)
@public_page
@cached_by_query(*ArticleFilter.base_filters)
def article_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Return the feed of the newest articles that the query finds. `form` is the feed format."""

    def entries_of(ids: list[int]) -> list[Entry]:
        entries = editions_with_content(ids, request.moment)
        known = lives(ArticleEdition, [edition for edition, _content in entries])
        return [_entry(request, edition, content["work"], known[edition.pk]) for edition, content in entries]

    return feed_answer(request, form, read_filter(request.GET, request.moment), reverse("archive"), entries_of)


def _entry(request: HttpRequest, edition: EditionRow, work: dict, life: Life) -> Entry:
    points = "".join(f"<li>{point['text']}</li>" for point in work["points"])  # sanitized when frozen
    return Entry(
        life=life,
        title=work["title"],
        url=absolute(request, reverse("article", kwargs={"slug": edition.slug})),
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
