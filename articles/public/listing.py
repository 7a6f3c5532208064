"""The context of a list page with a filter, for any kind of item."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.activity import months_of
from articles.public.archive import editions_with_text, thin_editions
from articles.public.authors_by_topic import authors_by_topic
from articles.public.feed_links import feed_link
from record.models import Edition
from search import missed_searches, vocabulary
from search.facet_lists import facet_lists
from search.filters import EditionFilter
from search.passages import Marker
from search.results import SearchResults
from web.page_data import page_data
from web.paging import PAGE
from web.public_pages import absolute

MOST_INDEXED = 2  # facet values of a page that search engines may index
SEARCH_THE_ANALYSIS = gettext_lazy("Search the analysis")


@dataclass(frozen=True)
class ListSpec:
    """How to list something: its filter, its URL name, how to show a row, and the label of its search field."""

    asked: EditionFilter
    address: str
    card: Callable[[Edition], dict]
    label: str | Promise = SEARCH_THE_ANALYSIS
    feed: str = "archive"  # URL name of the list that the feeds belong to


def listing(request: HttpRequest, listed: ListSpec, size: int = PAGE) -> dict:
    """Return the context of a list page with a filter. Raises BadRequest for an invalid cursor."""
    asked, path = listed.asked, reverse(listed.address)
    found = asked.results(others=asked.chosen_facets)
    facets = facet_lists(asked, found)
    ids, cursor = found.page(request.GET.get("cursor"), size)
    return {
        "cards": cards(listed, ids),
        "total": found.total,
        "total_label": found.total_label,
        "facets": facets,
        "matrix": authors_by_topic(asked, found, facets, listed.address),
        "months": months_of(asked, found, listed.address),
        "chips": asked.chips,
        "unsearched": asked.unsearched,
        "asked": asked.values,
        "since": asked.values["from"] or None,
        "until": asked.values["until"] or None,
        "kept": [(name, value) for name, value in asked.pairs if name not in ("q", "from", "until", "order")],
        "query": asked.canonical,
        "sentence": asked.description,
        "feeds": _feeds(asked, listed),
        "orders": orders(asked, found),
        "next_url": f"{path}?{asked.instead(cursor=cursor)}" if cursor else "",
        "path": path,
        "search_label": listed.label,
        "canonical_url": absolute(request, f"{path}?{asked.canonical}" if asked.canonical else path),
        "is_unlisted": is_unlisted(asked),
        **page_data(request, "CollectionPage", asked.description, "", path),
        **(_missed(request, asked) if asked.words and not found.total else {}),
    }


def _feeds(asked: EditionFilter, listed: ListSpec) -> list[dict]:
    """Return the feed of the filtered list, or nothing if the list is not filtered."""
    query = asked.instead(order="")
    return [feed_link(asked.description, query, listed.feed)] if query and not asked.unsearched else []


def _missed(request: HttpRequest, asked: EditionFilter) -> dict:
    """Record a search by words alone that found nothing, and return suggestions for what the reader meant."""
    if set(dict(asked.pairs)) <= {"q", "order"} and request.method == "GET":
        missed_searches.note(asked.values["q"], asked.at)
    words = vocabulary.meant(asked.values["q"], lambda typed: asked.with_words(typed).results().total)
    return {"meant": words, "meant_query": asked.instead(q=words)} if words else {}


def cards(listed: ListSpec, ids: list[int]) -> list[dict]:
    """Return the cards of the editions with these ids, in this order, with matching passages if words were searched.

    One query. Reads the texts only if a passage is needed.
    """
    words = listed.asked.words
    read = editions_with_text if words.required else thin_editions
    found = {row.pk: row for row in (read(listed.asked.edition, at=listed.asked.at, ids=ids) if ids else ())}
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


def orders(asked: EditionFilter, found: SearchResults) -> list[dict]:
    """Return the sort orders to choose from, or nothing if there is only one."""
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


def is_combined(asked: EditionFilter) -> bool:
    """Return whether it combines more than MOST_INDEXED facet values. Under overload these are refused first."""
    return asked.facet_values > MOST_INDEXED


def unlisted(response: HttpResponse, is_so: bool) -> HttpResponse:
    """Mark the response as not to be indexed by search engines, if `is_so`."""
    if is_so:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def is_unlisted(asked: EditionFilter) -> bool:
    """Return whether search engines should not index the page: it searches for words or combines many facets."""
    return bool(asked.values["q"]) or is_combined(asked)
