"""The list of snapshots, and the search that shows snapshots and articles."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.cards import article_card
from articles.public.facets import article_sources
from articles.public.filtering import ArticleFilter
from articles.public.filtering import read_filter as read_article_filter
from articles.public.listing import Listed, cards, is_combined, listing, unlisted
from articles.public.suggesting import suggestions
from editorial.overload import is_overloaded, refusal
from editorial.public_pages import absolute, public_page
from snapshot.public.facets import snapshot_sources
from snapshot.public.filtering import read_filter
from snapshot.public.record import snapshot_card

SNAPSHOTS_SHOWN = 3
LABEL = gettext_lazy("Search snapshots and analysis")


@public_page
def snapshot_list(request: HttpRequest) -> HttpResponse:
    """Show the snapshots that the address asks for, newest first or best match first."""
    asked = read_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    listed = Listed(asked, "snapshots", snapshot_sources(), snapshot_card, _("Search the snapshots"), "snapshots")
    context = {**listing(request, listed), "section": "snapshots"}
    return unlisted(render(request, "snapshot/snapshot_list.html", context), context["is_unlisted"])


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show the snapshots and the articles that the words are in: the first few of those, and a page of these."""
    asked = read_article_filter(request.GET, request.moment)
    if is_combined(asked) and is_overloaded():
        return refusal(request)
    snapshots = Listed(read_filter(request.GET, request.moment), "snapshots", {}, snapshot_card)
    found = snapshots.asked.found() if asked.words else None
    ids = found.page(None, SNAPSHOTS_SHOWN)[0] if found else []
    listed = Listed(asked, "search", article_sources() if asked.words else {}, article_card, LABEL)
    context = {
        **(listing(request, listed) if asked.words else _unasked(asked)),
        "snapshots": cards(snapshots, ids),
        "snapshots_told": found.total_told if found else "",
        "snapshots_total": found.total if found else 0,
        "snapshots_query": snapshots.asked.canonical,
        "section": "search",
        "has_words": bool(asked.words),
        "canonical_url": absolute(request, reverse("search")),
    }
    return unlisted(render(request, "snapshot/search.html", context), True)


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Give what goes on from what a reader has typed, as JSON: {"suggestions": [{"kind", "text", "url"}]}."""
    typed = read_article_filter(request.GET, request.moment).asked["q"]
    found = [asdict(each) for each in suggestions(typed, request.moment)] if typed else []
    return unlisted(JsonResponse({"suggestions": found}), True)


def _unasked(asked: ArticleFilter) -> dict:
    return {"asked": asked.asked, "path": reverse("search"), "search_label": LABEL}
