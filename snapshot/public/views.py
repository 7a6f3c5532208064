"""The home page and the snapshots' pages."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from articles.public import editions
from articles.public.archive import public_articles
from articles.public.cards import article_card
from articles.public.editions import Editions
from articles.public.feed_links import feed_link
from editorial.addresses import find_current, find_numbered
from editorial.citing.files import citation_file
from editorial.languages import speaking
from editorial.page_data import home_data
from editorial.public_pages import about_language, absolute, json_response, public_page, text_response
from editorial.renditions import source_of
from editorial.stylesheet import stylesheet, stylesheet_version
from snapshot.comparing import compare
from snapshot.models.record import SnapshotEdition
from snapshot.public.citing import cited_articles, cited_snapshot, snapshot_identity
from snapshot.public.record import lead_and_recent, snapshot_card
from snapshot.public.related import related
from snapshot.public.renditions import snapshot_json, snapshot_page, snapshot_text
from snapshot.public.topic_views import public_roots
from snapshot.public.withholding import shown_content

COLLECTION = "snapshots"
EDITIONS = Editions(
    name="snapshot",
    collection=COLLECTION,
    edition=SnapshotEdition,
    content=shown_content,
    compare=compare,
    section="snapshots",
)
RECENT_SNAPSHOTS = 4
LATEST_ARTICLES = 8


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the lead snapshot, recent ones, the latest analysis; of an empty site, a holding page."""
    lead, recent = lead_and_recent(request.moment, RECENT_SNAPSHOTS)
    latest = public_articles(request.moment).order_by("-published_on", "-pk")[:LATEST_ARTICLES]
    articles = [article_card(edition) for edition in latest]
    context = {
        "lead": snapshot_card(lead) if lead else None,
        "snapshots": [snapshot_card(edition) for edition in recent],
        "articles": articles,
        "topics": public_roots(request.moment),
        "empty": not lead and not articles,
        "canonical_url": absolute(request, reverse("home")),
        **home_data(request),
    }
    return render(request, "snapshot/home.html", context)


@public_page
def snapshot(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a snapshot's current edition."""
    return _page(request, find_current(SnapshotEdition, COLLECTION, slug, request.moment))


@public_page
def snapshot_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition of a snapshot at its permanent address."""
    return _page(request, find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment))


@public_page
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give a snapshot's current edition, or the numbered one, in the canonical text form."""
    edition = _find(request, slug, number)
    with speaking(edition.language):
        return text_response(snapshot_text(edition))


@public_page
def frozen_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give the bytes whose digest an edition bears, less what was withdrawn since."""
    return json_response(snapshot_json(_find(request, slug, number)))


@public_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """List a snapshot's editions."""
    return editions.edition_list(request, EDITIONS, slug)


@public_page
def comparison(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    """Compare two editions of a snapshot."""
    return editions.comparison(request, EDITIONS, slug, number, other)


@public_page
def citation(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """Give the citation of a snapshot's current edition, or of the numbered one, as a file.

    With `of=articles` in the query: of each article in it, as frozen there.
    """
    of = request.GET.get("of")
    if of not in (None, "articles"):
        raise BadRequest(_("Write of=articles to cite the articles of a snapshot; leave it out to cite the snapshot."))
    edition = _find(request, slug, number)
    source = source_of(request, edition, shown_content(edition))
    works = cited_articles(request, source) if of else [cited_snapshot(source)]
    return citation_file(form, works, f"{edition.slug}-edition-{edition.number}{'-articles' if of else ''}")


@public_page
def site_css(request: HttpRequest) -> HttpResponse:
    """Give the style of every page."""
    response = HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == stylesheet_version():
        patch_cache_control(response, max_age=31_536_000, immutable=True, public=True)
    return response


def _find(request: HttpRequest, slug: str, number: int | None) -> SnapshotEdition:
    if number is None:
        return find_current(SnapshotEdition, COLLECTION, slug, request.moment)
    return find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment)


def _page(request: HttpRequest, edition: SnapshotEdition) -> HttpResponse:
    with speaking(edition.language):
        return _spoken_page(request, edition)


def _spoken_page(request: HttpRequest, edition: SnapshotEdition) -> HttpResponse:
    content = shown_content(edition)
    page = snapshot_page(edition, content, request.moment)
    canonical_url = absolute(request, page["current_url"] or page["permanent_url"])
    page |= snapshot_identity(request, source_of(request, edition, content), page, canonical_url)
    context = {
        "page": page,
        "related": related(edition, content["work"]),
        "canonical_url": canonical_url,
        **about_language(page["language"]),
        "feeds": _coverage_feed(content["work"]["coverage"]),
        "section": "snapshots",
    }
    return render(request, "snapshot/snapshot_page.html", context)


def _coverage_feed(coverage: dict | None) -> list[dict]:
    """Return the feed of the topic that the snapshot's coverage line leads to."""
    return (
        [feed_link(_("Analysis on %(topic)s") % {"topic": coverage["name"]}, {"topic": coverage["slug"]})]
        if coverage
        else []
    )
