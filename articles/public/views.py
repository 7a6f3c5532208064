"""The archive's list and the articles' pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.comparing import compare
from articles.models.record import ArticleEdition
from articles.public import archive, editions
from articles.public.cards import article_card
from articles.public.citing import article_identity, cited_article
from articles.public.editions import Editions
from articles.public.facets import article_sources
from articles.public.filtering import read_filter
from articles.public.listing import Listed, is_combined, listing, unlisted
from articles.public.related import related
from articles.public.renditions import article_page, article_text
from editorial.addresses import find_current, find_numbered
from editorial.citing.files import citation_file
from editorial.freezing import read
from editorial.languages import speaking
from editorial.overload import is_overloaded, refusal
from editorial.public_pages import about_language, absolute, json_response, public_page, text_response
from editorial.renditions import source_of

COLLECTION = "analysis"
EDITIONS = Editions(
    name="article",
    collection=COLLECTION,
    edition=ArticleEdition,
    content=lambda edition: read(edition.content),
    compare=compare,
    section="archive",
)


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the articles that the address asks for, newest first or best match first."""
    asked = read_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    listed = Listed(asked, "archive", article_sources(), article_card)
    context = {**listing(request, listed), "section": "archive"}
    return unlisted(render(request, "articles/article_list.html", context), context["is_unlisted"])


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article's current edition."""
    return _page(request, find_current(ArticleEdition, COLLECTION, slug, request.moment))


@public_page
def article_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition of an article at its permanent address."""
    return _page(request, find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment))


@public_page
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give an article's current edition, or the numbered one, as plain text."""
    edition = _find(request, slug, number)
    with speaking(edition.language):
        return text_response(article_text(edition))


@public_page
def frozen_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give the bytes whose digest an edition bears."""
    return json_response(_find(request, slug, number).content.text)


@public_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """List an article's editions."""
    return editions.edition_list(request, EDITIONS, slug)


@public_page
def comparison(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    """Compare two editions of an article."""
    return editions.comparison(request, EDITIONS, slug, number, other)


@public_page
def citation(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """Give the citation of an article's current edition, or of the numbered one, as a file."""
    edition = _find(request, slug, number)
    work = cited_article(source_of(request, edition, read(edition.content)))
    return citation_file(form, [work], f"{edition.slug}-edition-{edition.number}")


def _find(request: HttpRequest, slug: str, number: int | None) -> ArticleEdition:
    if number is None:
        return find_current(ArticleEdition, COLLECTION, slug, request.moment)
    return find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment)


def _page(request: HttpRequest, edition: ArticleEdition) -> HttpResponse:
    with speaking(edition.language):
        return _spoken_page(request, edition)


def _spoken_page(request: HttpRequest, edition: ArticleEdition) -> HttpResponse:
    content = read(edition.content)
    page = article_page(edition, content, request.moment)
    canonical_url = absolute(request, page["current_url"] or page["permanent_url"])
    page |= article_identity(request, source_of(request, edition, content), page, canonical_url)
    context = {
        "page": page,
        "selected_in": [
            {"title": row.title, "number": row.number, "url": reverse("snapshot", kwargs={"slug": row.slug})}
            for row in archive.selected_in(edition.parent_id, request.moment)
        ],
        "related": related(edition, content["work"]),
        "canonical_url": canonical_url,
        **about_language(page["language"]),
        "section": "archive",
    }
    page["selected_in"] = context["selected_in"]
    return render(request, "articles/article_page.html", context)
