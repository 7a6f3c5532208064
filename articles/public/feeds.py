"""Feeds of articles: of everything, or of any filter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models.record import ArticleEdition
from articles.public.archive import ToldEdition, told_of
from articles.public.filtering import read_filter
from editorial import prose
from editorial.feeds.answering import (
    categories,
    enclosures,
    feed_answer,
    image_url,
    paragraph,
    people,
    shortened,
    told_note,
)
from editorial.feeds.entries import Entry, Life, lives
from editorial.public_pages import absolute, public_page


@public_page
def article_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Give the newest articles that the query finds, as a feed."""

    def entries_of(ids: list[int]) -> list[Entry]:
        told = told_of(ids, request.moment)
        known = lives(ArticleEdition, [edition for edition, _content in told])
        return [_entry(request, edition, content["work"], known[edition.pk]) for edition, content in told]

    return feed_answer(request, form, read_filter(request.GET, request.moment), reverse("archive"), entries_of)


def _entry(request: HttpRequest, edition: ToldEdition, work: dict, life: Life) -> Entry:
    points = "".join(f"<li>{point['text']}</li>" for point in work["points"])  # sanitized when it was frozen
    return Entry(
        life=life,
        title=work["title"],
        url=absolute(request, reverse("article", kwargs={"slug": edition.slug})),
        published_on=edition.published_on,
        language=work["language"],
        html=told_note(edition) + (f"<ul>{points}</ul>" if points else paragraph(work["standfirst"])),
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
