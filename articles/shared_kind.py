"""What articles and snapshots share as publishable kinds."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator

from articles.models.taxonomy import Category
from articles.search_entry import AUTHOR, SERIES, TAG, TOPIC, TYPE
from media.pictures.verifying import frozen_differences
from media.thawing import MediaReferences
from outputs.rehearsal import rehearse
from record.fields import Named
from record.kinds import Draft, Kind, Read, Row
from record.models import Edition
from record.thawing import Thawed
from search import tally_writer, vocabulary
from search.index import Entry, Index
from search.indexing import fill
from search.keys import key_of
from search.word_columns import Texts


class Publication(Kind[Draft, Row]):
    """A kind with authors, topics, tags, a series, pictures and files, and with its own search index."""

    index: Index

    @abstractmethod
    def authors(self, work: dict) -> list[Named]:
        """Return the authors or compilers."""

    @abstractmethod
    def topics(self, work: dict) -> list[Named]:
        """Return the topics it is filed under."""

    @abstractmethod
    def texts(self, work: dict, part: dict) -> Texts:
        """Return the searchable texts."""

    def thaw(self, work: dict, draft: Draft) -> Thawed:
        found = MediaReferences()
        self.fields.thaw(work, draft, found)
        return found.report()

    def claimed_addresses(self, works: Iterable[dict]) -> list[tuple[str, str, int]]:
        """Return the addresses claimed by their authors, series, topics and all topics above these. One query."""
        works = list(works)
        authors = [("authors", author["slug"], author["id"]) for work in works for author in self.authors(work)]
        series = [("series", work["series"]["slug"], work["series"]["id"]) for work in works if work["series"]]
        return authors + topic_addresses([topic for work in works for topic in self.topics(work)]) + series

    def rehearse(self, edition: Row) -> None:
        rehearse(self, edition)

    def search_entry(self, edition: Row, work: dict, part: dict) -> Entry:
        kind = work["imprint"]["type"]
        return Entry(
            pk=edition.pk,
            published_on=edition.published_on,
            language=edition.language,
            texts=self.texts(work, part),
            ids={
                AUTHOR: [author["id"] for author in self.authors(work)],
                TOPIC: sorted({topic["id"] for topic in self.topics(work)}),
                TAG: [tag["id"] for tag in work["tags"]],
                SERIES: [work["series"]["id"]] if work["series"] else [],
                TYPE: [kind["id"]] if kind else [],
            },
            live_from=edition.live_from,
            live_until=edition.live_until,
            withdrawn_at=edition.withdrawn_at,
        )

    def add_to_index(self, editions: Iterable[Read]) -> None:
        entries = [self.search_entry(each.edition, each.work, each.part) for each in editions]
        self.index.put(entries)
        vocabulary.learn(word for entry in entries for word in vocabulary.words_in(entry))

    def move_in_index(self, edition: Row) -> None:
        key = key_of(edition.published_on, edition.pk)
        self.index.move(key, edition.live_from, edition.live_until, edition.withdrawn_at)

    def remove_from_index(self, edition: Row) -> None:
        self.index.remove(key_of(edition.published_on, edition.pk))

    def unlink(self, edition: Row) -> None:
        super().unlink(edition)
        if edition.is_counted:  # the clock was set back
            tally_writer.forget(self.index)

    def rebuild_index(self) -> int:
        count = fill(self.index, self.edition_model.objects.all(), self.search_entry)
        tally_writer.recount(self.index)
        return count

    def differences(self, read: list[Read]) -> Iterator[tuple[Edition, str]]:
        yield from frozen_differences(read)


def topic_addresses(topics: Iterable[Named]) -> list[tuple[str, str, int]]:
    """Return the addresses of the topics and of all topics above them, whose pages list this too. One query."""
    wanted = {topic["id"] for topic in topics}
    tree = Category.objects.without_tree_fields().order_by().values_list("pk", "parent_id", "slug") if wanted else ()
    above, slugs = {pk: parent for pk, parent, _ in tree}, {pk: slug for pk, _, slug in tree}
    found = {}
    while wanted:
        found |= {pk: ("topics", slugs[pk], pk) for pk in sorted(wanted) if pk in slugs}
        wanted = {above[pk] for pk in wanted if pk in slugs} - {None, *found}
    return list(found.values())
