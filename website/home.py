"""The home page, and the stylesheet of every page."""

from datetime import datetime
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from articles.public.archive import public_articles
from articles.public.cards import article_card
from snapshot.public.cards import public_snapshots, snapshot_card, without_shared_series
from web.page_data import home_data
from web.public_pages import absolute, public_page, stored
from web.stylesheet import stylesheet, stylesheet_version
from website.front import arranged, steady
from website.topics import public_roots

RECENT_SNAPSHOTS = 4
LATEST_ARTICLES = 6


@stored()
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the editors' arrangement, else lead and recent snapshots and the latest analysis, else a placeholder."""
    return render(request, "snapshot/home.html", _shown(request, request.moment))


def home_at(request: HttpRequest, at: datetime) -> HttpResponse:
    """Show staff the home page as it was at an earlier moment."""
    return render(request, "snapshot/home.html", {**_shown(request, at, is_now=False), "stood_at": at})


def _shown(request: HttpRequest, at: datetime, is_now: bool = True) -> dict:
    front = arranged(None, at, is_now)
    lead, recent = (front.lead, []) if front.lead and front.rows else _lead_and_recent(at, front.lead)
    latest = [] if front.rows else steady(public_articles(at))[:LATEST_ARTICLES]
    articles = [article_card(edition) for edition in latest]
    return {
        "front": front,
        "lead": lead,
        "snapshots": [] if front.rows else recent,
        "articles": articles,
        "topics": public_roots(at),
        "empty": not lead and not articles and not front.rows,
        "canonical_url": absolute(request, reverse("home")),
        **home_data(request),
    }


def _lead_and_recent(at: datetime, chosen: dict | None) -> tuple[dict | None, list[dict]]:
    """Return the card of the lead snapshot, `chosen` or the newest with articles, and those of other recent ones."""
    recent = [snapshot_card(edition) for edition in steady(public_snapshots(at))[: RECENT_SNAPSHOTS + 1]]
    lead = chosen or next((card for card in recent if card["article_count"]), None)
    others = [card for card in recent if lead is None or card["url"] != lead["url"]]
    return lead, without_shared_series(others[:RECENT_SNAPSHOTS])


@stored("v")
@public_page
def site_css(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == stylesheet_version():
        patch_cache_control(response, max_age=31_536_000, immutable=True, public=True)
    return response


@stored()
@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    """Return the site's icon at its traditional address. Pages link to an SVG, which not all feed readers support."""
    return HttpResponse(_icon(), content_type="image/vnd.microsoft.icon")


@cache
def _icon() -> bytes:
    return (settings.BASE_DIR / "static" / "favicon.ico").read_bytes()
