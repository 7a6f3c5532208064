"""The article list and the pages of articles."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from articles.comparison import compare
from articles.models.record import ArticleEdition
from articles.public import archive, editions
from articles.public.cards import article_card
from articles.public.citations import article_identity, cited_article
from articles.public.editions import Editions
from articles.public.filters import ArticleFilter, read_filter
from articles.public.listing import ListSpec, is_combined, listing, unlisted
from articles.public.related import related
from articles.public.renditions import article_text, edition_facts, follow, page_of
from media.embeds.frozen import origins
from outputs.citations.files import citation_file
from outputs.pdf.faces import faces
from outputs.source import source_of
from record.addresses import find_current, find_numbered
from record.freezing import read
from record.own_links import linked, own_addresses
from web.cached_answers import cached_by_edition
from web.frames import with_frames
from web.languages import override_language
from web.overload import is_overloaded, refusal
from web.page_files import cached_page, page_bytes
from web.paths import path_to
from web.public_pages import absolute, json_response, language_context, public_page, stored, text_response

COLLECTION = "analysis"
EDITIONS = Editions(
    name="article",
    collection=COLLECTION,
    edition=ArticleEdition,
    content=lambda edition: read(edition.content),
    compare=compare,
    section="archive",
)


@stored(*ArticleFilter.base_filters, "cursor")
@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """Show the articles that the query finds, newest first or best match first."""
    asked = read_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    listed = ListSpec(asked, "archive", article_card)
    context = {**listing(request, listed), "section": "archive"}
    return unlisted(render(request, "articles/article_list.html", context), context["is_unlisted"])


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return edition_page(request, find_current(ArticleEdition, COLLECTION, slug, request.moment))


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def article_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return edition_page(request, find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment))


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return an article's current edition, or the numbered one, as plain text."""
    edition = _find(request, slug, number)
    with override_language(edition.language):
        return text_response(article_text(edition))


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def frozen_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return the exact bytes that the edition's SHA-256 digest was computed from."""
    return json_response(_find(request, slug, number).content.text)


@stored()
@public_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    return editions.edition_list(request, EDITIONS, slug)


@stored()
@public_page
def comparison(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    return editions.comparison(request, EDITIONS, slug, number, other)


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def citation(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """Return the citation of an article's current edition, or of the numbered one, as a file."""
    edition = _find(request, slug, number)
    work = cited_article(source_of(request, edition, read(edition.content)))
    return citation_file(form, [work], f"{edition.slug}-edition-{edition.number}")


def _find(request: HttpRequest, slug: str, number: int | None) -> ArticleEdition:
    if number is None:
        return find_current(ArticleEdition, COLLECTION, slug, request.moment)
    return find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment)


def edition_page(request: HttpRequest, edition: ArticleEdition, is_alone: bool = False) -> HttpResponse:
    """Return the page of an edition. With `is_alone`, leaves out links and notes that depend on other editions."""
    with override_language(edition.language):
        content = read(edition.content)
        facts = edition_facts(edition, request.moment, "article", is_alone) | {
            "selected_in": [] if is_alone else _selected_in(edition, request.moment),
            "related": [] if is_alone else related(edition, content["work"]),
            "fonts": faces().digest,  # determine whether there is a PDF
            "own_links": own_addresses(content["work"], request.moment),
        }
        make = partial(_page, request, edition, content, facts)
        page = HttpResponse(make() if is_alone else cached_page(request, edition, facts, make))
        return with_frames(page, origins(content["work"]))


def _page(request: HttpRequest, edition: ArticleEdition, content: dict, facts: dict) -> bytes:
    """Return the page of an edition. `facts` is all context that is not in the frozen content."""
    work = linked(content["work"], facts["own_links"])
    page = {**page_of(work, edition.published_on), **facts, "follow": follow(content["work"])}
    canonical_url = absolute(request, page["current_url"] or page["permanent_url"])
    page |= article_identity(request, source_of(request, edition, content), page, canonical_url)
    context = {
        "page": page,
        "related": facts["related"],
        "canonical_url": canonical_url,
        **language_context(page["language"]),
        "section": "archive",
    }
    return page_bytes(render_to_string("articles/article_page.html", context, request))


def _selected_in(edition: ArticleEdition, at: datetime) -> list[dict]:
    return [
        {"title": row.title, "number": row.number, "url": path_to("snapshot", slug=row.slug)}
        for row in archive.selected_in(edition.parent_id, at)
    ]
