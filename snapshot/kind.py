"""Snapshots as a publishable kind."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import ArticleEdition, SelectedIn
from articles.shared_kind import Publication
from media.pictures.frozen import file_ids, picture_ids
from outputs.source import Source
from record.comparison.description import Comparison
from record.fields import Named
from record.findings import Finding
from record.kinds import Read
from record.links import Links, window
from record.models import Edition
from record.rebuilding import rebuild_edition
from search.word_columns import Texts
from snapshot.comparison import compare
from snapshot.desk.acts import note_replaced
from snapshot.desk.findings import required_findings
from snapshot.draft import draft as draft_content
from snapshot.draft import frozen_part
from snapshot.fields import FIELDS, SnapshotCard, SnapshotPart, SnapshotWork, card, complete_entries
from snapshot.freezing import UPGRADERS
from snapshot.models import (
    Snapshot,
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)
from snapshot.public.margins import page_with_margins
from snapshot.public.pdf import snapshot_card_data, snapshot_pdf_data
from snapshot.public.withholding import entries_left
from snapshot.rehearsal import RENDITIONS
from snapshot.search_entry import INDEX, texts
from snapshot.verifying import entry_differences
from text import prose
from text.margins import Margin

LONGEST_BEGINNING = 240  # characters of the introduction used if there is no standfirst


class SnapshotKind(Publication[Snapshot, SnapshotEdition]):
    name = "snapshot"
    collection = "snapshots"
    draft_model = Snapshot
    edition_model = SnapshotEdition
    fields = FIELDS
    upgraders = UPGRADERS
    link_models = (
        SnapshotEditionTopic, SnapshotEditionCompiler, SnapshotEditionPicture, SnapshotEditionFile, SelectedIn,
    )  # fmt: skip
    index = INDEX
    renditions = RENDITIONS

    def complete(self, content: dict) -> dict:
        content = super().complete(content)
        if "edition" not in content:  # a revision
            return content
        return {**content, "edition": complete_entries(content["edition"])}

    def edition_part(self, draft: Snapshot, work: SnapshotWork, live_from: datetime) -> dict:
        return frozen_part(draft, work, live_from)

    def preview(self, draft: Snapshot, at: datetime, work: SnapshotWork | None = None) -> dict:
        return draft_content(draft, at, work)

    def page(self, content: dict, at: datetime, margin: Margin) -> tuple[str, dict]:
        return "snapshot/snapshot_page.html", page_with_margins(content, at, margin)

    def compare(self, before: dict, after: dict) -> Comparison:
        return compare(before, after)

    def findings(self, draft: Snapshot, live_from: datetime) -> list[Finding]:
        return required_findings(draft, live_from)

    def blocking_reasons(self, edition: SnapshotEdition, live_from: datetime) -> list[str]:
        late = ArticleEdition.objects.filter(selected_in__snapshot_edition_id=edition.pk, live_from__gt=live_from)
        return [_("“%s” will not be public by then.") % article.title for article in late]

    def less_withdrawn(self, work: SnapshotWork, part: SnapshotPart) -> SnapshotPart:
        """One query. Reads the database, not a cache, because an act must see what it has just withdrawn."""
        return {**part, "entries": entries_left(work, part)}

    def card(self, work: SnapshotWork, part: SnapshotPart) -> SnapshotCard:
        shown = part["entries"].values()
        return {
            "title": work["title"],
            "series": work["series"],
            "standfirst": work["standfirst"] or _first_sentences(work["introduction"]),
            "sections": [section["title"] for section in work["sections"] if section["title"]],
            "article_count": len({entry["article"] for entry in shown}),
            "authors": list(dict.fromkeys(author["name"] for entry in shown for author in entry["authors"])),
            "picture": work["picture"],
        }

    def shown_card(self, edition: SnapshotEdition) -> SnapshotCard:
        return card(edition)

    def passages(self, work: SnapshotWork, part: SnapshotPart) -> list[str]:
        return [*super().passages(work, part), *(entry["title"] for entry in part["entries"].values())]

    def authors(self, work: SnapshotWork) -> list[Named]:
        return work["compilers"]

    def topics(self, work: SnapshotWork) -> list[Named]:
        return [*work["topics"], *([work["coverage"]] if work["coverage"] else [])]

    def texts(self, work: SnapshotWork, part: SnapshotPart) -> Texts:
        """One query."""
        return texts(work, list(entries_left(work, part).values()))

    def links(self, edition: SnapshotEdition, work: SnapshotWork, part: SnapshotPart) -> Links:
        shared = {"edition": edition, **window(edition, SnapshotEditionTopic)}
        topics = sorted({topic["id"] for topic in self.topics(work)})
        frozen = {entry["id"]: entry["article"] for entry in part["entries"].values()}
        selection = {
            "snapshot_id": edition.parent_id,
            "snapshot_edition_id": edition.pk,
            "number": edition.number,
            "title": edition.title,
            "slug": edition.slug,
            **window(edition, SelectedIn),
        }
        return {
            SnapshotEditionTopic: [SnapshotEditionTopic(topic_id=topic, **shared) for topic in topics],
            SnapshotEditionCompiler: [
                SnapshotEditionCompiler(author_id=author["id"], position=position, **shared)
                for position, author in enumerate(work["compilers"], 1)
            ],
            SnapshotEditionPicture: [SnapshotEditionPicture(picture_id=pk, **shared) for pk in picture_ids(work)],
            SnapshotEditionFile: [SnapshotEditionFile(file_id=pk, **shared) for pk in file_ids(work)],
            SelectedIn: [
                SelectedIn(edition_id=edition_id, article_id=article_id, **selection)
                for edition_id, article_id in frozen.items()
            ],
        }

    def on_replace(self, draft: Snapshot, by: AbstractBaseUser | None, at: datetime) -> None:
        note_replaced(draft, by, at)

    def on_withdrawal(self, editions: Iterable[Edition]) -> None:
        """Remove the text of these article editions from snapshots' cards and search entries."""
        ids = [edition.pk for edition in editions if isinstance(edition, ArticleEdition)]
        holding = SelectedIn.objects.filter(edition__in=ids).values("snapshot_edition_id")
        held = SnapshotEdition.objects.filter(pk__in=holding).select_related("content").order_by("pk")
        for edition in held.iterator():
            rebuild_edition(self, edition, with_links=False)

    def differences(self, read: list[Read]) -> Iterator[tuple[Edition, str]]:
        yield from super().differences(read)
        yield from entry_differences(read)

    def pdf_data(self, source: Source, absolute: Callable[[str], str], at: datetime) -> dict:
        return snapshot_pdf_data(source, absolute, at)

    def card_data(self, source: Source) -> dict:
        return snapshot_card_data(source)


def _first_sentences(introduction: list[str]) -> str:
    words = prose.plain(introduction[0]) if introduction else ""
    if len(words) <= LONGEST_BEGINNING:
        return words
    return words[:LONGEST_BEGINNING].rsplit(" ", 1)[0].rstrip(",;:–—") + "…"


SNAPSHOT = SnapshotKind()
