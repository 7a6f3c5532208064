"""What readers can subscribe to: parsed from a URL, described in words, and loaded from a subscription row."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.models import Subscription
from articles.models.record import ArticleEdition
from articles.models.taxonomy import Series
from articles.public import filters as articles
from articles.public import taxonomy
from record.addresses import Gone, Moved, find_current
from search.fields import slug_of
from search.filters import EditionFilter
from snapshot.models.record import SnapshotEdition
from snapshot.public import filters as snapshots

Follows = Subscription.Follows
MOST = 1000  # characters of a filter's query string
READERS = {Follows.ARTICLES: articles.read_filter, Follows.SNAPSHOTS: snapshots.read_filter}
LISTS = {Follows.ARTICLES: "archive", Follows.SNAPSHOTS: "snapshots"}


@dataclass(frozen=True)
class Followed:
    """The subject of a subscription: its database values, its description and the path of its page."""

    follows: str
    query: str
    target_id: int
    words: str  # “Articles by Ada Writer”
    path: str

    @property
    def kept(self) -> dict:
        """Return the values of the subscription columns that store this."""
        return {"follows": self.follows, "query": self.query, "target_id": self.target_id}


def read_followed(query: QueryDict, at: datetime) -> Followed:
    """Return the subject that the form's URL asks for: ?snapshot=slug, ?series=slug alone, or else a filter.

    The filter is for articles, or for snapshots with of=snapshots. Raises BadRequest with a sentence for the reader.
    """
    of = query.get("of", Follows.ARTICLES)
    if of not in READERS:
        raise BadRequest(_("Use of=articles or of=snapshots, or leave it out."))
    if "snapshot" in query:
        return _snapshot(_slug(query, "snapshot"), at)
    names = {name for name, value in query.items() if value}
    if names == {"series"} and len(query.getlist("series")) == 1 and "of" not in query:
        return _series(_slug(query, "series"), at)
    return _filter(of, query, at)


def _slug(query: QueryDict, name: str) -> str:
    try:
        return slug_of(query[name], name)
    except ValidationError as refused:
        raise BadRequest(refused.message) from None


def canonical(asked: EditionFilter) -> str:
    """Return the filter's query string without the parameters that only sort a list."""
    return asked.instead(order="")


def of_row(subscription: Subscription, at: datetime) -> Followed | None:
    """Return the subject of a subscription with its current name, or None if it has nothing public."""
    try:
        if subscription.follows == Follows.SERIES:
            row = Series.objects.filter(pk=subscription.target_id).first()
            return _series(row.slug, at) if row else None
        if subscription.follows == Follows.SNAPSHOT:
            edition = SnapshotEdition.objects.public(at).filter(parent_id=subscription.target_id).first()
            return _of_snapshot(edition) if edition else None
        return _filter(subscription.follows, QueryDict(subscription.query), at)
    except BadRequest:
        return None


def _filter(follows: str, query: QueryDict, at: datetime) -> Followed:
    asked = READERS[follows](query, at)
    kept = canonical(asked)
    if asked.unsearched:
        raise BadRequest(asked.unsearched)
    if len(kept) > MOST:
        raise BadRequest(_("That filter is too long for an alert. Remove something."))
    path = reverse(LISTS[follows])
    words = asked.description if kept else str(asked.noun_of_all)
    return Followed(follows, kept, 0, words, f"{path}?{kept}" if kept else path)


def _series(slug: str, at: datetime) -> Followed:
    for edition in (SnapshotEdition, ArticleEdition):
        (chosen,) = taxonomy.series([slug], at, edition)
        if chosen.ids:
            row = Series.objects.get(slug=chosen.slug)
            path = f"{reverse('snapshots' if edition is SnapshotEdition else 'archive')}?series={chosen.slug}"
            return Followed(
                Follows.SERIES, "", row.pk, _("Everything in the series “%(name)s”") % {"name": chosen.name}, path
            )
    raise BadRequest(_("This series does not exist."))


def _snapshot(slug: str, at: datetime) -> Followed:
    try:
        edition = find_current(SnapshotEdition, "snapshots", slug, at)
    except Moved as moved:
        return _snapshot(moved.slug, at)
    except (Gone, Http404):
        raise BadRequest(_("This snapshot does not exist.")) from None
    return _of_snapshot(edition)


def _of_snapshot(edition: SnapshotEdition) -> Followed:
    words = _("New editions of the snapshot “%(title)s”") % {"title": edition.title}
    return Followed(Follows.SNAPSHOT, "", edition.parent_id, words, edition.get_absolute_url())
