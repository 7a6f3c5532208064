"""A list that is a filter's: what its page shows, whatever is listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.archive import THIN
from articles.public.authors_by_topic import authors_by_topic
from articles.public.facets import chosen_facets, facets_of
from articles.public.feed_links import feed_link
from articles.public.filtering import HouseFilter
from articles.public.months import months_of
from editorial import missed_searches
from editorial.finding import vocabulary
from editorial.finding.facets import Source
from editorial.finding.passages import Marker
from editorial.finding.results import Found
from editorial.models import Edition
from editorial.page_data import page_data
from editorial.paging import PAGE
from editorial.public_pages import absolute

MOST_INDEXED = 2  # facet values of a page that search engines may keep
SEARCH_THE_ANALYSIS = gettext_lazy("Search the analysis")


@dataclass(frozen=True)
class Listed:
    """What is listed: its filter, the name of its address, its facets, how a row is shown, what its field is called."""

    asked: HouseFilter
    address: str
    sources: Mapping[str, Source]
    card: Callable[[Edition], dict]
    label: str | Promise = SEARCH_THE_ANALYSIS
    feed: str = "archive"  # the pattern of the list that its feeds stand beside


def listing(request: HttpRequest, listed: Listed, size: int = PAGE) -> dict:
    """Return what a page with a filter takes. Raises BadRequest for a cursor that was never given out."""
    asked, path = listed.asked, reverse(listed.address)
    found = asked.found(chosen_facets(asked, listed.sources))
    ids, cursor = found.page(request.GET.get("cursor"), size)
    facets = facets_of(asked, found, listed.sources)
    return {
        "cards": cards(listed, ids),
        "total": found.total,
        "total_told": found.total_told,
        "facets": facets,
        "matrix": authors_by_topic(asked, found, facets, listed.sources, listed.address),
        "months": months_of(asked, found, listed.address),
        "chips": asked.chips,
        "asked": asked.asked,
        "since": asked.asked["from"] or None,
        "until": asked.asked["until"] or None,
        "kept": [(name, value) for name, value in asked.pairs if name not in ("q", "from", "until", "order")],
        "query": asked.canonical,
        "sentence": asked.words_for_people,
        "feeds": _feeds(asked, listed),
        "orders": orders(asked, found),
        "next_url": f"{path}?{asked.instead(cursor=cursor)}" if cursor else "",
        "path": path,
        "search_label": listed.label,
        "canonical_url": absolute(request, f"{path}?{asked.canonical}" if asked.canonical else path),
        "is_unlisted": is_unlisted(asked),
        **page_data(request, "CollectionPage", asked.words_for_people, "", path),
        **(_missed(request, asked) if asked.words and not found.total else {}),
    }


def _feeds(asked: HouseFilter, listed: Listed) -> list[dict]:
    """Return the feed of what the page lists, where that is not everything."""
    query = asked.instead(order="")
    return [feed_link(asked.words_for_people, query, listed.feed)] if query else []


def _missed(request: HttpRequest, asked: HouseFilter) -> dict:
    """Note what found nothing, where it was words alone; return what may have been meant."""
    if set(dict(asked.pairs)) <= {"q", "order"} and request.method == "GET":
        missed_searches.note(asked.asked["q"], asked.at)
    words = vocabulary.meant(asked.asked["q"], lambda typed: asked.with_words(typed).found().total)
    return {"meant": words, "meant_query": asked.instead(q=words)} if words else {}


def cards(listed: Listed, ids: list[int]) -> list[dict]:
    """Return how the editions with these ids are shown, in this order; where words were sought, with what was found.

    One query. The texts are read only where a passage is wanted.
    """
    words = listed.asked.words
    rows = listed.asked.queryset.only(*THIN, *(["search_text"] if words.required else []))
    found = rows.in_bulk(ids)
    markers = {language: Marker(words, language) for language in {row.language for row in found.values()}}
    return [
        listed.card(row) | (_found_in(row, markers[row.language]) if words.required else {})
        for row in (found[pk] for pk in ids if pk in found)
    ]


def _found_in(edition: Edition, marker: Marker) -> dict:
    return {
        "marked_title": marker.marked(edition.title),
        "passage": marker.passage(edition.search_text.split("\n")[1:]),
    }


def orders(asked: HouseFilter, found: Found) -> list[dict]:
    """Return the orders to choose from, where there are two."""
    if not asked.words.required:
        return []
    return [
        {
            "name": name,
            "query": asked.instead(order="" if order == asked.default_order else order),
            "is_chosen": found.order == order,
        }
        for name, order in ((_("Best match"), "relevance"), (_("Newest"), "date"))
    ]


def is_combined(asked: HouseFilter) -> bool:
    """Return whether it combines more facet values than pages are kept for: the first to be refused."""
    return asked.facet_values > MOST_INDEXED


def unlisted(response: HttpResponse, is_so: bool) -> HttpResponse:
    """Ask search engines not to keep the answer, where `is_so`."""
    if is_so:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def is_unlisted(asked: HouseFilter) -> bool:
    """Return whether search engines had better not keep the page: words are sought, or many facets combined."""
    return bool(asked.asked["q"]) or is_combined(asked)
