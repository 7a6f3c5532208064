"""The list of snapshots, and the search for snapshots and articles."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.cards import article_card
from articles.public.filters import ArticleFilter
from articles.public.filters import read_filter as read_article_filter
from articles.public.listing import ListSpec, cards, is_combined, listing, unlisted
from articles.public.suggestions import suggestions
from snapshot.public.cards import snapshot_card
from snapshot.public.filters import SnapshotFilter, read_filter
from web.overload import is_overloaded, refusal
from web.public_pages import absolute, public_page, stored

SNAPSHOTS_SHOWN = 3
LABEL = gettext_lazy("Search snapshots and analysis")


@stored(*SnapshotFilter.base_filters, "cursor")
@public_page
def snapshot_list(request: HttpRequest) -> HttpResponse:
    """List the matching snapshots, newest first or best match first."""
    asked = read_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    listed = ListSpec(asked, "snapshots", snapshot_card, _("Search the snapshots"), "snapshots")
    context = {**listing(request, listed), "section": "snapshots"}
    return unlisted(render(request, "snapshot/snapshot_list.html", context), context["is_unlisted"])


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show the first matching snapshots and a page of matching articles."""
    asked = read_article_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    snapshots = ListSpec(read_filter(request.GET, request.moment), "snapshots", snapshot_card)
    found = snapshots.asked.results() if asked.words else None
    ids = found.page(None, SNAPSHOTS_SHOWN)[0] if found else []
    listed = ListSpec(asked, "search", article_card, LABEL)
    context = {
        **(listing(request, listed) if asked.words else _unasked(asked)),
        "snapshots": cards(snapshots, ids),
        "snapshots_told": found.total_label if found else "",
        "snapshots_total": found.total if found else 0,
        "snapshots_query": snapshots.asked.canonical,
        "section": "search",
        "has_words": bool(asked.words),
        "canonical_url": absolute(request, reverse("search")),
    }
    return unlisted(render(request, "snapshot/search.html", context), True)


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Return completions of a reader's input as JSON: {"suggestions": [{"kind", "text", "url"}]}."""
    typed = read_article_filter(request.GET, request.moment).values["q"]
    found = [asdict(each) for each in suggestions(typed, request.moment)] if typed else []
    return unlisted(JsonResponse({"suggestions": found}), True)


def _unasked(asked: ArticleFilter) -> dict:
    return {"asked": asked.values, "path": reverse("search"), "search_label": LABEL, "unsearched": asked.unsearched}
