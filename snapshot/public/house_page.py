"""What the pages of authors, topics, series and tags have in common: snapshots, activity, articles, feed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.models import ArticleEdition
from articles.public.cards import article_card
from articles.public.feed_links import feed_link
from editorial.page_data import page_data
from editorial.paging import page_of
from editorial.public_pages import absolute
from snapshot.models.record import SnapshotEdition
from snapshot.public.record import snapshot_card

SNAPSHOTS_SHOWN = 10


@dataclass(frozen=True)
class House:
    """Something of the house and what is public of it. `filtered_by`: the archive's parameter and slug."""

    filtered_by: tuple[str, str]
    url: str
    feed_title: str
    articles: QuerySet[ArticleEdition]
    snapshots: QuerySet[SnapshotEdition] | None = None
    description: str = ""
    most_snapshots: int | None = SNAPSHOTS_SHOWN


def house_page(request: HttpRequest, house: House) -> dict:
    """Return what house_page.html takes, but for `activity`. Raises Http404 while nothing of it is public.

    At most three queries.
    """
    rows = house.snapshots[: house.most_snapshots] if house.snapshots is not None else []
    snapshots = [snapshot_card(edition) for edition in rows]
    total = house.articles.count()
    if not total and not snapshots:
        raise Http404(f"Nothing of {house.filtered_by[1]} is public.")
    page, next_url = page_of(request, house.articles)
    return {
        "snapshots": snapshots,
        "articles": [article_card(edition) for edition in page],
        "total": total,
        "next_url": next_url,
        "archive_url": f"{reverse('archive')}?{urlencode([house.filtered_by])}",
        "feeds": [feed_link(house.feed_title, dict([house.filtered_by]))],
        "canonical_url": absolute(request, house.url),
        **page_data(request, "CollectionPage", house.feed_title, house.description, house.url),
    }
