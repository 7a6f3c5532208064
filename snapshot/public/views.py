"""Public pages of snapshots."""

from functools import partial

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.public import editions
from articles.public.editions import Editions
from articles.public.feed_links import feed_link
from outputs.citations.files import citation_file
from outputs.pdf.faces import faces
from outputs.source import source_of
from record.addresses import find_current, find_numbered
from record.own_links import own_addresses
from snapshot.comparison import compare
from snapshot.models.record import SnapshotEdition
from snapshot.public.citations import cited_articles, cited_snapshot, snapshot_identity
from snapshot.public.related import related
from snapshot.public.renditions import (
    snapshot_facts,
    snapshot_json,
    snapshot_page,
    snapshot_text,
    titles_alone,
)
from snapshot.public.withholding import shown_content
from web.cached_answers import cached_by_edition
from web.languages import override_language
from web.page_files import cached_page, page_bytes
from web.public_pages import absolute, json_response, language_context, public_page, stored, text_response

COLLECTION = "snapshots"
EDITIONS = Editions(
    name="snapshot",
    collection=COLLECTION,
    edition=SnapshotEdition,
    content=shown_content,
    compare=compare,
    section="snapshots",
)


@stored("show")
@public_page
@cached_by_edition(SnapshotEdition, "show")
def snapshot(request: HttpRequest, slug: str) -> HttpResponse:
    return edition_page(request, find_current(SnapshotEdition, COLLECTION, slug, request.moment))


@stored("show")
@public_page
@cached_by_edition(SnapshotEdition, "show")
def snapshot_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show an edition at its permanent address."""
    return edition_page(request, find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment))


@stored()
@public_page
@cached_by_edition(SnapshotEdition)
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return a snapshot's current edition, or the numbered one, in the canonical text form."""
    edition = _find(request, slug, number)
    with override_language(edition.language):
        return text_response(snapshot_text(edition))


@stored()
@public_page
@cached_by_edition(SnapshotEdition)
def frozen_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return the bytes that an edition's digest covers, without text withdrawn since."""
    return json_response(snapshot_json(_find(request, slug, number)))


@stored()
@public_page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    return editions.edition_list(request, EDITIONS, slug)


@stored()
@public_page
def comparison(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    return editions.comparison(request, EDITIONS, slug, number, other)


@stored("of")
@public_page
@cached_by_edition(SnapshotEdition, "of")
def citation(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """Return the citation of a snapshot's current edition, or of the numbered one, as a file.

    With `of=articles` in the query, return the citations of its articles, as frozen.
    """
    of = request.GET.get("of")
    if of not in (None, "articles"):
        raise BadRequest(_("Use of=articles to cite the articles of a snapshot, or leave it out to cite the snapshot."))
    edition = _find(request, slug, number)
    source = source_of(request, edition, shown_content(edition))
    works = cited_articles(request, source) if of else [cited_snapshot(source)]
    return citation_file(form, works, f"{edition.slug}-edition-{edition.number}{'-articles' if of else ''}")


def _find(request: HttpRequest, slug: str, number: int | None) -> SnapshotEdition:
    if number is None:
        return find_current(SnapshotEdition, COLLECTION, slug, request.moment)
    return find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment)


def edition_page(request: HttpRequest, edition: SnapshotEdition, is_alone: bool = False) -> HttpResponse:
    """Return the page of an edition; `is_alone` leaves out information from other editions."""
    titles_only = _titles_only(request)
    with override_language(edition.language):
        content = shown_content(edition)
        entries = content["edition"]["entries"]
        facts = snapshot_facts(edition, entries, request.moment, is_alone) | {
            "related": [] if is_alone else related(edition, content["work"]),
            "fonts": faces().digest,  # determines whether a PDF can be made
            "withheld": {key: entry["withdrawn"] for key, entry in entries.items() if "withdrawn" in entry},
            "titles_only": titles_only,
            "own_links": own_addresses(content["work"], request.moment),
        }
        make = partial(_page, request, edition, content, facts)
        return HttpResponse(make() if is_alone else cached_page(request, edition, facts, make))


def _page(request: HttpRequest, edition: SnapshotEdition, content: dict, facts: dict) -> bytes:
    """Return the page of an edition; `facts` is everything it shows besides the frozen content."""
    page = snapshot_page(edition, content, facts)
    if facts["titles_only"]:
        titles_alone(page["sections"])
    canonical_url = absolute(request, page["current_url"] or page["permanent_url"])
    page |= snapshot_identity(request, source_of(request, edition, content), page, canonical_url)
    context = {
        "page": page,
        "related": facts["related"],
        "canonical_url": canonical_url,
        "path": request.path,
        "titles_only": facts["titles_only"],
        **language_context(page["language"]),
        "feeds": _coverage_feed(content["work"]["coverage"]),
        "section": "snapshots",
    }
    return page_bytes(render_to_string("snapshot/snapshot_page.html", context, request))


def _titles_only(request: HttpRequest) -> bool:
    """Return whether the address asks for titles only. The canonical address is the same for both."""
    shown = request.GET.get("show")
    if shown not in (None, "titles"):
        raise BadRequest(_("Use show=titles to show titles only, or leave it out."))
    return shown == "titles"


def _coverage_feed(coverage: dict | None) -> list[dict]:
    """Return the feed of the topic in the snapshot's coverage line."""
    return (
        [feed_link(_("Analysis on %(topic)s") % {"topic": coverage["name"]}, {"topic": coverage["slug"]})]
        if coverage
        else []
    )
