"""The filter of snapshots: the parameters of /snapshots/, their feeds, the API and alerts."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.models.house import Category
from articles.public import house
from articles.public.filtering import HouseFilter
from articles.public.house import Chosen, with_those_above
from editorial.record_version import held
from snapshot.finding import INDEX
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic


class SnapshotFilter(HouseFilter):
    """Which snapshots. Their authors are those who compiled them."""

    index = INDEX
    edition = SnapshotEdition
    noun = _("Snapshots")
    noun_of_all = _("All snapshots")
    facets = ("author", "topic", "series", "language", "year")

    def look_up(self, name: str, slugs: tuple[str, ...]) -> list[Chosen]:
        if name == "topic":
            return house.topics(slugs, public_topics(self.at))
        if name == "author":
            return house.authors(slugs, self.at, SnapshotEditionCompiler)
        return house.series(slugs, self.at, SnapshotEdition)


def public_topics(at: datetime) -> set[int]:
    """Return the ids of the topics with a public snapshot, and of all above them, held per record version."""

    def load() -> set[int]:
        links = SnapshotEditionTopic.objects.public(at).filter(topic_id=OuterRef("pk"))
        rows = Category.objects.without_tree_fields().filter(Exists(links))
        return with_those_above(rows.values_list("pk", flat=True))

    return held("public topics of snapshots", load)


def read_filter(query: QueryDict, at: datetime | None = None) -> SnapshotFilter:
    """Return the filter that a query asks for. Raises BadRequest with a plain sentence."""
    made = SnapshotFilter(query, at=at)
    made.asked  # noqa: B018 - refuses a bad value now, and not where the filter is first used
    return made
