"""Shared parts of the pages of authors, topics, series and tags: snapshots, activity, articles, feed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.models import ArticleEdition
from articles.public.cards import article_card
from articles.public.feed_links import feed_link
from snapshot.models.record import SnapshotEdition
from snapshot.public.cards import snapshot_card, without_shared_series
from web.page_data import page_data
from web.paging import page_of
from web.public_pages import absolute

SNAPSHOTS_SHOWN = 10


@dataclass(frozen=True)
class TaxonomyPage:
    """An author, topic, series or tag with its public items. `filtered_by`: the archive's parameter and slug."""

    filtered_by: tuple[str, str]
    url: str
    feed_title: str
    articles: QuerySet[ArticleEdition]
    snapshots: QuerySet[SnapshotEdition] | None = None
    description: str = ""
    most_snapshots: int | None = SNAPSHOTS_SHOWN


def taxonomy_page(request: HttpRequest, taxonomy: TaxonomyPage) -> dict:
    """Return the context of the page, except `activity`. Raises Http404 while nothing in it is public.

    At most three queries.
    """
    rows = taxonomy.snapshots[: taxonomy.most_snapshots] if taxonomy.snapshots is not None else []
    snapshots = without_shared_series([snapshot_card(edition) for edition in rows])
    total = taxonomy.articles.count()
    if not total and not snapshots:
        raise Http404(f"{taxonomy.filtered_by[1]} has nothing public.")
    page, next_url = page_of(request, taxonomy.articles)
    return {
        "snapshots": snapshots,
        "articles": [article_card(edition) for edition in page],
        "total": total,
        "next_url": next_url,
        "archive_url": f"{reverse('archive')}?{urlencode([taxonomy.filtered_by])}",
        "feeds": [feed_link(taxonomy.feed_title, dict([taxonomy.filtered_by]))],
        "canonical_url": absolute(request, taxonomy.url),
        **page_data(request, "CollectionPage", taxonomy.feed_title, taxonomy.description, taxonomy.url),
    }
