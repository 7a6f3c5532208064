"""The snapshot filter: the parameters of /snapshots/, its feeds, the API and alerts."""

from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.public.facets import AuthorFacet, SeriesFacet, TopicFacet, TypeFacet
from search.filters import EditionFilter
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic
from snapshot.search_entry import INDEX


class SnapshotFilter(EditionFilter):
    """A filter for snapshots. `author` means compilers."""

    author = AuthorFacet(link=SnapshotEditionCompiler)
    topic = TopicFacet(link=SnapshotEditionTopic)
    series = SeriesFacet()
    type = TypeFacet()

    index = INDEX
    edition = SnapshotEdition
    noun = _("Snapshots")
    noun_of_all = _("All snapshots")


def read_filter(query: QueryDict, at: datetime | None = None) -> SnapshotFilter:
    """Return the filter for a query string. Raises BadRequest with a message."""
    made = SnapshotFilter(query, at=at)
    made.values  # noqa: B018 - refuses a bad value now, and not where the filter is first used
    return made
