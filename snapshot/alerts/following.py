"""What can be followed: read from an address, told in words, found again in a row."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models.house import Series
from articles.models.record import ArticleEdition
from articles.public import filtering as articles
from articles.public import house
from editorial.addresses import Gone, Moved, find_current
from editorial.finding.filters import EditionFilter
from snapshot.models.alerts import Subscription
from snapshot.models.record import SnapshotEdition
from snapshot.public import filtering as snapshots

Follows = Subscription.Follows
MOST = 1000  # characters of a filter's query
READERS = {Follows.ARTICLES: articles.read_filter, Follows.SNAPSHOTS: snapshots.read_filter}
LISTS = {Follows.ARTICLES: "archive", Follows.SNAPSHOTS: "snapshots"}


@dataclass(frozen=True)
class Followed:
    """What is followed: as a row keeps it, in words, and the path of its page."""

    follows: str
    query: str
    target_id: int
    words: str  # “Articles by Ada Writer”
    path: str

    @property
    def kept(self) -> dict:
        """Return the columns of a subscription that say this."""
        return {"follows": self.follows, "query": self.query, "target_id": self.target_id}


def read_followed(query: QueryDict, at: datetime) -> Followed:
    """Return what the address of the form asks for: ?snapshot=slug, ?series=slug alone, else a filter.

    The filter is of articles, of snapshots with of=snapshots. Raises BadRequest with a plain sentence.
    """
    of = query.get("of", Follows.ARTICLES)
    if of not in READERS:
        raise BadRequest(_("Write of=articles or of=snapshots, or leave it out."))
    if "snapshot" in query:
        return _snapshot(query["snapshot"], at)
    names = {name for name, value in query.items() if value}
    if names == {"series"} and len(query.getlist("series")) == 1 and "of" not in query:
        return _series(query["series"], at)
    return _filter(of, query, at)


def canonical(asked: EditionFilter) -> str:
    """Return the filter's query without what only orders a list."""
    return asked.instead(order="")


def of_row(subscription: Subscription, at: datetime) -> Followed | None:
    """Return what a subscription follows, as it is called at the moment; None where nothing of it is public."""
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
    if len(kept) > MOST:
        raise BadRequest(_("That filter is too long to be followed. Leave something out."))
    path = reverse(LISTS[follows])
    words = asked.words_for_people if kept else str(asked.noun_of_all)
    return Followed(follows, kept, 0, words, f"{path}?{kept}" if kept else path)


def _series(slug: str, at: datetime) -> Followed:
    for edition in (SnapshotEdition, ArticleEdition):
        (chosen,) = house.series([slug], at, edition)
        if chosen.ids:
            row = Series.objects.get(slug=chosen.slug)
            path = f"{reverse('snapshots' if edition is SnapshotEdition else 'archive')}?series={chosen.slug}"
            return Followed(
                Follows.SERIES, "", row.pk, _("Everything in the series “%(name)s”") % {"name": chosen.name}, path
            )
    raise BadRequest(_("There is no such series."))


def _snapshot(slug: str, at: datetime) -> Followed:
    try:
        edition = find_current(SnapshotEdition, "snapshots", slug, at)
    except Moved as moved:
        return _snapshot(moved.slug, at)
    except (Gone, Http404):
        raise BadRequest(_("There is no such snapshot.")) from None
    return _of_snapshot(edition)


def _of_snapshot(edition: SnapshotEdition) -> Followed:
    words = _("New editions of the snapshot “%(title)s”") % {"title": edition.title}
    return Followed(Follows.SNAPSHOT, "", edition.parent_id, words, edition.get_absolute_url())
