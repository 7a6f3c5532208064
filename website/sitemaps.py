"""Sitemaps: an index, its parts, and news from the last two days (sitemaps.org 0.9, Google News 0.9)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alerts.issues import public_numbers
from articles.public.archive import public_articles
from articles.public.topics import tree
from record.models import Edition
from snapshot.public.cards import public_snapshots
from web.flat_pages import flat_pages
from web.public_pages import absolute, public_page, stored
from website.authors import public_authors
from website.topics import public_topic_ids

NEWS = timedelta(days=2)  # the limit of Google News
MOST_NEWS = 1_000


class _Part(Sitemap):
    """A part of the index at a moment. Addresses use the site's host, not a row of django.contrib.sites."""

    limit = 10_000

    def __init__(self, request: HttpRequest):
        self.request = request
        self.at: datetime = request.moment

    def get_domain(self, site=None) -> str:
        return absolute(self.request, "/").split("://", 1)[1].rstrip("/")

    def get_protocol(self, protocol: str | None = None) -> str:
        return absolute(self.request, "/").split("://", 1)[0]

    def lastmod(self, item: Edition) -> datetime:
        return item.live_from


class Snapshots(_Part):
    """The current edition of each snapshot."""

    def items(self):
        return public_snapshots(self.at).order_by("pk")

    def location(self, item: Edition) -> str:
        return reverse("snapshot", kwargs={"slug": item.slug})


class Articles(_Part):
    """The current edition of each article."""

    def items(self):
        return public_articles(self.at).order_by("pk")

    def location(self, item: Edition) -> str:
        return reverse("article", kwargs={"slug": item.slug})


class SitePages(_Part):
    """Lists, authors, topics, the organization's own pages, and newsletters."""

    lastmod = None

    def items(self) -> list[str]:
        lists = [
            reverse(name)
            for name in ("home", "snapshots", "archive", "topics", "authors", "corrections", "newsletters")
        ]
        public = public_topic_ids(self.at)
        topics = [topic.url for topic in tree().values() if topic.id in public]
        authors = (author["url"] for author in public_authors(self.at))
        letters = (reverse("newsletter", kwargs={"number": number}) for number in public_numbers(self.at))
        return [*lists, *topics, *authors, *flat_pages(), *letters]

    def location(self, item: str) -> str:
        return item


PARTS = {"snapshots": Snapshots, "articles": Articles, "pages": SitePages}


@stored()
@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the parts of the sitemap, including further pages of long ones."""
    pages = []
    for name, part in _parts(request).items():
        url = absolute(request, reverse("sitemap-part", kwargs={"section": name}))
        pages += [url, *(f"{url}?p={number}" for number in range(2, part.paginator.num_pages + 1))]
    return render(request, "sitemap_index.xml", {"pages": pages}, content_type="application/xml")


@stored("p")
@public_page
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """Return a part, or a page of it (`?p=2`)."""
    return sitemap(request, _parts(request), section=section)


@public_page
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Return what was published in the last two days, for news search."""
    recent = public_articles(request.moment).filter(number=1, live_from__gt=request.moment - NEWS)
    context = {"entries": list(_news(request, recent.order_by("-live_from", "-pk")[:MOST_NEWS]))}
    return render(request, "news_sitemap.xml", context, content_type="application/xml")


def _news(request: HttpRequest, editions: Iterable[Edition]) -> Iterable[dict]:
    for edition in editions:
        yield {
            "url": absolute(request, reverse("article", kwargs={"slug": edition.slug})),
            "title": edition.title,
            "language": edition.language.split("-")[0],
            "published": edition.live_from,
        }


def _parts(request: HttpRequest) -> dict[str, Sitemap]:
    return {name: part(request) for name, part in PARTS.items()}
